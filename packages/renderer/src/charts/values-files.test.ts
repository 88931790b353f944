import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import type { ChartReference, FindChart } from '../contract/ports';
import { withValuesFiles } from './values-files';

const folder = mkdtempSync(join(tmpdir(), 'values-files-'));
const files = {
  'Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.2.3\n',
  'values.yaml': 'a: {b: 1, c: 1}\nd: 1\n',
  'values-prod.yaml': 'a: {b: 2}\n',
  'broken.yaml': '[1]\n',
};
for (const [file, text] of Object.entries(files)) {
  mkdirSync(dirname(join(folder, 'app', file)), { recursive: true });
  writeFileSync(join(folder, 'app', file), text);
}
create({ file: join(folder, 'app.tgz'), cwd: folder, gzip: true, sync: true }, ['app']);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const asked: ChartReference[] = [];
const find =
  (path: string): FindChart =>
  (reference) => {
    asked.push(reference);
    const chart = { path: join(folder, path), name: 'app', version: '1.2.3', standIns: [], digest: 'sha256:app' };
    return Promise.resolve({ ok: true, value: { ...chart, origin: 'workspace' } });
  };

const remote = { kind: 'helm', url: 'https://charts.example', name: 'app', version: '1.2.3' } as const;
const inTree = { kind: 'folder', path: 'charts/app' } as const;

async function valuesOf(reference: ChartReference, path = 'app'): Promise<unknown> {
  const found = await withValuesFiles(find(path), join(folder, 'cache'))(reference);
  return found.ok ? JSON.parse(readFileSync(join(found.value.path, 'values.yaml'), 'utf8')) : found.reason;
}

test('a chart without valuesFiles is used as it was found', async () => {
  const found = await withValuesFiles(find('app'), join(folder, 'cache'))(remote);
  expect(found).toMatchObject({ value: { path: join(folder, 'app'), digest: 'sha256:app' } });
});

test.each([
  { reference: { ...remote, valuesFiles: ['values-prod.yaml'] }, values: { a: { b: 2 } } },
  { reference: { ...remote, valuesFiles: ['./values.yaml', 'values-prod.yaml'] }, values: { a: { b: 2, c: 1 }, d: 1 } },
  {
    reference: { ...remote, valuesFiles: ['values.yaml', 'none.yaml'], ignoreMissingValuesFiles: true },
    values: { a: { b: 1, c: 1 }, d: 1 },
  },
  { reference: { ...inTree, valuesFiles: ['./charts/app/values-prod.yaml'] }, values: { a: { b: 2 } } },
])('a chart with valuesFiles $reference.valuesFiles has their values', async ({ reference, values }) => {
  expect(await valuesOf(reference)).toEqual(values);
  expect(await valuesOf(reference, 'app.tgz')).toEqual(values);
});

test('a chart with other values is another chart, and the first stays as it was', async () => {
  const chosen = await withValuesFiles(
    find('app'),
    join(folder, 'cache'),
  )({ ...remote, valuesFiles: ['values-prod.yaml'] });
  expect(chosen.ok && chosen.value.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(readFileSync(join(folder, 'app/values.yaml'), 'utf8')).toBe(files['values.yaml']);
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
    reference: { ...inTree, valuesFiles: ['envs/prod.yaml'] },
    reason:
      "chart app: the values file 'envs/prod.yaml' is not in the chart's folder, and only files there are looked at",
  },
])('a values file that cannot be used is refused: $reason', async ({ reference, reason }) => {
  expect(await valuesOf(reference)).toBe(reason);
});
