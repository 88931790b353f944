import type { HelmRelease, ValuesReference } from '@sovereign-fleet/flux';
import {
  isObject,
  type JsonObject,
  type JsonValue,
  printJson,
  setField,
  setLine,
  type Values,
} from '@sovereign-fleet/go-text';
import { failure, type Outcome } from '../contract/failure';
import { readYaml } from '../objects/read-yaml';
import { scalarsIn, textsIn } from '../secrets/secret-texts';
import { referredText, type Sources, unresolvedProblem, type ValuesProblem } from './values-reference';

export type MergedValues =
  | {
      readonly ok: true;
      readonly values: JsonObject;
      /** The texts that came from Secrets. They must not be in a report. */
      readonly secrets: readonly string[];
    }
  | ({ readonly ok: false; readonly field: string } & ValuesProblem);

/**
 * The values that Helm gets: those of `valuesFrom` in its order, then `values` over them (fluxcd/pkg: chartutil,
 * ChartValuesFromReferences). Maps are merged, everything else is replaced, null too. A `targetPath` is set as by `helm
 * --set`, or with `literal: true` to the text as it is. It goes before `values` in the same cases as in Flux, which
 * changes maps in place. A problem names the entry and never quotes a Secret.
 */
export function mergedValues({ namespace, spec }: HelmRelease, sources: Sources): MergedValues {
  const inline = JSON.parse(printJson(spec.values)) as Values; // it was read from YAML, and Flux has it as JSON
  const secrets: string[] = [];
  let merged: Values = {};
  for (const [index, reference] of spec.valuesFrom.entries()) {
    const referred = referredText(reference, namespace, sources);
    if (referred.status === 'left out') continue;
    const field = `spec.valuesFrom[${index}]`;
    if (referred.status === 'refused') return { ok: false, field, ...problemIn(referred) };
    const added = withReferred(merged, inline, { reference, text: referred.text });
    if (!added.ok) return { ok: false, field, ...unreadableProblem(reference, namespace, added.reason) };
    if (referred.status === 'found') secrets.push(...secretsOf({ reference, text: referred.text }));
    merged = added.value;
  }
  return { ok: true, values: merge(merged, inline), secrets: [...new Set(secrets)] };
}

/** The texts in a Secret, and what a `targetPath` makes of them: `{a,b}` is a list there. */
function secretsOf(referred: Referred): readonly string[] {
  if (referred.reference.kind !== 'Secret') return [];
  const alone = referred.reference.targetPath ? withReferred({}, {}, referred) : { ok: false as const };
  return [...textsIn(referred.text), ...(alone.ok ? scalarsIn(alone.value) : [])];
}

function problemIn({ kind, problem, remedy }: ValuesProblem): ValuesProblem {
  return { kind, problem, remedy };
}

/** A parser quotes the text of a Secret in its words, so only the first words of Flux's sentence are kept then. */
function unreadableProblem(reference: ValuesReference, namespace: string, reason: string): ValuesProblem {
  const { kind, name, targetPath } = reference;
  const bare = targetPath ? 'failed to merge value' : 'failed to read values data';
  const problem = unresolvedProblem(reference, namespace, kind === 'Secret' ? bare : reason);
  return { kind: 'failed', problem, remedy: `Mend what ${kind} ${namespace}/${name} holds` };
}

interface Referred {
  readonly reference: ValuesReference;
  readonly text: string;
}

function withReferred(merged: Values, inline: Values, { reference, text }: Referred): Outcome<Values> {
  if (!reference.targetPath) {
    const read = readValues(text);
    return read.ok ? { ok: true, value: merge(merged, read.value) } : read;
  }
  const together = merge(merged, inline);
  return reference.literal
    ? setLine(`${reference.targetPath}=${escapeSetValue(text)}`, together, { asText: true })
    : setValue(reference.targetPath, text, together);
}

function escapeSetValue(text: string): string {
  return text.replace(/[\\,{}[\].=]/g, '\\$&');
}

/** A text in quotes is always set as text. */
function setValue(path: string, text: string, values: Values): Outcome<Values> {
  const isQuoted = ["'", '"'].some((quote) => text.startsWith(quote) && text.endsWith(quote));
  if (!isQuoted) return setLine(`${path}=${text}`, values);
  return setLine(`${path}=${text.replace(/^['"]+|['"]+$/g, '')}`, values, { asText: true });
}

/**
 * A copy without shared parts, which YAML aliases make, so that each can be changed alone. Go reads every number of
 * JSON as a float.
 */
function floatsIn(values: JsonObject): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, asFloat(value)]));
}

function asFloat(value: JsonValue): JsonValue {
  if (typeof value === 'bigint') return Number(value);
  if (isObject(value)) return floatsIn(value);
  return Array.isArray(value) ? (value as readonly JsonValue[]).map(asFloat) : value;
}

/** Reads values from YAML as Helm does. */
export function readValues(text: string): Outcome<Values> {
  const read = readYaml(text, 'v2');
  if (!read.ok) return failure('invalid-values', `error converting YAML to JSON: ${read.reason}`);
  const values = read.value;
  if (values === null) return { ok: true, value: {} };
  if (isObject(values)) return { ok: true, value: floatsIn(values) };
  const type = Array.isArray(values) ? 'array' : goTypes[typeof values];
  const reason = `json: cannot unmarshal ${type} into Go value of type map[string]interface {}`;
  return failure('invalid-values', `error unmarshaling JSON: while decoding JSON: ${reason}`);
}

const goTypes: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  bigint: 'number',
  boolean: 'bool',
};

/** A new map. Maps and lists in it are shared with the two, unless both have a map at the same key. */
export function merge(below: Values, above: Values): Values {
  const merged: Values = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const old = Object.hasOwn(merged, key) ? merged[key] : undefined;
    setField(merged, key, isObject(old) && isObject(value) ? merge(old, value) : value);
  }
  return merged;
}
