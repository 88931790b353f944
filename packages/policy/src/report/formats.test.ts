import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visible } from '@sovereign-fleet/domain';
import type { Log } from 'sarif';
import { formatHtml } from './format-html';
import { formatJson } from './format-json';
import { formatMarkdown } from './format-markdown';
import { formatSarif } from './format-sarif';
import { formatText } from './format-text';
import { add, combine, withChange, fail, remove, set } from '../testing/example-change';
import { dmzSet, podSpec } from '../testing/example-rows';
import { kit, exampleSubject, mirror, renderedObject } from '../testing/example-subject';
import { nasty } from '../testing/nasty-text';
import { parseReviewFile } from './parse-json';
import { review } from '../review';
import type { Review } from '../contract/review';

const fullText = 'the artefact "review" of this run';
const all = ['fsn1', 'hel1', 'nbg1'];

const outputs: Readonly<Record<string, (reviews: readonly Review[]) => string>> = {
  'review.txt': formatText,
  'review.json': formatJson,
  'review.sarif': formatSarif,
  'review.md': (reviews) => formatMarkdown(reviews, { fullText }),
  'review.html': formatHtml,
};

/** Compares every output with the golden folder, file by file and both ways; `UPDATE_GOLDEN=1` writes the folder. */
function expectGolden(name: string, reviews: readonly Review[]): void {
  const folder = join(__dirname, 'golden', name);
  const made = Object.fromEntries(Object.entries(outputs).map(([file, format]) => [file, format(reviews)]));
  if (process.env['UPDATE_GOLDEN'] === '1') {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(made)) writeFileSync(join(folder, file), text);
  }
  const files = existsSync(folder) ? readdirSync(folder) : [];
  expect(made).toEqual(Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')])));
}

const upgrade = combine(
  set(dmzSet, [...podSpec, 'containers', 0, 'image'], `${mirror}/proxy-ghcr/loft-sh/vcluster:0.20.1`),
  set(dmzSet, [...podSpec, 'initContainers', 0, 'image'], `${mirror}/proxy-ghcr/loft-sh/vcluster:0.20.1`),
  (region) => ({
    ...region,
    releases: region.releases.map((one) =>
      one.targetNamespace === 'dmz'
        ? { ...one, chart: { ...one.chart, version: '0.2.0', standIns: ['vcluster 0.20.0+standin'] } }
        : one,
    ),
  }),
);

/** An upgrade of two Sovereigns, with one region that differs, one release that failed, and findings. */
function upgradeOfTwo(): readonly Review[] {
  const config = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'notes', namespace: 'dmz' },
    data: { nasty },
  };
  const acme = withChange(withChange(exampleSubject('acme'), all, upgrade), ['fsn1'], (region) =>
    combine(
      set('Service mgmt/mgmt-vcluster', ['metadata', 'annotations', nasty], nasty),
      remove('Service dmz/dmz-vcluster'),
      add(renderedObject(kit, config)),
    )(region),
  );
  const failed = {
    kind: 'failed',
    object: 'HelmRelease flux-system/bp-rtz-vcluster',
    field: '',
    problem: `helm template: ${nasty}`,
    remedy: 'Mend the chart',
  } as const;
  const globex = withChange(withChange(exampleSubject('globex'), all, upgrade), ['nbg1'], (region) => ({
    ...fail(failed)(region),
    objects: region.objects.filter(({ appliedBy }) => appliedBy.name !== 'bp-rtz-vcluster'),
  }));
  const badTag = set(dmzSet, [...podSpec, 'containers', 0, 'image'], 'docker.io/loft-sh/vcluster:latest');
  const broken = withChange(globex, ['fsn1', 'hel1'], badTag);
  const commit = { named: 'main', commit: '030cf17bf6f2a2a2f7d0f1dd7ff4b04f2a6b3c11' };
  return [
    review(broken, { base: { rendered: exampleSubject('globex').rendered, commit } }),
    review(acme, { base: { rendered: exampleSubject('acme').rendered, commit } }),
  ];
}

function newSovereign(): Review {
  const { rendered: whole, regions, ...subject } = exampleSubject('initech');
  const rendered = { ...whole, regions: whole.regions.slice(0, 2) };
  return review({ ...subject, regions: regions.slice(0, 2), rendered }, { base: { rendered: undefined } });
}

test.each([
  { golden: 'nothing-affected', reviews: (): readonly Review[] => [] },
  { golden: 'right-without-base', reviews: () => [review(exampleSubject())] },
  {
    golden: 'no-difference',
    reviews: () => [review(exampleSubject(), { base: { rendered: exampleSubject().rendered } })],
  },
  { golden: 'upgrade-of-two', reviews: upgradeOfTwo },
  { golden: 'new-sovereign', reviews: () => [newSovereign()] },
])('the outputs of $golden are the golden ones', ({ golden, reviews }) => {
  expectGolden(golden, reviews());
});

test('a base that was not rendered with its own record says so, and many say so in a few lines', () => {
  const note = 'The base is rendered with the record as it is now';
  const reviews = ['a', 'b', 'c', 'd', 'e'].map((name) => {
    const subject = exampleSubject(name);
    return review(subject, { base: { rendered: subject.rendered, note } });
  });
  const lines = [...['a', 'b', 'c'].map((name) => `${name}: ${note}`), 'The same of 2 more; their reviews say why.'];
  expect(formatText(reviews)).toContain(`\n${lines.join('\n')}\nNo object differs from the base.`);
  for (const line of lines) {
    expect(formatMarkdown(reviews, { fullText })).toContain(line);
    expect(formatHtml(reviews)).toContain(line);
  }
  expect(parseReviewFile('review.json', formatJson(reviews)).reviews).toEqual(reviews);
});

test('the order in which Sovereigns come is none', () => {
  const [first, second] = upgradeOfTwo();
  if (first === undefined || second === undefined) throw new Error('two were made');
  for (const format of [formatText, formatHtml, outputs['review.md'] ?? formatText]) {
    expect(format([first, second])).toBe(format([second, first]));
  }
});

test('no value of a Secret is in any output', () => {
  const subject = withChange(
    exampleSubject(),
    ['fsn1'],
    combine(
      set('Secret dmz/vc-config-dmz-vcluster', ['data', 'config.yaml'], 'fingerprint:after'),
      add(
        renderedObject(kit, {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'plain', namespace: 'dmz' },
          data: { token: 'fingerprint:token' },
        }),
      ),
    ),
  );
  const reviews = [review(subject, { base: { rendered: exampleSubject().rendered } })];
  for (const format of Object.values(outputs)) expect(format(reviews)).not.toContain('fingerprint');
});

test('HTML holds no markup but ours, whatever is reviewed', () => {
  const html = formatHtml(upgradeOfTwo());
  const tags = new Set([...html.matchAll(/<\/?([A-Za-z!][A-Za-z0-9]*)/g)].map(([, tag]) => tag));
  expect([...tags].sort()).toEqual(['!doctype', 'code', 'h1', 'h2', 'html', 'li', 'meta', 'p', 'style', 'title', 'ul']);
  expect(html).toContain('&lt;script&gt;');
  expect(html).not.toMatch(/ (src|href|on[a-z]+)=["a-z]/);
});

test('a terminal sees no escape code, and each entry keeps its line', () => {
  expect(visible(nasty)).toBe(
    '`|</details><script>alert(1)</script>\\n# @octocat fixes #1 ![x](http://x) \\u{1b}[31m \\u{202e}',
  );
  // eslint-disable-next-line no-control-regex -- that there are none is the point
  expect(formatText(upgradeOfTwo())).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test(
  'SARIF has what code scanning asks for: known rules, files from the root, a line, and ' + 'fingerprints that stay',
  () => {
    // It was printed from a Log.
    const log = JSON.parse(formatSarif(upgradeOfTwo())) as Log;
    expect(log.version).toBe('2.1.0');
    const [run, ...more] = log.runs;
    expect(more).toEqual([]);
    const ids = run?.tool.driver.rules?.map(({ id }) => id) ?? [];
    expect(run?.results).not.toHaveLength(0);
    for (const { ruleId, ruleIndex, level, message, locations, partialFingerprints } of run?.results ?? []) {
      expect(ids[ruleIndex ?? -1]).toBe(ruleId);
      expect(['error', 'warning']).toContain(level);
      expect(message.text).not.toBe('');
      expect(locations).not.toHaveLength(0);
      for (const { physicalLocation } of locations ?? []) {
        expect(physicalLocation?.artifactLocation?.uri).toMatch(/^(gitops-out|sovereigns)\/[\w.%/-]+$/);
        expect(physicalLocation?.region?.startLine).toBe(1);
      }
      expect(Object.keys(partialFingerprints ?? {})).toEqual(['finding/v1']);
    }
    const prints = run?.results?.map(
      (result) => `${result.ruleId ?? ''} ${result.partialFingerprints?.['finding/v1'] ?? ''}`,
    );
    expect(new Set(prints).size).toBe(prints?.length);
  },
);

test('JSON gives the reviews back', () => {
  const reviews = upgradeOfTwo();
  expect(JSON.parse(formatJson(reviews))).toEqual({ version: 1, reviews });
});
