import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import type { Chart, ChartReference, FindChart } from '../contract/ports';
import { withPackaging } from './chart-packaging';
import { cacheIn } from '../disk/cache';
import { noTexts } from '../testing/no-texts';

const folder = mkdtempSync(join(tmpdir(), 'chart-packaging-'));
const files = {
  'Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.2.3\n',
  'values.yaml': 'a: {b: 1, c: 1}\nd: 1\n',
  'values-prod.yaml': 'a: {b: 2}\n',
  'broken.yaml': '[1]\n',
};
for (const [file, text] of Object.entries(files)) {
  mkdirSync(dirname(join(folder, 'gitops-out/app', file)), { recursive: true });
  writeFileSync(join(folder, 'gitops-out/app', file), text);
}
mkdirSync(join(folder, 'gitops-out/envs'), { recursive: true });
writeFileSync(join(folder, 'gitops-out/envs/prod.yaml'), 'a: {b: 3}\n');
symlinkSync('gitops-out/envs/prod.yaml', join(folder, 'gitops-out/link.yaml'));
create({ file: join(folder, 'app.tgz'), cwd: join(folder, 'gitops-out'), gzip: true, sync: true }, ['app']);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const asked: ChartReference[] = [];
const find =
  (path: string, more: Partial<Chart>): FindChart =>
  (reference) => {
    asked.push(reference);
    const chart = { path: join(folder, path), name: 'app', version: '1.2.3', standIns: [], digest: 'sha256:app' };
    const texts = noTexts;
    return Promise.resolve({ ok: true, value: { ...chart, texts, origin: 'workspace', ...more } });
  };

const packaged = (path: string, more: Partial<Chart> = {}): FindChart =>
  withPackaging(find(path, more), { root: folder, cache: cacheIn(join(folder, 'cache')) });

const remote = { kind: 'helm', url: 'https://charts.example', name: 'app', version: '1.2.3' } as const;
const inTree = { kind: 'folder', path: 'gitops-out/app' } as const;

async function valuesOf(reference: ChartReference, path = 'gitops-out/app'): Promise<unknown> {
  const found = await packaged(path)(reference);
  return found.ok ? JSON.parse(readFileSync(join(found.value.path, 'values.yaml'), 'utf8')) : found.reason;
}

test('a chart without valuesFiles is used as it was found', async () => {
  const found = await packaged('gitops-out/app')(remote);
  expect(found).toMatchObject({ value: { path: join(folder, 'gitops-out/app'), digest: 'sha256:app' } });
});

test.each([
  { reference: { ...remote, valuesFiles: ['values-prod.yaml'] }, values: { a: { b: 2 } } },
  { reference: { ...remote, valuesFiles: ['./values.yaml', 'values-prod.yaml'] }, values: { a: { b: 2, c: 1 }, d: 1 } },
  {
    reference: { ...remote, valuesFiles: ['values.yaml', 'none.yaml'], ignoreMissingValuesFiles: true },
    values: { a: { b: 1, c: 1 }, d: 1 },
  },
  { reference: { ...inTree, valuesFiles: ['gitops-out/app/values-prod.yaml'] }, values: { a: { b: 2 } } },
  {
    reference: { ...inTree, valuesFiles: ['gitops-out/app/values-prod.yaml', 'gitops-out/envs/prod.yaml'] },
    values: { a: { b: 3 } },
  },
])('a chart with valuesFiles $reference.valuesFiles has their values', async ({ reference, values }) => {
  expect(await valuesOf(reference)).toEqual(values);
  expect(await valuesOf(reference, 'app.tgz')).toEqual(values);
});

test('a chart with other values is another chart, and the first stays as it was', async () => {
  const chosen = await packaged('gitops-out/app')({ ...remote, valuesFiles: ['values-prod.yaml'] });
  expect(chosen.ok && chosen.value.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(readFileSync(join(folder, 'gitops-out/app/values.yaml'), 'utf8')).toBe(files['values.yaml']);
});

test('the chart store is asked for the chart without its valuesFiles', async () => {
  asked.length = 0;
  await valuesOf({ ...remote, valuesFiles: ['values.yaml'], ignoreMissingValuesFiles: true }).catch(() => undefined);
  expect(asked).toEqual([remote]);
});

test.each([
  {
    reference: { ...remote, valuesFiles: ['none.yaml'] },
    reason: "chart app: no values file found at path 'none.yaml'",
  },
  {
    reference: { ...remote, valuesFiles: ['broken.yaml'] },
    reason:
      "chart app: unmarshaling values from 'broken.yaml' failed: error unmarshaling JSON: " +
      'while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}',
  },
  {
    reference: { ...inTree, valuesFiles: ['../outside.yaml'] },
    reason: "chart app: no values file found at path '../outside.yaml'",
  },
  {
    reference: { ...inTree, valuesFiles: ['gitops-out/link.yaml'] },
    reason: "chart app: no values file found at path 'gitops-out/link.yaml'",
  },
  {
    reference: { ...inTree, valuesFiles: ['gitops-out/app'] },
    reason: "chart app: no values file found at path 'gitops-out/app'",
  },
])('a values file that cannot be used is refused: $reason', async ({ reference, reason }) => {
  expect(await valuesOf(reference)).toBe(reason);
});

test('a chart that has no values.yaml of its own takes none', async () => {
  mkdirSync(join(folder, 'bare'));
  writeFileSync(join(folder, 'bare/Chart.yaml'), files['Chart.yaml']);
  writeFileSync(join(folder, 'bare/prod.yaml'), 'a: 1\n');
  const reason = 'chart app: failed to locate values file: values.yaml';
  expect(await valuesOf({ ...remote, valuesFiles: ['prod.yaml'] }, 'bare')).toBe(reason);
});

const digest = 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';
const oci = { kind: 'oci', url: 'oci://registry.example/app', tag: '1.2.3' } as const;
const artifact = digest.replace('0123', 'feed');

test.each<{ reference: ChartReference; more?: Partial<Chart>; version: string; revision?: string }>([
  { reference: oci, more: { artifact }, version: '1.2.3' },
  { reference: { ...oci, tracksRevision: true }, version: '1.2.3', revision: 'unknown' },
  {
    reference: { ...oci, tracksRevision: true },
    more: { artifact },
    version: '1.2.3+feed456789ab',
    revision: artifact,
  },
  { reference: { ...oci, digest, tracksRevision: true }, version: '1.2.3+0123456789ab', revision: digest },
  {
    reference: { ...oci, digest, tracksRevision: true },
    more: { version: 'v1.2-rc.1+own' },
    version: '1.2.0-rc.1+0123456789ab',
    revision: digest,
  },
  { reference: { ...inTree, tracksRevision: true }, version: '1.2.3', revision: 'unknown' },
  { reference: { ...remote, valuesFiles: ['values-prod.yaml'] }, version: '1.2.3+1' },
])('the chart of $reference has the version $version', async ({ reference, more, version, revision }) => {
  const found = await packaged('gitops-out/app', more)(reference);
  if (!found.ok) throw new Error(found.reason);
  const text = readFileSync(join(found.value.path, 'Chart.yaml'), 'utf8');
  expect(/^version: (.*)$/m.exec(text)?.[1]).toBe(version);
  expect(found.value.version).toBe(more?.version ?? '1.2.3');
  expect(found.value.revision).toBe(revision);
});

test('a version that is none is refused in the words of Flux', async () => {
  const found = await packaged('gitops-out/app', { version: '1.x' })({ ...oci, digest, tracksRevision: true });
  expect(found).toMatchObject({ ok: false, code: 'chart-invalid', reason: 'invalid chart version 1.x' });
});
