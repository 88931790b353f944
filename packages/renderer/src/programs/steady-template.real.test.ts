import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TemplateRequest } from '../contract/ports';
import { mayBeUnsteady } from '../contract/unsteady';
import { withHelm } from '../testing/real-programs';
import { chartsIn, templateRequest } from '../testing/template-request';
import { findHelm, versionOfHelm } from './programs';
import { steadyTemplate } from './steady-template';
import { cachedTemplates } from './template-cache';

const fields = [
  { field: 'random', by: 'randAlphaNum 16', isSame: false },
  { field: 'number', by: 'randInt 0 1000000000', isSame: false },
  { field: 'uuid', by: 'uuidv4', isSame: false },
  { field: 'ca', by: '(genCA "x" 10).Cert | b64enc', isSame: false },
  { field: 'day', by: 'now | date "2006-01-02"', isSame: false },
  { field: 'seconds', by: 'now | unixEpoch', isSame: false },
  {
    field: 'kept',
    by: 'default (randAlpha 9) (index (default dict (lookup "v1" "Secret" "a" "s").data) "p")',
    isSame: false,
  },
  { field: 'hash', by: 'sha256sum "x"', isSame: true },
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'steady-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

withHelm('a chart that makes something anew (skipped where no helm can be had)', () => {
  const lines = fields.map(({ field, by }) => `  ${field}: {{ ${by} | toString | quote }}`);
  const template = ['apiVersion: v1\nkind: ConfigMap\nmetadata: {name: made}\ndata:', ...lines].join('\n');
  const request = (): TemplateRequest => {
    const made = chartsIn(folder)('made', { 'templates/all.yaml': template });
    return templateRequest({ ...made, texts: { ...made.texts, isUnsteady: true } });
  };
  const answerOf = async (cache: string) => {
    const helm = await findHelm();
    const options = { folder: join(folder, cache), helmVersion: versionOfHelm(helm), key: 'a key', now: new Date() };
    const { template: cached, renderCount } = cachedTemplates(steadyTemplate({ helm, timeoutSeconds: 60 }), options);
    const outcome = await cached(request());
    return { outcome, renders: renderCount() };
  };

  test('it is marked, the rest is as Helm makes it, and all is the same bytes from a cache or another', async () => {
    const [{ outcome, renders }, elsewhere] = await Promise.all([answerOf('one'), answerOf('other')]);
    const data = outcome.ok ? outcome.value.objects[0]?.['data'] : outcome.reason;
    const hash = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';
    expect(data).toEqual(
      Object.fromEntries(fields.map(({ field, isSame }) => [field, isSame ? hash : '(not the same twice)'])),
    );
    const kept = await answerOf('one');
    expect([renders, elsewhere.renders, kept.renders]).toEqual([1, 1, 0]);
    const bytes = [outcome, elsewhere.outcome, kept.outcome].map((one) => JSON.stringify(one));
    expect(new Set(bytes).size).toBe(1);
  }, 60_000);
});

test.each([
  ...fields.map(({ by, isSame }) => ({ text: `{{ ${by} }}`, found: !isSame })),
  { text: '{{/* it is now random: uuidv4 */}}x', found: false },
  { text: 'now', found: false },
  { text: '{{ .Values.date }}, {{ $now }}, {{ .Values.x }} now', found: false },
  { text: '{{ printf "}}" | cat (now) }}', found: true },
  { text: '{{ printf "{{ }}" | cat (uuidv4) }}', found: true },
  { text: '{{ "2026-01-01" | toDate "2006-01-02" | unixEpoch }}', found: true },
])('$text is a template of which two renders may differ: $found', ({ text, found }) => {
  expect(mayBeUnsteady(text)).toBe(found);
});

test.each(['{{', '{{/*', '{{- /*', '{{ "'])('a text of a million times %s is read in a moment', (part) => {
  const start = performance.now();
  expect(mayBeUnsteady(part.repeat(1_000_000))).toBe(false);
  expect(performance.now() - start).toBeLessThan(5000);
});
