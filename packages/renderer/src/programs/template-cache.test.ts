import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from '../contract/failure';
import type { TemplateChart, TemplateRequest } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';
import { cachedTemplates, type CachedTemplates, type TemplateCacheOptions } from './template-cache';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'template-cache-'));
  folder = join(root, 'renders');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const now = new Date('2026-03-01T00:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);

/** Replaces the data of Secrets by the number of secrets that it knows. */
const redactionOf = (...secrets: readonly string[]): TemplateRequest['redaction'] => ({
  key: JSON.stringify(secrets),
  redact: (objects) =>
    objects.map((object) =>
      object.kind === 'Secret' ? { ...object, stringData: { redacted: secrets.length } } : object,
    ),
});

const request: TemplateRequest = {
  chart: {
    path: '/somewhere/bp-x',
    name: 'bp-x',
    version: '0.1.0',
    origin: 'workspace',
    standIns: [],
    digest: `sha256:${'a'.repeat(64)}`,
  },
  releaseName: 'x',
  namespace: 'mgmt',
  values: '{"pin":"4711"}',
  includeCrds: true,
  includeTests: false,
  skipSchemaValidation: false,
  kubeVersion: '1.34.0',
  apiVersions: ['a/v1', 'b/v1'],
  redaction: redactionOf('4711'),
};

/** Renders without Helm: a Secret that holds the values, and a ConfigMap with the name of the release. */
const render: TemplateChart = ({ values, releaseName }) =>
  Promise.resolve({
    ok: true,
    value: [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 's' },
        stringData: JSON.parse(values) as Record<string, string>,
      },
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: releaseName, labels: {} },
        data: { größe: '1', gone: undefined },
      },
    ],
  });

const answer: Outcome<readonly KubernetesObject[]> = {
  ok: true,
  value: [
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { redacted: 1 } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', labels: {} }, data: { größe: '1' } },
  ],
};

const helm = (value: string): Promise<Outcome<string>> => Promise.resolve({ ok: true, value });

/** The cache as a new run opens it. */
const run = (more: Partial<TemplateCacheOptions> = {}, template = render): CachedTemplates =>
  cachedTemplates(template, { folder, helmVersion: helm('v4.1.4'), key: 'a key', now, ...more });

const entries = (): readonly string[] => readdirSync(folder).sort();
const entry = (): string => join(folder, entries()[0] ?? '');

test('a fresh answer, one of the same run and one of the next run are equal and cost one render', async () => {
  const first = run();
  expect(await first.template(request)).toStrictEqual(answer);
  expect(await first.template(request)).toStrictEqual(answer);
  expect(first.renderCount()).toBe(1);
  const second = run();
  expect(await second.template(request)).toStrictEqual(answer);
  expect(second.renderCount()).toBe(0);
});

test('a hundred equal requests at once start one render', async () => {
  const { template, renderCount } = run();
  const answers = await Promise.all(Array.from({ length: 100 }, () => template({ ...request })));
  expect(answers.every((one) => one === answers[0])).toBe(true);
  expect(renderCount()).toBe(1);
});

test('twenty runs at once leave one whole entry', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => run().template(request)));
  for (const one of answers) expect(one).toStrictEqual(answer);
  expect(entries()).toHaveLength(1);
  const { template, renderCount } = run();
  expect(await template(request)).toStrictEqual(answer);
  expect(renderCount()).toBe(0);
});

describe('the key of an entry', () => {
  test.each<{ field: string; more: Partial<TemplateRequest> }>([
    { field: 'chart.digest', more: { chart: { ...request.chart, digest: `sha256:${'b'.repeat(64)}` } } },
    { field: 'releaseName', more: { releaseName: 'y' } },
    { field: 'namespace', more: { namespace: 'dmz' } },
    { field: 'values', more: { values: '{"pin":"4712"}' } },
    { field: 'includeCrds', more: { includeCrds: false } },
    { field: 'includeTests', more: { includeTests: true } },
    { field: 'skipSchemaValidation', more: { skipSchemaValidation: true } },
    { field: 'kubeVersion', more: { kubeVersion: '1.33.0' } },
    { field: 'apiVersions', more: { apiVersions: ['a/v1'] } },
    { field: 'redaction.key', more: { redaction: redactionOf() } },
    { field: 'apiVersions, one as long as two', more: { apiVersions: ['a/v1,b/v1'] } },
  ])('a request with another $field is rendered anew', async ({ more }) => {
    const { template, renderCount } = run();
    await template(request);
    await template({ ...request, ...more });
    expect(renderCount()).toBe(2);
    expect(entries()).toHaveLength(2);
  });

  test.each<{ what: string; more: Partial<TemplateCacheOptions> }>([
    { what: 'Helm', more: { helmVersion: helm('v4.1.5') } },
    { what: 'key', more: { key: 'another key' } },
  ])('a cache with another $what renders anew', async ({ more }) => {
    await run().template(request);
    const { template, renderCount } = run(more);
    await template(request);
    expect(renderCount()).toBe(1);
    expect(entries()).toHaveLength(2);
  });

  test('a chart at another path shares the entry of the same chart', async () => {
    await run().template(request);
    const { template, renderCount } = run();
    await template({ ...request, chart: { ...request.chart, path: '/elsewhere', origin: 'cache' } });
    expect(renderCount()).toBe(0);
  });
});

test('a render that failed is not stored, and is tried again in the next run, not in the same one', async () => {
  const failing: TemplateChart = () =>
    Promise.resolve({ ok: false, code: 'program-failed', reason: 'values do not meet the schema' } as const);
  const { template, renderCount } = run({}, failing);
  const failed = { ok: false, code: 'program-failed', reason: 'values do not meet the schema' } as const;
  expect(await Promise.all([template(request), template(request)])).toEqual([failed, failed]);
  expect(await template(request)).toEqual(failed);
  expect(renderCount()).toBe(1);
  expect(entries()).toEqual([]);
  expect(await run().template(request)).toStrictEqual(answer);
});

describe('a damaged entry is rendered again and replaced', () => {
  const whole = (): string => readFileSync(entry(), 'utf8');
  test.each<{ damage: string; act: () => void }>([
    {
      damage: 'cut short',
      act: () => {
        writeFileSync(entry(), whole().slice(0, -2));
      },
    },
    {
      damage: 'empty',
      act: () => {
        writeFileSync(entry(), '');
      },
    },
    {
      damage: 'no JSON',
      act: () => {
        writeFileSync(entry(), 'no JSON, and no line either');
      },
    },
    {
      damage: 'one letter changed',
      act: () => {
        writeFileSync(entry(), whole().replace('ConfigMap', 'ConfigMop'));
      },
    },
    {
      damage: 'another seal',
      act: () => {
        writeFileSync(entry(), whole().replace(/^./, 'g'));
      },
    },
    {
      damage: 'something after its end',
      act: () => {
        writeFileSync(entry(), `${whole()}\n`);
      },
    },
    {
      damage: 'no text',
      act: () => {
        writeFileSync(entry(), Buffer.from([0xff, 0xfe, 0x0a, 0x00]));
      },
    },
    {
      damage: 'a letter that is no text',
      act: () => {
        writeFileSync(entry(), Buffer.from(whole(), 'latin1'));
      },
    },
  ])('a damaged entry is replaced: $damage', async ({ act }) => {
    await run().template(request);
    const before = whole();
    act();
    const again = run();
    expect(await again.template(request)).toStrictEqual(answer);
    expect(again.renderCount()).toBe(1);
    expect(whole()).toBe(before);
    expect(entries()).toHaveLength(1);
  });

  test('an entry under the name of another request is not used', async () => {
    await run().template({ ...request, releaseName: 'y' });
    const other = entry();
    await run().template(request);
    const own =
      entries()
        .map((name) => join(folder, name))
        .find((file) => file !== other) ?? '';
    renameSync(other, own);
    const again = run();
    expect(await again.template(request)).toStrictEqual(answer);
    expect(again.renderCount()).toBe(1);
  });
});

describe('secrets in the cache', () => {
  test('a secret is not on the disk, and the name of its entry does not let one guess it', async () => {
    await run().template(request);
    const text = readFileSync(entry(), 'utf8');
    expect(text).not.toContain('4711');
    expect(text).toContain('"redacted":1');
    expect(entries()[0]).toMatch(/^[0-9a-f]{64}\.json$/);
    const guess = cachedTemplates(render, { folder, helmVersion: helm('v4.1.4'), key: '', now });
    await guess.template(request);
    expect(guess.renderCount()).toBe(1);
  });

  test('entries can be read by their owner alone, even if the folder was open before', async () => {
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    await run().template(request);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(entry()).mode & 0o777).toBe(0o600);
  });
});

describe('entries that nobody used', () => {
  test('entries unused for 30 days and leftovers of a crash are removed when a run begins', async () => {
    await run().template(request);
    const old = join(folder, 'old.json');
    const leftover = join(folder, 'x.json.1.part');
    const young = join(folder, 'young.json');
    for (const file of [old, leftover, young]) writeFileSync(file, '');
    utimesSync(old, daysAgo(31), daysAgo(31));
    utimesSync(leftover, daysAgo(31), daysAgo(31));
    utimesSync(young, daysAgo(29), daysAgo(29));
    utimesSync(entry(), now, now);
    await run().template(request);
    expect([old, leftover, young].map((file) => existsSync(file))).toEqual([false, false, true]);
  });

  test.each([
    { age: 29, started: 0, touched: true },
    { age: 0.5, started: 0, touched: false },
    { age: 31, started: 1, touched: true },
  ])('an entry of $age days costs $started renders; touched: $touched', async ({ age, started, touched }) => {
    await run().template(request);
    utimesSync(entry(), daysAgo(age), daysAgo(age));
    const later = run();
    expect(await later.template(request)).toStrictEqual(answer);
    expect(later.renderCount()).toBe(started);
    expect(statSync(entry()).mtimeMs > daysAgo(age).getTime()).toBe(touched);
  });
});

test('a cache folder that cannot be made is reported, not thrown', async () => {
  writeFileSync(folder, 'a file');
  const { template, renderCount } = run();
  expect(await template(request)).toEqual({
    ok: false,
    code: 'cache-failed',
    reason: `the cache of renders failed: Error: EEXIST: file already exists, mkdir '${folder}'`,
    remedy: 'Remove the folder of the cache, or make it one that can be written',
  });
  expect(renderCount()).toBe(0);
});

test('a Helm that cannot tell its version is reported', async () => {
  const silent = { ok: false, code: 'program-failed', reason: 'helm ended with exit code 3 and said nothing' } as const;
  const { template, renderCount } = run({ helmVersion: Promise.resolve(silent) });
  expect(await template(request)).toEqual(silent);
  expect(renderCount()).toBe(0);
});
