import { type Dialect, isObject, type JsonObject, type JsonValue, printJson, setField } from '@sovereign-fleet/go-text';
import { readYaml } from '../objects/read-yaml';
import { asGoReads } from './go-fields';
import { foldCase, kustomizationShape, type Role, type Shape } from './kustomization-fields';
import { failure, type Outcome } from '../contract/failure';
import type { Files } from '../contract/ports';

/** Gives the text to put in place of a name, or why that name is not allowed. */
export type Rename = (role: Role, text: string, field: string) => Outcome<string>;

/**
 * A kustomization.yaml as kustomize reads it: its first document, by YAML 1.1, with every field under its proper name,
 * whatever its case in the file. Refuses a field that we do not know, since it might name a file.
 */
export function readKustomizationFile(files: Files, path: string): Outcome<JsonObject> {
  const written = parseFile(files, path);
  if (!written.ok) return written;
  const read = rewriteFields(written.value, kustomizationShape, (_, text) => ({ ok: true, value: text }));
  if (!read.ok) return { ...read, reason: `${path}: ${read.reason}` };
  return { ok: true, value: read.value as JsonObject }; // an object stays one
}

/** A kustomization.yaml as kustomize-controller reads it, and whether kustomize reads the same in what is written. */
export interface FluxKustomizationFile {
  readonly file: JsonObject;
  readonly isAsWritten: boolean;
}

/**
 * The kustomization.yaml of a Kustomization's own folder. kustomize-controller reads it by Go's rules before kustomize
 * does, and writes it anew: a field that is not known or null is not there, and a number where a text belongs is one.
 */
export function readFluxKustomizationFile(files: Files, path: string): Outcome<FluxKustomizationFile> {
  const written = parseFile(files, path);
  if (!written.ok) return written;
  const texts = parseFile(files, path, 'v2 as text');
  if (!texts.ok) return texts;
  const read = { value: written.value, asText: texts.value };
  const file = asGoReads(read, kustomizationShape) as JsonObject; // an object stays one
  return { ok: true, value: { file, isAsWritten: printJson(file) === printJson(written.value) } };
}

function parseFile(files: Files, path: string, dialect: Dialect = 'v2'): Outcome<JsonObject> {
  const parsed = readYaml(files.get(path) ?? '', dialect);
  if (!parsed.ok) return { ...parsed, reason: `${path}: ${parsed.reason}` };
  const value = parsed.value ?? {};
  return isObject(value) ? { ok: true, value } : failure('invalid-kustomization', `${path}: it is not an object`);
}

/**
 * A value with the proper names of its fields, and with each name of a file replaced. A value of another type than in
 * the shape stays as it is: kustomize refuses it.
 */
export function rewriteFields(value: JsonValue, shape: Shape, rename: Rename): Outcome<JsonValue> {
  return rewrite(value, shape, { rename, field: '' });
}

interface RewriteContext {
  readonly rename: Rename;
  readonly field: string;
}

function rewrite(value: JsonValue, shape: Shape, context: RewriteContext): Outcome<JsonValue> {
  if (shape.is === 'name' && typeof value === 'string') return context.rename(shape.role, value, context.field);
  if (shape.is === 'list' && Array.isArray(value)) return rewriteList(value, shape.item, context);
  if (shape.is === 'object' && isObject(value)) return rewriteObject(value, shape, context);
  return { ok: true, value };
}

function rewriteList(items: readonly JsonValue[], shape: Shape, context: RewriteContext): Outcome<JsonValue> {
  const values: JsonValue[] = [];
  for (const item of items) {
    const outcome = rewrite(item, shape, context);
    if (!outcome.ok) return outcome;
    values.push(outcome.value);
  }
  return { ok: true, value: values };
}

function rewriteObject(
  object: JsonObject,
  { fields, open }: Extract<Shape, { readonly is: 'object' }>,
  { rename }: RewriteContext,
): Outcome<JsonValue> {
  const names = new Map(Object.keys(fields).map((field) => [foldCase(field), field]));
  const written = new Map<string, string>();
  const result: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(object)) {
    const field = names.get(foldCase(key));
    if (field === undefined && !open) return failure('invalid-kustomization', `unknown field "${key}"`);
    const twice = written.get(field ?? key);
    if (twice !== undefined) return failure('invalid-kustomization', `"${twice}" and "${key}" are one field`);
    written.set(field ?? key, key);
    const shape = field === undefined ? undefined : fields[field];
    const outcome =
      shape === undefined ? { ok: true as const, value } : rewrite(value, shape, { rename, field: field ?? key });
    if (!outcome.ok) return outcome;
    setField(result, field ?? key, outcome.value);
  }
  return { ok: true, value: result };
}
