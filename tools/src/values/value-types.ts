import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { format, resolveConfig } from 'prettier';
import { schemaFile } from './slot-schemas';

const banner = [
  `// Written by "npm run values" from ${schemaFile} beside it.`,
  '/* eslint-disable @typescript-eslint/consistent-indexed-object-style -- written by a program */',
].join('\n');

/**
 * The types of a chart's values by its `values.schema.json`, as the text of a file. Equal schemas give equal texts.
 */
export async function valueTypes(schema: string): Promise<string> {
  const parsed = typeAll(JSON.parse(schema) as JSONSchema); // what Helm takes for one
  const text = await compile({ ...parsed, title: 'Values' }, 'Values', {
    bannerComment: banner,
    format: false,
    unknownAny: true,
    declareExternallyReferenced: true,
    $refOptions: { resolve: { external: false } },
  });
  // A row names the values as a whole.
  const own = text.replace(/^export (?!interface Values\b)/gm, '');
  return format(own, { ...(await resolveConfig(__filename)), parser: 'typescript' });
}

const inMaps = ['properties', 'patternProperties', '$defs', 'definitions'] as const;
const inLists = ['allOf', 'anyOf', 'oneOf'] as const;
const inPlaces = ['additionalProperties', 'items', 'not', 'if', 'then', 'else'] as const;
const saying = ['type', 'enum', 'const', '$ref', 'tsType', ...inMaps, ...inLists, ...inPlaces, 'required'];

/** A schema that says nothing of its value takes any; the compiler of types would take it for a map. */
function typeAll(schema: JSONSchema): JSONSchema {
  const typed = Object.entries(schema).map(([key, value]: [string, unknown]) => [key, typeBelow(key, value)] as const);
  const isOpen = Object.keys(schema).every((key) => !saying.includes(key));
  return { ...Object.fromEntries(typed), ...(isOpen ? { tsType: 'unknown' } : {}) };
}

function typeBelow(key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (inMaps.some((one) => one === key)) {
    const entries = Object.entries(value as Readonly<Record<string, JSONSchema | boolean>>); // JSON Schema, core
    return Object.fromEntries(entries.map(([name, one]) => [name, typeof one === 'object' ? typeAll(one) : one]));
  }
  if (inLists.some((one) => one === key)) return (value as readonly JSONSchema[]).map(typeAll); // the same
  return inPlaces.some((one) => one === key) && !Array.isArray(value) ? typeAll(value) : value;
}
