import type { FindChart } from '../contract/ports';
import { chart, renderExample } from '../testing/example-release';

describe('values that nothing in the chart reads', () => {
  const reads = (values: typeof chart.texts.values): FindChart => {
    return () => Promise.resolve({ ok: true, value: { ...chart, texts: { ...chart.texts, values } } });
  };
  type Spec = NonNullable<Parameters<typeof renderExample>[0]['spec']>;
  const toldOf = async (values: typeof chart.texts.values, spec: Spec) => {
    const { problems } = await renderExample({ spec, tools: { findChart: reads(values) } });
    return problems.map(({ kind, field, problem, remedy }) => `${kind} ${field}: ${problem}. ${remedy}`);
  };
  const readsReplicas = { names: ['replicas', 'global'], others: false };

  test('each is told, with the name that it may be meant for', async () => {
    expect(await toldOf(readsReplicas, { values: { replcas: 1, replicas: 2, global: {}, 'x.y': {} } })).toEqual([
      'unread-value spec.values.replcas: nothing in chart app 1.2.3 reads "replcas". Did you mean "replicas"?',
      'unread-value spec.values["x.y"]: nothing in chart app 1.2.3 reads "x.y". Take it out, or write what the chart ' +
        'reads',
    ]);
  });

  test('a value that is a template may read others', async () => {
    expect(await toldOf(readsReplicas, { values: { replicas: '{{ .Values.own }}', own: 1 } })).toEqual([]);
    expect(await toldOf(readsReplicas, { values: { replicas: '{{ toYaml .Values }}', own: 1 } })).toEqual([]);
  });

  test('where templates read all at once, only a schema says which there are', async () => {
    const all = { names: [], others: true };
    expect(await toldOf(all, { values: { a: 1 } })).toEqual([]);
    expect(await toldOf({ ...all, schema: ['b'] }, { values: { a: 1, b: 2 } })).toHaveLength(1);
  });
});

test.each([
  ['a: 1\n', 'string', 'Take the | or the quotes off'],
  [[{ a: 1 }], 'list', 'Write a map'],
  [5, 'number', 'Write a map'],
])('values that are %j are none to Flux, and told', async (values, word, remedy) => {
  const { releases, problems } = await renderExample({ spec: { values } });
  expect(releases).toHaveLength(1);
  expect(problems).toEqual([
    {
      kind: 'dropped',
      object: 'HelmRelease flux-system/app',
      field: 'spec.values',
      problem: `it is a ${word} and no map, so that Flux leaves it out without a word and installs the rest`,
      remedy,
    },
  ]);
});
