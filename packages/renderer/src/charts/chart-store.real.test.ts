import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chartStore } from './chart-store';
import type { Outcome } from '../contract/failure';
import type { Chart, ChartReference } from '../contract/ports';
import { chartSearch, chartWorkspace, chartWriter, oci, onVcluster, umbrella } from '../testing/chart-workspace';

const workspace = chartWorkspace();
const { writeChart, standIn } = chartWriter(workspace);
const { options, found, reasonOf } = chartSearch(workspace);

describe('a chart of the workspace', () => {
  test('a chart of the workspace is used from its folder, whatever registry the release names', async () => {
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
    const chart = await found(oci());
    const { digest, texts, ...rest } = chart;
    expect(rest).toEqual({ path: folder, name: 'bp-x', version: '0.2.0', origin: 'workspace', standIns: [] });
    const asked = { names: [], others: false };
    const values = { names: ['global', 'tags'], others: false };
    expect(texts).toEqual({
      hasCrds: false,
      asked,
      replacesPlus: false,
      values,
      isLibrary: false,
      readsHelmVersion: false,
      isUnsteady: false,
      outsideSchemas: [],
    });
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
    { asked: { kind: 'oci', url, tag: '0.2.0_b1' }, answer: 'found' },
    { asked: { kind: 'oci', url, tag: '0.2' }, answer: 'found' },
    { asked: { kind: 'oci', url, tag: 'v0.2.0' }, answer: 'found' },
    { asked: { kind: 'oci', url, tag: '0.3' }, answer: wants('0.3') },
    { asked: { kind: 'oci', url, tag: 'main' }, answer: 'found' },
    { asked: { kind: 'oci', url }, answer: 'found' },
    { asked: { kind: 'oci', url, semver: '>=0.1.0, <1.0.0' }, answer: 'found' },
    { asked: { kind: 'oci', url, semver: '0.1.x' }, answer: wants('0.1.x') },
    { asked: { kind: 'oci', url, semver: '0.2.x', tag: '0.1.0' }, answer: 'found' },
    { asked: { kind: 'oci', url, semver: '*', semverFilter: '^0\\.2' }, answer: 'found' },
    { asked: { kind: 'oci', url, semver: '*', semverFilter: '^0\\.3' }, answer: wants('*') },
    {
      asked: { kind: 'oci', url, semver: '*', semverFilter: '(' },
      answer: 'chart bp-x *: its semverFilter "(" is no regular expression of Go',
    },
    {
      asked: { kind: 'oci', url: 'oci://registry.example/charts/other', semver: '*', semverFilter: '^0' },
      answer: 'chart other *: Helm chooses by no semverFilter; name a version or a digest (absent)',
    },
    { asked: { kind: 'oci', url, tag: '0.2.0', digest }, answer: 'found' },
    {
      asked: { kind: 'oci', url, tag: '0.1.0', digest },
      answer: wants('0.1.0').replace('bp-x 0.1.0', `bp-x ${digest}`),
    },
    { asked: { kind: 'oci', url, tag: 'main', digest }, answer: 'found' },
    { asked: { kind: 'oci', url, digest }, answer: 'found' },
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
    expect(reason).toContain('improper constraint: "newest"');
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

describe('a chart by its path', () => {
  test.each([
    { path: 'charts/bp-x', answer: 'found' },
    { path: './charts/bp-x/', answer: 'found' },
    { path: 'charts/none', answer: 'chart charts/none: there is no such folder' },
    { path: '.', answer: 'chart .: it is not below charts/ or gitops-out/, where charts are' },
    { path: 'charts', answer: 'chart charts: it is not below charts/ or gitops-out/, where charts are' },
    { path: '../', answer: 'chart ../: it leads out of the workspace' },
    { path: 'charts/out', answer: 'chart charts/out: a symbolic link leads to it' },
  ])('a chart by the path $path gives: $answer', async ({ path, answer }) => {
    writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
    mkdirSync(join(workspace.root, 'gitops-out'), { recursive: true });
    symlinkSync(tmpdir(), join(workspace.root, 'charts/out'));
    expect(await reasonOf({ kind: 'folder', path })).toBe(answer);
  });
});

test('a fleet repository, which has no gitops-out/, may have charts anywhere', async () => {
  writeChart('apps/web/chart', 'name: web\nversion: 0.2.0\n');
  expect(await reasonOf({ kind: 'folder', path: 'apps/web/chart' })).toBe('found');
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

test('a chart is assembled for this run alone where the cache cannot be written, and that is said', async () => {
  writeChart('charts/bp-x', umbrella(onVcluster));
  standIn();
  writeFileSync(workspace.cacheFolder, 'a file');
  const { findChart, notes } = chartStore(options());
  const answer = await findChart(oci());
  const path = answer.ok ? answer.value.path : '';
  expect(dirname(path)).toMatch(/\/sovereign-fleet-cache-[^/]+\/assembled$/);
  expect(readdirSync(path).sort()).toEqual(['Chart.yaml', 'charts', 'templates']);
  expect(notes()).toEqual([
    expect.stringMatching(
      /^the cache cannot be written, so what is new in this run is not kept: ENOTDIR: not a directory, /,
    ),
  ]);
});

test('a chart that was read ahead is the same chart, and its problem is reported when it is looked up', async () => {
  writeChart('charts/bp-x', umbrella(onVcluster));
  standIn('0.19.0+standin');
  const wrong = chartStore(options());
  await Promise.all([wrong.readAhead('bp-x'), wrong.readAhead('bp-unknown')]);
  expect(await wrong.findChart(oci())).toMatchObject({
    ok: false,
    reason: expect.stringContaining('0.19.0') as string,
  });
  standIn();
  const right = chartStore(options());
  await right.readAhead('bp-x');
  expect(readdirSync(join(options().cacheFolder, 'assembled'))).toHaveLength(1); // all of it is written
  expect(await right.findChart(oci())).toEqual({ ok: true, value: await found(oci()) });
});
