import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withHelmAndKubectl } from '../testing/real-programs';
import { formValues, foundForms, unfoundForms } from '../testing/secret-forms';
import { dataOf, problemLines, release, renderWithPrograms, secret } from '../testing/secret-tree';

const decision = join(__dirname, '../../../../docs/decisions/0023-values-of-secrets.md');

test('decision 0023 has a row for each form that is found, and for each that is not', () => {
  const rows = [...readFileSync(decision, 'utf8').matchAll(/^\| (.+?) +\| (yes|no) +\|$/gm)];
  const formsOf = (found: string) => rows.filter((row) => row[2] === found).map((row) => row[1]);
  expect(formsOf('yes')).toEqual(foundForms.map(({ form }) => form));
  expect(formsOf('no')).toEqual(unfoundForms.map(({ form }) => form));
});

const piecesOf = (text: string) =>
  Array.from(text, (_, at) => text.slice(at, at + 4)).filter(({ length }) => length === 4);

withHelmAndKubectl('with the real helm and kustomize (skipped where no helm and kubectl can be had)', () => {
  const rendered = renderWithPrograms();

  test('what a chart makes of a value is hidden in each form that is found, and in no other', async () => {
    const expressions = [...foundForms, ...unfoundForms].flatMap(({ by }) => by);
    const lines = expressions.map((one, at) => `  f${at}: {{ with .Values }}{{ ${one} | toString | toJson }}{{ end }}`);
    const { region } = await rendered(
      {
        'entry/secret.yaml': secret('values', { 'values.yaml': JSON.stringify(formValues) }),
        'entry/app.yaml': release({ valuesFrom: [{ kind: 'Secret', name: 'values' }] }),
      },
      { 'all.yaml': ['apiVersion: v1\nkind: ConfigMap\nmetadata: {name: made}\ndata:', ...lines].join('\n') },
    );
    expect(problemLines(region)).toEqual([]);
    const data = dataOf(region, 'made') as Readonly<Record<string, string>>;
    const open = expressions.filter((_, at) => data[`f${at}`]?.includes('hmac-sha256:') !== true);
    expect(open).toEqual(unfoundForms.flatMap(({ by }) => by));
    const left = foundForms.flatMap(({ by }) => by).map((_, at) => (data[`f${at}`] ?? '').replace(/hmac-\S{23}/g, ''));
    expect(left.filter((text) => piecesOf(formValues.p).some((piece) => text.includes(piece)))).toEqual([]);
  });
});
