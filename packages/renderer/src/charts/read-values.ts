import { isJsonMap, type Json } from '@sovereign-fleet/domain';
import type { ChartFiles } from './chart-files';
import type { ChartMetadata } from './chart-metadata';
import type { ReadValues } from '../contract/ports';
import { valuesReadIn } from '../release/template-values';

/** What the files of one chart read, without those of its subcharts. */
export function valuesOfFiles(texts: readonly string[], files: ChartFiles): ReadValues {
  const parts = texts.map(valuesReadIn);
  const names = [...new Set(parts.flatMap((part) => part.names))].sort();
  const schema = namesInSchema(files.get('values.schema.json'));
  return { names, others: parts.some(({ others }) => others), ...(schema === undefined ? {} : { schema }) };
}

interface WithMetadata {
  readonly metadata: ChartMetadata;
  readonly texts: { readonly values: ReadValues };
  readonly subcharts: readonly WithMetadata[];
}

/** For all charts: what Helm reads itself. */
const ofHelm = ['global', 'tags'];

/**
 * What a chart reads with its subcharts. A subchart has its values under its name, and its templates may be included
 * with the values of its parent; as a whole those of a library read them.
 */
export function valuesOfChart({ metadata, texts, subcharts }: WithMetadata): ReadValues {
  const below = subcharts.map((one) => ({ ...valuesOfChart(one), isLibrary: one.metadata.type === 'library' }));
  const ofDependencies = metadata.dependencies.flatMap(({ name, alias = name, conditions = [] }) => [
    name,
    alias,
    ...conditions.map((path) => path.replace(/\..*$/s, '')),
  ]);
  const names = [
    ...ofHelm,
    ...ofDependencies,
    ...subcharts.map((one) => one.metadata.name),
    ...[texts.values, ...below].flatMap((part) => part.names),
  ];
  const others = texts.values.others || below.some((part) => part.others && part.isLibrary);
  return { ...texts.values, names: [...new Set(names)].sort(), others };
}

/** The top-level names of a schema. Undefined where it may allow others: by a pattern, a reference, or on purpose. */
function namesInSchema(bytes: Uint8Array | undefined): readonly string[] | undefined {
  const schema = bytes === undefined ? undefined : parse(bytes);
  if (!isJsonMap(schema) || !isJsonMap(schema['properties'])) return undefined;
  const more = ['patternProperties', '$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas', '$dynamicRef'];
  const { additionalProperties = false } = schema;
  if (additionalProperties !== false || more.some((key) => schema[key] !== undefined)) return undefined;
  return Object.keys(schema['properties']);
}

function parse(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Json; // JSON has no other types
  } catch {
    return undefined; // Helm says what is wrong with it
  }
}
