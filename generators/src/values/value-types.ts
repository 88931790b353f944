import { type Issue, valueOf } from '@sovereign-fleet/domain';
import type * as Compiler from 'json-schema-to-typescript';
import type { JSONSchema } from 'json-schema-to-typescript';
import { formatTypeScript } from '../nx/format';
import { schemaFile } from './slot-schemas';

const banner = [
  `// Written by "sovereign-fleet values" from ${schemaFile} beside it.`,
  '/* eslint-disable @typescript-eslint/consistent-indexed-object-style -- written by a program */',
].join('\n');

interface Schema {
  readonly root: string;
  /** From the root. */
  readonly file: string;
}

/**
 * The types of a chart's values by its `values.schema.json`, as the text of a file. Equal schemas give equal texts.
 */
export async function valueTypes(schema: string, { root, file }: Schema): Promise<string> {
  const { compile } = await loadCompiler();
  const parsed = typeAll(parseSchema(schema, file));
  const text = await compile({ ...parsed, title: 'Values' }, 'Values', {
    bannerComment: banner,
    format: false,
    unknownAny: true,
    declareExternallyReferenced: true,
    $refOptions: { resolve: { external: false } },
  });
  // A row names the values as a whole.
  const own = text.replace(/^export (?!interface Values\b)/gm, '');
  return formatTypeScript(own, root);
}

/** What makes the types is 13 MB, and few people use it: so it is the workspace's own. */
const compilerName = 'json-schema-to-typescript';

async function loadCompiler(): Promise<typeof Compiler> {
  try {
    return await import('json-schema-to-typescript');
  } catch (error) {
    if (!isMissing(error)) throw error;
    return refuse({
      file: 'package.json',
      field: 'devDependencies',
      value: undefined,
      problem: `${compilerName}, which makes the types, is not installed`,
      remedy: `Run "npm install --save-dev ${compilerName}@16"`,
    });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).endsWith('MODULE_NOT_FOUND');
}

function parseSchema(text: string, file: string): JSONSchema {
  try {
    return JSON.parse(text) as JSONSchema; // what Helm takes for one
  } catch (error) {
    const problem = `it is not JSON: ${error instanceof Error ? error.message : String(error)}`;
    return refuse({ file, field: 'schema', value: undefined, problem, remedy: 'Copy it from the chart again' });
  }
}

function refuse(issue: Issue): never {
  return valueOf<never>({ ok: false, issues: [issue] });
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
