import type { Change, Review } from '@sovereign-fleet/policy';
import fc from 'fast-check';
import type { Desired } from './desired';
import { exampleDesired } from '../testing/example-desired';
import { type Action, closedText, proposalText, proposalTitle } from './proposal';

const desired = exampleDesired();

function facts(change: Partial<Desired> = {}, action: Action = 'update', campaign?: string) {
  return { desired: { ...desired, ...change }, action, campaign };
}

function changes(count: number, text: string): readonly Change[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'changed',
    id: `${index}`,
    object: `ConfigMap ${text}/${index}`,
    fields: [{ path: `data.${text}`, before: text, after: `${text}!` }],
  }));
}

/** A review of `regions` regions with `count` changes in each, none alike, and this text wherever data is. */
function exampleReview(regions: number, count: number, text: string): Review {
  const keys = Array.from({ length: regions }, (_, index) => `${text}${index}`);
  return {
    name: text,
    fqdn: text,
    regions: keys,
    standIns: [],
    findings: [
      {
        rule: 'pinned-image',
        severity: 'error',
        region: text,
        object: text,
        field: text,
        problem: text,
        remedy: text,
        file: text,
      },
    ],
    comparison: keys.map((region) => ({
      region,
      state: 'compared',
      notCompared: [{ part: text, reason: text }],
      charts: [{ release: text, before: `${text} 1`, after: `${text} 2` }],
      images: [{ object: text, before: `${text}:1`, after: `${text}:2` }],
      changes: changes(count, `${text}${region}`),
    })),
  };
}

const forPeople =
  'This branch is kept up to date by sovereign-fleet. The label `fleet/hold` stops that, and so does a ' +
  'commit of your own on the branch. What is closed without a merge is not proposed again until its content ' +
  'is another one. Text outside of this block is yours.';

test('a proposal says what it is, where, and that nobody reviewed it', () => {
  expect(proposalText(facts({}, 'update', 'k8s-1-35')))
    .toBe(`Updates the Sovereign \`acme\` in \`clusters/acme.example.com\`: 2 regions, 6 files.

Campaign: \`k8s-1-35\`.

### Regions

- \`fsn1\` (primary): \`bp-mgmt-vcluster\`, \`bp-dmz-vcluster\`
- \`hel1\` (secondary): \`bp-dmz-vcluster\`, \`bp-rtz-vcluster\`

${forPeople}

**Not reviewed.** No review was made of exactly these files; \`npx nx run acme:review\` makes one.`);
});

test('a proposal of a removal names no command of a project that is gone', () => {
  expect(
    proposalText({ desired: exampleDesired({}), action: 'remove', campaign: undefined })
      .split('\n\n')
      .at(-1),
  ).toBe('There is nothing to review: no file of it is left.');
});

test.each([
  { changes: { files: 1, regions: 1 }, says: '1 file changes in 1 of 2 regions' },
  { changes: { files: 3, regions: 2 }, says: '3 files change in all of its 2 regions' },
  { changes: { files: 7, regions: 0 }, says: '7 files change' },
])('an update says how much changes: $says', ({ changes, says }) => {
  const line = `Updates the Sovereign \`acme\` in \`clusters/acme.example.com\`: ${says}.`;
  expect(proposalText({ ...facts(), changes }).split('\n')[0]).toBe(line);
});

test('an update of a Sovereign in one region says so', () => {
  const one = facts({ regions: desired.regions.slice(0, 1) });
  expect(proposalText({ ...one, changes: { files: 1, regions: 1 } }).split('\n')[0]).toBe(
    'Updates the Sovereign `acme` in `clusters/acme.example.com`: 1 file changes in its one region.',
  );
});

test('a proposal shows the review, with what is alike said once', () => {
  const review: Review = {
    ...exampleReview(0, 0, 'acme'),
    regions: ['fsn1', 'hel1'],
    findings: [],
    comparison: ['fsn1', 'hel1'].map((region) => ({
      region,
      state: 'compared',
      notCompared: [],
      charts: [{ release: 'HelmRelease flux-system/bp-x', before: 'bp-x 1.0.0', after: 'bp-x 1.1.0' }],
      images: [{ object: 'Deployment x/x', before: 'h.example.com/x:1', after: 'h.example.com/x:2' }],
      changes: [{ kind: 'added', id: 'x', object: 'ConfigMap x/x', fields: [] }],
    })),
  };
  expect(proposalText(facts({ review })).split(`${forPeople}\n\n`)[1]).toBe(`## Review of what Flux would apply

acme, 2 regions: 0 errors, 0 warnings.

Beside the base: 2 objects added, 0 objects removed, 0 objects changed in 2 regions.

### Chart versions

- \`HelmRelease flux-system/bp-x\`: \`bp-x 1.0.0\` → \`bp-x 1.1.0\`
  - in 2 regions of acme (\`fsn1\`, \`hel1\`)

### Images

- \`h.example.com/x:1\` → \`h.example.com/x:2\`
  - in 2 regions of acme (\`fsn1\`, \`hel1\`)
  - for \`Deployment x/x\`

### Alike in 2 regions of acme (\`fsn1\`, \`hel1\`)

- added \`ConfigMap x/x\``);
});

test.each([
  { action: 'add', says: 'Adds the Sovereign `acme` in `clusters/acme.example.com`: 2 regions, 6 files.' },
  { action: 'remove', says: 'Removes the Sovereign `acme` in `clusters/acme.example.com` with all of its files.' },
] as const)('a proposal says what it does: $action', ({ action, says }) => {
  expect(proposalText(facts({}, action)).split('\n')[0]).toBe(says);
});

test('a pull request that we close says why', () => {
  expect(closedText(desired, false)).toBe(
    'Closed by sovereign-fleet: the base branch already has what was proposed here, or it is no longer ' +
      'wanted. If it is wanted again, it comes as another pull request.',
  );
  expect(closedText(desired, true)).toBe(
    'Closed by sovereign-fleet: `acme` has no spec any more and was never merged. If it is wanted again, it ' +
      'comes as another pull request.',
  );
});

test.each([
  { action: 'add', campaign: undefined, title: 'Add acme (acme.example.com)' },
  { action: 'update', campaign: 'k8s-1-35', title: 'Update acme for k8s-1-35 (acme.example.com)' },
  { action: 'remove', campaign: undefined, title: 'Remove acme (acme.example.com)' },
] as const)('a title is one line: $title', ({ action, campaign, title }) => {
  expect(proposalTitle(facts({}, action, campaign))).toBe(title);
});

test('a title has neither mentions nor references, and at most 120 characters', () => {
  const title = proposalTitle(
    facts({ name: 'fixes #1 @octocat\n<b> GH-12 [x](y) `', folder: `clusters/${'x'.repeat(200)}` }),
  );
  expect(title).toMatch(/^Update fixes \?1 \?octocat\?\?b\? GH\u201112 \?x\?\(y\) \? \(x+\.\.\.$/);
  expect(title).toHaveLength(120);
});

const nasty = [
  '`',
  '``` ` ``',
  '</details><script>alert(1)</script>',
  '<!-- sovereign-fleet: end -->',
  '-->',
  '@octocat',
  'fixes #1',
  'closes org/repo#2 and GH-3',
  'https://evil.example.com',
  'www.evil.example.com a@evil.example.com',
  '![x](https://evil.example.com/x.png)',
  '[x]: https://evil.example.com',
  '# heading',
  '\n\n## heading\n\n- [ ] task',
  '| a | b |\n|---|---|',
  '\r\n> quote',
  '**bold** _it_ ~~s~~ $x$',
  ':tada:',
  '&lt;b&gt; &#64;octocat',
  '\\`x\\`',
  '\u001b[31m\u202e\u200b',
  '\ud800',
  '$&$1',
];

/** Text outside of code spans (CommonMark 0.31, 6.1: as many backticks as opened it close it). */
function outsideCode(text: string): string {
  const runs = [...text.matchAll(/`+/g)];
  let outside = '';
  let from = 0;
  for (const run of runs) {
    if (run.index < from) continue;
    const close = runs.find((other) => other.index > run.index && other[0].length === run[0].length);
    outside += `${text.slice(from, run.index)}CODE`;
    from = close === undefined ? text.length : close.index + close[0].length;
  }
  return outside + text.slice(from);
}

/** Only our own words are left: letters, plain punctuation, and Markdown of ours at the beginning of a line. */
function expectHarmless(text: string): void {
  const lines = outsideCode(text).replace('**Not reviewed.**', '').split('\n');
  for (const line of lines.map((one) => one.replace(/^(#{2,3}| {0,2}-) /, ''))) {
    expect(line).toMatch(/^[A-Za-z0-9 .,:;()'"/→-]*$/);
    expect(line).not.toMatch(/gh-\d|https?:|www\./i);
  }
}

function withText(text: string): Desired {
  const regions = [{ key: text, role: 'primary' as const, vclusters: [text, text] }];
  return { ...desired, name: text, folder: `clusters/${text}`, regions, review: exampleReview(2, 2, text) };
}

test.each(nasty)('a text gets out of its place neither in title nor body: %j', (text) => {
  expectHarmless(proposalText({ desired: withText(text), action: 'update', campaign: text }));
  expectHarmless(proposalText({ desired: { ...withText(text), review: undefined }, action: 'add', campaign: text }));
});

test('no data gets out of its place in the text of a pull request', () => {
  const part = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
  const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (given) => {
      const body = proposalText({ desired: withText(given), action: 'update', campaign: given });
      expectHarmless(body);
      expect(body.length).toBeLessThanOrEqual(30_000);
    }),
    { numRuns: 300 },
  );
});

test.each([
  { regions: 4, changes: 500, text: 'x' },
  { regions: 4, changes: 500, text: '`'.repeat(500) },
  { regions: 400, changes: 5, text: '@#<'.repeat(100) },
])(
  'a proposal has at most 30,000 characters: $regions regions, $changes changes',
  ({ regions, changes: count, text }) => {
    const review = exampleReview(regions, count, text);
    const many = review.regions.map((key) => ({
      key,
      role: 'primary' as const,
      vclusters: Array<string>(20).fill(text),
    }));
    const body = proposalText(facts({ name: text, folder: `clusters/${text}`, regions: many, review }, 'update', text));
    expect(body.length).toBeLessThanOrEqual(30_000);
    expect(body).toContain('## Review of what Flux would apply');
    expectHarmless(body);
  },
);

test('a proposal uses the room that people left', () => {
  const review = exampleReview(4, 500, 'x');
  expect(proposalText(facts({ review }), 5_000).length).toBeLessThanOrEqual(5_000);
  expect(proposalText(facts({ review }), 700)).toContain(
    'The review has no room here; `npx nx run acme:review` prints it.',
  );
});
