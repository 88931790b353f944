import { rmSync, writeFileSync } from 'node:fs';
import type { TemplateChart, TemplateRequest } from '../contract/ports';
import type { TemplateCacheOptions } from './template-cache';
import { answer, cacheFolder, helm, redactionOf, request } from '../testing/template-cache-folder';

const folder = cacheFolder();
const { run, entries } = folder;

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

test('twenty runs at once start one render and leave one whole entry', async () => {
  const runs = Array.from({ length: 20 }, () => run());
  const answers = await Promise.all(runs.map((one) => one.template(request)));
  for (const one of answers) expect(one).toStrictEqual(answer);
  expect(runs.reduce((sum, { renderCount: count }) => sum + count(), 0)).toBe(1);
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
    { field: 'skipSchemaValidation', more: { skipSchemaValidation: true } },
    { field: 'kubeVersion', more: { kubeVersion: '1.33.0' } },
    { field: 'apiVersions', more: { apiVersions: ['a/v1'] } },
    { field: 'onlyTheseApis', more: { onlyTheseApis: true } },
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

test('a cache that cannot be written fails no render', async () => {
  writeFileSync(folder.path, 'a file');
  const noFolder = run();
  expect(await noFolder.template(request)).toStrictEqual(answer);
  expect(await noFolder.template(request)).toStrictEqual(answer);
  expect(noFolder.renderCount()).toBe(1);
});

test('a cache that is lost in the middle of a run fails no render', async () => {
  const { template, renderCount } = run();
  await template({ ...request, releaseName: 'first' });
  rmSync(folder.path, { recursive: true });
  writeFileSync(folder.path, 'a file');
  expect(await template(request)).toStrictEqual(answer);
  expect(renderCount()).toBe(2);
});

test('a Helm that cannot tell its version is reported', async () => {
  const silent = { ok: false, code: 'program-failed', reason: 'helm ended with exit code 3 and said nothing' } as const;
  const { template, renderCount } = run({ helmVersion: Promise.resolve(silent) });
  expect(await template(request)).toEqual(silent);
  expect(renderCount()).toBe(0);
});
