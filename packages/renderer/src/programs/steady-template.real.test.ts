import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mayBeUnsteady } from '../contract/unsteady';
import { chartsIn, templateRequest } from '../testing/template-request';
import { findHelm } from './programs';
import { steadyTemplate } from './steady-template';

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

test('what a chart makes anew in each render is marked, and the rest is as Helm makes it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'steady-'));
  const lines = fields.map(({ field, by }) => `  ${field}: {{ ${by} | toString | quote }}`);
  const made = chartsIn(folder)('made', {
    'templates/all.yaml': ['apiVersion: v1\nkind: ConfigMap\nmetadata: {name: made}\ndata:', ...lines].join('\n'),
  });
  const request = templateRequest({ ...made, texts: { ...made.texts, isUnsteady: true } });
  const outcome = await steadyTemplate({ helm: await findHelm(), timeoutSeconds: 60 })(request);
  const data = outcome.ok ? outcome.value.objects[0]?.['data'] : outcome.reason;
  const hash = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';
  expect(data).toEqual(
    Object.fromEntries(fields.map(({ field, isSame }) => [field, isSame ? hash : '(not the same twice)'])),
  );
  rmSync(folder, { recursive: true });
}, 60_000);

test.each([
  ...fields.map(({ by, isSame }) => ({ text: `{{ ${by} }}`, found: !isSame })),
  { text: '{{/* it is now random: uuidv4 */}}x', found: false },
  { text: 'now', found: false },
])('$text is a template of which two renders may differ: $found', ({ text, found }) => {
  expect(mayBeUnsteady(text)).toBe(found);
});
