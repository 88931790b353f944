import { valuesOfChart, valuesOfFiles } from './read-values';
import { valuesReadIn } from '../release/template-values';

test.each([
  { text: '{{ .Values.a }} {{ $.Values.b.c }} {{ $root.Values.d }}', names: ['a', 'b', 'd'], others: false },
  { text: '{{ index .Values "a-b" "c" }} {{ (index $.Values `d`).e }}', names: ['a-b', 'd'], others: false },
  { text: '{{ hasKey .Values "a" }}{{ get .Values "b" }}{{ (.Values).c }}', names: ['a', 'b', 'c'], others: false },
  { text: '{{ toYaml .Values }}', names: [], others: true },
  { text: '{{ with .Values }}{{ .a }}{{ end }}', names: [], others: true },
  { text: '{{ $v := .Values -}}{{ $v.a }}', names: [], others: true },
  { text: '{{ index .Values $key }}{{ .Values.a }}', names: ['a'], others: true },
  { text: '{{ dig "a" "b" 1 .Values }}', names: [], others: true },
  { text: '{{ .ValuesOfMine.a }} {{ .Release.Name }}', names: [], others: false },
])('a template reads values: $text', ({ text, names, others }) => {
  const found = valuesReadIn(text);
  expect({ names: found.names, others: found.others }).toEqual({ names, others });
});

const schemaOf = (schema: object) => new Map([['values.schema.json', Buffer.from(JSON.stringify(schema))]]);

test.each([
  { what: 'its properties', schema: { properties: { a: {}, b: {} } }, names: ['a', 'b'] },
  { what: 'none without properties', schema: { type: 'object' }, names: undefined },
  {
    what: 'none where others are allowed',
    schema: { properties: { a: {} }, additionalProperties: {} },
    names: undefined,
  },
  { what: 'none where it goes on elsewhere', schema: { properties: { a: {} }, allOf: [{}] }, names: undefined },
])('a schema lists $what', ({ schema, names }) => {
  expect(valuesOfFiles([], schemaOf(schema)).schema).toEqual(names);
});

type WithMetadata = Parameters<typeof valuesOfChart>[0];

function chart(
  metadata: Partial<WithMetadata['metadata']>,
  text: string,
  subcharts: readonly WithMetadata[] = [],
): WithMetadata {
  const values = valuesOfFiles([text], new Map());
  const own = { name: 'app', version: '1.0.0', dependencies: [], digests: new Map(), ...metadata };
  return { metadata: own, texts: { values }, subcharts };
}

test('a chart reads what stands for its subcharts too, and what their templates may read for it', () => {
  const dependencies = [{ name: 'db', alias: 'store', version: '1', repository: '', conditions: ['own.enabled'] }];
  const subcharts = [chart({ name: 'db' }, '{{ toYaml .Values }}{{ .Values.size }}')];
  const { names, others } = valuesOfChart(chart({ dependencies }, '{{ .Values.a }}', subcharts));
  expect(names).toEqual(['a', 'db', 'global', 'own', 'size', 'store', 'tags']);
  expect(others).toBe(false); // those are of the subchart
});

test('a library reads the values of who includes it', () => {
  const library = chart({ name: 'common', type: 'library' }, '{{ toYaml .Values }}');
  expect(valuesOfChart(chart({}, '', [library])).others).toBe(true);
});
