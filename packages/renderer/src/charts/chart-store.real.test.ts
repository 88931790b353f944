import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { chartStore, type ChartStoreOptions } from './chart-store';
import { findChart, reasonOfMissingChart } from '../testing/find-chart';
import type { Outcome } from '../contract/failure';
import type { Chart, ChartReference } from '../contract/ports';
import { findHelm } from '../programs/programs';

let helm: string;
beforeAll(async () => {
  helm = await findHelm();
});

let root: string;
let cacheFolder: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'chart-store-')));
  cacheFolder = join(root, 'cache');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Writes a chart with this Chart.yaml and these other files, and returns its folder. */
function writeChart(path: string, yaml: string, files: Readonly<Record<string, string>> = {}): string {
  const all = { 'Chart.yaml': `apiVersion: v2\n${yaml}`, 'templates/a.yaml': 'kind: A\n', ...files };
  for (const [name, text] of Object.entries(all)) {
    const file = join(root, path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return join(root, path);
}

const options = (more: Partial<ChartStoreOptions> = {}): ChartStoreOptions => ({
  helm,
  root,
  cacheFolder,
  timeoutSeconds: 30,
  environment: process.env,
  offline: true,
  localCharts: new Map([['bp-x', join(root, 'charts/bp-x')]]),
  subcharts: new Map([['vcluster', join(root, 'standin')]]),
  ...more,
});

const oci = (more: Partial<ChartReference> = {}): ChartReference =>
  ({ kind: 'oci', url: 'oci://registry.example/charts/bp-x', tag: '0.2.0', ...more }) as ChartReference;

const found = (reference: ChartReference, more: Partial<ChartStoreOptions> = {}): Promise<Chart> =>
  findChart(options(more), reference);
const reasonOf = (reference: ChartReference, more: Partial<ChartStoreOptions> = {}): Promise<string> =>
  reasonOfMissingChart(options(more), reference);

const umbrella = (dependencies: string): string => `name: bp-x\nversion: 0.2.0\ndependencies:\n${dependencies}`;
const onVcluster = '- {name: vcluster, version: 0.20.0, repository: "https://charts.example", condition: x.enabled}\n';
const standIn = (version = '0.20.0+standin'): string => writeChart('standin', `name: vcluster\nversion: ${version}\n`);
const template = (chart: Chart): string =>
  execFileSync(helm, ['template', 'x', chart.path], { encoding: 'utf8', stdio: 'pipe' });

describe('a chart of the workspace', () => {
  test('a chart of the workspace is used from its folder, whatever registry the release names', async () => {
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
    const chart = await found(oci());
    const { digest, ...rest } = chart;
    expect(rest).toEqual({ path: folder, name: 'bp-x', version: '0.2.0', origin: 'workspace', standIns: [] });
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  const wants = (version: string): string =>
    `chart bp-x ${version}: the workspace's chart bp-x has version 0.2.0, and the release wants ${version}`;
  const index = (version: string): ChartReference => ({
    kind: 'helm',
    url: 'https://charts.example',
    name: 'bp-x',
    version,
  });
  const url = 'oci://registry.example/charts/bp-x';
  const digest = `sha256:${'0'.repeat(64)}`;

  test.each<{ asked: ChartReference; answer: string }>([
    { asked: { kind: 'oci', url, tag: '0.2.0' }, answer: 'found' },
    { asked: { kind: 'oci', url: `${url}/`, tag: '0.2.0' }, answer: 'found' },
    { asked: { kind: 'oci', url, tag: '0.1.0' }, answer: wants('0.1.0') },
    { asked: { kind: 'oci', url, tag: '0.2.0_b1' }, answer: wants('0.2.0_b1') },
    { asked: { kind: 'oci', url, tag: '0.2' }, answer: wants('0.2') },
    { asked: { kind: 'oci', url }, answer: wants('latest') },
    { asked: { kind: 'oci', url, semver: '>=0.1.0, <1.0.0' }, answer: 'found' },
    { asked: { kind: 'oci', url, semver: '0.1.x' }, answer: wants('0.1.x') },
    { asked: { kind: 'oci', url, semver: '0.2.x', tag: '0.1.0' }, answer: 'found' },
    { asked: { kind: 'oci', url, tag: '0.2.0', digest }, answer: 'found' },
    {
      asked: { kind: 'oci', url, digest },
      answer: `chart bp-x ${digest}: it is not in the cache, and offline nothing is downloaded (absent)`,
    },
    { asked: index('0.2.0'), answer: 'found' },
    { asked: index('^0.2'), answer: 'found' },
    { asked: index('*'), answer: 'found' },
    { asked: index(''), answer: 'found' },
    { asked: index('0.3.0'), answer: wants('0.3.0') },
  ])(
    'a chart of the workspace has to have the version of the reference: $asked gives $answer',
    async ({ asked, answer }) => {
      writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
      expect(await reasonOf(asked)).toBe(answer);
    },
  );

  test('a version range that is not valid is reported with the words of Helm', async () => {
    writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
    const reason = await reasonOf(oci({ semver: 'newest' }));
    expect(reason).toContain('chart bp-x newest: "newest" and 0.2.0 cannot be compared: ');
    expect(reason).toContain('improper constraint: newest');
  });

  test.each([
    { yaml: '', reason: 'its Chart.yaml has no valid name' },
    { yaml: 'name: ../x\nversion: 1.0.0\n', reason: 'its Chart.yaml has no valid name' },
    { yaml: 'name: bp-x\n', reason: 'its Chart.yaml has no valid version' },
    { yaml: 'name: bp-y\nversion: 0.2.0\n', reason: "the workspace's folder of bp-x holds the chart bp-y" },
    { yaml: umbrella('- {version: 1.0.0}\n'), reason: 'its Chart.yaml has a dependency without a name' },
  ])('a Chart.yaml has to give a valid name and version: $reason', async ({ yaml, reason }) => {
    writeChart('charts/bp-x', yaml);
    expect(await reasonOf(oci())).toBe(`chart bp-x 0.2.0: ${reason}`);
  });

  test('a Chart.yaml that is not YAML is refused with the words of the parser', async () => {
    writeChart('charts/bp-x', 'name: "bp-x\n');
    const reason = 'yaml: line 3: found unexpected end of stream';
    expect(await reasonOf(oci())).toBe(`chart bp-x 0.2.0: its Chart.yaml is not YAML: ${reason}`);
  });

  test('a folder without a Chart.yaml is not a chart', async () => {
    expect(await reasonOf(oci())).toBe("chart bp-x 0.2.0: the workspace's chart bp-x has no Chart.yaml");
  });
});

describe('the digest of a folder', () => {
  const digestWith = async (files: Readonly<Record<string, string>>): Promise<string> => {
    rmSync(join(root, 'charts'), { recursive: true, force: true });
    writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n', files);
    return (await found(oci())).digest;
  };

  test('the digest is the same for the same files, wherever they are', async () => {
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
    const { digest } = await found(oci());
    cpSync(folder, join(root, 'elsewhere'), { recursive: true });
    const localCharts = new Map([['bp-x', join(root, 'elsewhere')]]);
    expect((await found(oci(), { localCharts })).digest).toBe(digest);
  });

  test('the digest changes with any name, any byte and the place where a file ends', async () => {
    const digests = [
      await digestWith({}),
      await digestWith({ b: 'x' }),
      await digestWith({ c: 'x' }),
      await digestWith({ b: 'y' }),
      await digestWith({ b: '', bx: '' }),
      await digestWith({ '.helmignore': 'b' }),
      await digestWith({ '.helmignore': 'b', b: 'x' }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('a link in a chart', () => {
  test.each([
    {
      path: 'templates/out.yaml',
      to: '/etc/hostname',
      reason: "templates/out.yaml is a link that leaves the chart's folder",
    },
    { path: 'out', to: '../..', reason: "out is a link that leaves the chart's folder" },
    { path: 'beside', to: '../bp-x-beside', reason: "beside is a link that leaves the chart's folder" },
    { path: 'self', to: '.', reason: 'self is a link in a circle' },
    { path: 'templates/up', to: '../templates', reason: 'templates/up is a link in a circle' },
    { path: 'gone', to: 'nothing', reason: 'gone is a link to nothing' },
  ])('a link $path to $to is refused: $reason', async ({ path, to, reason }) => {
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
    mkdirSync(join(root, 'charts/bp-x-beside'));
    symlinkSync(to, join(folder, path));
    expect(await reasonOf(oci())).toBe(`chart bp-x 0.2.0: ${reason}`);
  });

  test('links of two folders into each other are refused', async () => {
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n', { 'a/f': '', 'b/f': '' });
    symlinkSync('../b', join(folder, 'a/to'));
    symlinkSync('../a', join(folder, 'b/to'));
    expect(await reasonOf(oci())).toBe('chart bp-x 0.2.0: a/to/to is a link in a circle');
  });

  test('a link within the folder of a chart is followed, and so is a folder that is a link itself', async () => {
    const folder = writeChart('charts/real', 'name: bp-x\nversion: 0.2.0\n');
    symlinkSync('a.yaml', join(folder, 'templates/b.yaml'));
    symlinkSync('real', join(root, 'charts/bp-x'));
    expect(template(await found(oci()))).toContain('# Source: bp-x/templates/b.yaml');
  });

  const hasMkfifo = spawnSync('mkfifo', ['--help']).error === undefined;
  const why = hasMkfifo ? '' : ' (skipped: no mkfifo in PATH)';

  (hasMkfifo ? test : test.skip)(`a pipe is neither a file nor a folder, and nobody waits for it${why}`, async () => {
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await reasonOf(oci())).toBe('chart bp-x 0.2.0: pipe is neither a file nor a folder');
  });
});

describe('a dependency that is not in charts/', () => {
  test('a dependency from `subcharts` is put into a folder of the cache, not into the workspace', async () => {
    const folder = writeChart('charts/bp-x', umbrella(onVcluster));
    standIn();
    const chart = await found(oci());
    expect(chart.standIns).toEqual(['vcluster 0.20.0+standin']);
    expect(chart.origin).toBe('workspace');
    expect(dirname(chart.path)).toBe(join(cacheFolder, 'assembled'));
    expect(template(chart)).toContain('# Source: bp-x/charts/vcluster/templates/a.yaml');
    expect(readdirSync(folder)).toEqual(['Chart.yaml', 'templates']);
  });

  test('a dependency from `subcharts` is not rendered where its condition is false', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster), { 'values.yaml': 'x: {enabled: false}\n' });
    standIn();
    expect(template(await found(oci()))).not.toContain('vcluster');
  });

  test('a dependency in `subcharts` may be an archive', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster));
    execFileSync(helm, ['package', standIn('0.20.0'), '--destination', root]);
    const subcharts = new Map([['vcluster', join(root, 'vcluster-0.20.0.tgz')]]);
    const chart = await found(oci(), { subcharts });
    expect(chart.standIns).toEqual([]);
    expect(template(chart)).toContain('# Source: bp-x/charts/vcluster/templates/a.yaml');
  });

  test('a stand-in inside an archive is named too', async () => {
    const folder = writeChart('charts/bp-x', umbrella(onVcluster));
    execFileSync(helm, ['package', standIn(), '--destination', join(folder, 'charts')]);
    expect((await found(oci())).standIns).toEqual(['vcluster 0.20.0+standin']);
  });

  const cannot = (why: string): string =>
    `chart bp-x 0.2.0: it depends on vcluster 0.20.0 from https://charts.example, which cannot be had: ${why}`;

  test('a dependency in `subcharts` of another version is refused', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster));
    standIn('0.19.0+standin');
    expect(await reasonOf(oci())).toBe(cannot('what was found has version 0.19.0+standin'));
  });

  test('a dependency in `subcharts` of another name is refused', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster));
    writeChart('standin', 'name: other\nversion: 0.20.0\n');
    expect(await reasonOf(oci())).toBe(cannot('what was found is the chart other'));
  });

  test('a dependency that is found nowhere is named with its version, its repository and the reason', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster));
    const reason = cannot('it is not in the cache, and offline nothing is downloaded (absent)');
    expect(await reasonOf(oci(), { subcharts: new Map() })).toBe(reason);
  });

  test.each([
    { repository: '', reason: 'dep 1.0.0, which cannot be had: it has no repository, and it is not in charts/' },
    {
      repository: '@stable',
      reason: 'dep 1.0.0 from @stable, which cannot be had: its repository is not a URL, and it is not in charts/',
    },
    {
      repository: 'https://user:hunter2@charts.example?token=hunter2',
      reason:
        'dep 1.0.0 from https://…@charts.example?…, which cannot be had: its URL carries credentials; ' +
        'take them out of it, and log in by "helm repo add <name> <URL> --username <user>"',
    },
    {
      repository: 'file://../../../outside',
      reason: 'dep 1.0.0 from file://../../../outside, which cannot be had: there is no such folder',
    },
    {
      repository: 'file://../../..',
      reason: 'dep 1.0.0 from file://../../.., which cannot be had: it leads out of the workspace',
    },
    {
      repository: 'file://../bp-x',
      reason: 'dep 1.0.0 from file://../bp-x, which cannot be had: its dependencies go in a circle',
    },
    {
      repository: 'oci://registry.example/charts',
      reason:
        'dep 1.0.0 from oci://registry.example/charts, which cannot be had: it is not in the cache, ' +
        'and offline nothing is downloaded (absent)',
    },
  ])('a dependency from "$repository" is refused: $reason', async ({ repository, reason }) => {
    writeChart('charts/bp-x', umbrella(`- {name: dep, version: 1.0.0, repository: "${repository}"}\n`));
    expect(await reasonOf(oci())).toBe(`chart bp-x 0.2.0: it depends on ${reason}`);
  });

  test('a dependency by file:// is read from the folder beside the chart, with its own dependencies', async () => {
    writeChart('charts/bp-x', umbrella('- {name: dep, version: ~1.0, repository: "file://../dep"}\n'));
    writeChart('charts/dep', `name: dep\nversion: 1.0.3\ndependencies:\n${onVcluster}`);
    standIn();
    const chart = await found(oci());
    expect(chart.standIns).toEqual(['vcluster 0.20.0+standin']);
    expect(template(chart)).toContain('# Source: bp-x/charts/dep/charts/vcluster/templates/a.yaml');
  });

  test('two charts that depend on each other are refused', async () => {
    writeChart('charts/bp-x', umbrella('- {name: bp-y, version: "*", repository: "oci://registry.example/charts"}\n'));
    const back = '- {name: bp-x, version: "*", repository: "oci://registry.example/charts"}\n';
    writeChart('charts/bp-y', `name: bp-y\nversion: 1.0.0\ndependencies:\n${back}`);
    const localCharts = new Map(['bp-x', 'bp-y'].map((name) => [name, join(root, 'charts', name)]));
    expect(await reasonOf(oci(), { localCharts })).toBe(
      'chart bp-x 0.2.0: it depends on bp-y * from oci://registry.example/charts, ' +
        'which cannot be had: it depends on bp-x * from oci://registry.example/charts, ' +
        'which cannot be had: its dependencies go in a circle',
    );
  });

  test('a chart in charts/ of another version is refused: Helm would ignore its condition', async () => {
    const folder = writeChart('charts/bp-x', umbrella(onVcluster));
    writeChart('charts/bp-x/charts/vcluster', 'name: vcluster\nversion: 0.19.0\n');
    expect(await reasonOf(oci())).toBe(
      'chart bp-x 0.2.0: its charts/ holds vcluster 0.19.0, and its Chart.yaml wants 0.20.0',
    );
    writeChart('charts/bp-x/charts/vcluster', 'name: vcluster\nversion: 0.20.0\n');
    expect((await found(oci())).path).toBe(folder);
  });

  test('an archive in charts/ that cannot be read is named', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster), { 'charts/vcluster-0.20.0.tgz': 'no archive' });
    expect(await reasonOf(oci())).toMatch(
      /^chart bp-x 0\.2\.0: charts\/vcluster-0\.20\.0\.tgz: the archive cannot be read: /,
    );
  });
});

describe('an assembled chart', () => {
  const assembled = (): readonly string[] => readdirSync(join(cacheFolder, 'assembled'));

  test('an assembled chart is whole for twenty chart stores that assemble it at once', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster));
    standIn();
    const charts = await Promise.all(Array.from({ length: 20 }, () => found(oci())));
    expect(new Set(charts.map(({ path, digest }) => `${path} ${digest}`)).size).toBe(1);
    expect(assembled()).toEqual([basename(charts[0]?.path ?? '')]);
    for (const chart of charts.slice(0, 1)) expect(template(chart)).toContain('bp-x/charts/vcluster');
  });

  test('an assembled chart is written again if it was damaged, and left alone otherwise', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster));
    standIn();
    const { path } = await found(oci());
    const file = join(path, 'charts/vcluster/templates/a.yaml');
    writeFileSync(file, 'kind: Damaged\n');
    writeFileSync(join(path, 'templates/more.yaml'), 'kind: More\n');
    expect((await found(oci())).path).toBe(path);
    expect(readFileSync(file, 'utf8')).toBe('kind: A\n');
    expect(readdirSync(join(path, 'templates'))).toEqual(['a.yaml']);
    expect(assembled()).toEqual([basename(path)]);
  });

  test('an assembled chart gets another folder if the chart or the subchart changes', async () => {
    writeChart('charts/bp-x', umbrella(onVcluster));
    standIn();
    const { path } = await found(oci());
    writeFileSync(join(root, 'standin/templates/a.yaml'), 'kind: B\n');
    expect((await found(oci())).path).not.toBe(path);
  });
});

describe('a chart by its path', () => {
  test.each([
    { path: 'charts/bp-x', answer: 'found' },
    { path: './charts/bp-x/', answer: 'found' },
    { path: 'charts/none', answer: 'chart charts/none: there is no such folder' },
    { path: '.', answer: 'chart .: it has no Chart.yaml' },
    { path: 'charts', answer: 'chart charts: it has no Chart.yaml' },
    { path: '../', answer: 'chart ../: it leads out of the workspace' },
    { path: 'charts/out', answer: 'chart charts/out: it leads out of the workspace' },
  ])('a chart by the path $path gives: $answer', async ({ path, answer }) => {
    writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
    symlinkSync(tmpdir(), join(root, 'charts/out'));
    expect(await reasonOf({ kind: 'folder', path })).toBe(answer);
  });
});

describe('a reference that Helm could not take', () => {
  const digest = 'sha256:abc';
  test.each<{ asked: ChartReference; reason: string }>([
    {
      asked: { kind: 'oci', url: 'oci://registry.example/y' },
      reason:
        'chart y latest: Helm pulls by full version, and the tag is "latest"; name a version or a digest (absent)',
    },
    {
      asked: { kind: 'oci', url: 'oci://registry.example/y', tag: '1.2' },
      reason: 'chart y 1.2: Helm pulls by full version, and the tag is "1.2"; name a version or a digest (absent)',
    },
    {
      asked: { kind: 'oci', url: 'oci://registry.example/y', digest },
      reason: 'chart y sha256:abc: its digest is "sha256:abc", not sha256:<64 hex>',
    },
    {
      asked: { kind: 'oci', url: '--post-renderer=/bin/sh' },
      reason: 'chart sh latest: its URL does not start with oci://',
    },
    {
      asked: { kind: 'oci', url: 'https://registry.example/y', tag: '1.0.0' },
      reason: 'chart y 1.0.0: its URL does not start with oci://',
    },
    {
      asked: { kind: 'helm', url: 'file:///etc', name: 'y', version: '1.0.0' },
      reason: 'chart y 1.0.0: its URL does not start with http(s):// or oci://',
    },
    {
      asked: { kind: 'helm', url: 'https://me:hunter2@charts.example', name: 'y', version: '1.0.0' },
      reason:
        'chart y 1.0.0: its URL carries credentials; take them out of it, ' +
        'and log in by "helm repo add <name> <URL> --username <user>"',
    },
  ])('the reference $asked is refused: $reason', async ({ asked, reason }) => {
    expect(await reasonOf(asked, { offline: false })).toBe(reason);
  });
});

test('the same reference is looked up once in a run, however its fields are ordered', async () => {
  writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
  const find = chartStore(options()).findChart;
  const first: Promise<Outcome<Chart>> = find({ kind: 'oci', url: 'oci://r/bp-x', tag: '0.2.0' });
  expect(find({ tag: '0.2.0', url: 'oci://r/bp-x', kind: 'oci' })).toBe(first);
  expect((await first).ok).toBe(true);
});

test('a cache folder that cannot be written is reported, not thrown', async () => {
  writeChart('charts/bp-x', umbrella(onVcluster));
  standIn();
  writeFileSync(cacheFolder, 'a file');
  expect(await reasonOf(oci())).toMatch(/^chart bp-x 0\.2\.0: (Error: )?ENOTDIR: not a directory, /);
});

test('a chart that was read ahead is the same chart, and its problem is reported when it is looked up', async () => {
  writeChart('charts/bp-x', umbrella(onVcluster));
  standIn('0.19.0+standin');
  const wrong = chartStore(options());
  wrong.readAhead('bp-x');
  wrong.readAhead('bp-unknown');
  expect(await wrong.findChart(oci())).toMatchObject({
    ok: false,
    reason: expect.stringContaining('0.19.0') as string,
  });
  standIn();
  const right = chartStore(options());
  right.readAhead('bp-x');
  expect(await right.findChart(oci())).toEqual({ ok: true, value: await found(oci()) });
});
