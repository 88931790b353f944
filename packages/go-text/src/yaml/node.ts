import { YamlError } from './failure';
import { type JsonObject, type JsonValue, setField } from '../json/json';
import { printFloat32 } from './numbers';
import { type Dialect, isV2, type Resolved } from './resolve';

/** A node as it was read: its value, and what its place as a key or a merge depends on. */
export interface Node {
  readonly value: JsonValue;
  /** A scalar's type; `map` and `seq` for the others. */
  readonly type: Resolved['type'] | 'map' | 'seq';
  /** An integer's digits, all of them. */
  readonly digits?: string | undefined;
  /** `<<` without quotes. */
  readonly isMerge?: boolean;
  /** How many nodes are in it, itself and those of aliases included. */
  readonly size: number;
  /** How many levels of lists and maps are in it, those of aliases included. */
  readonly depth: number;
}

export interface Entry {
  readonly key: Node;
  readonly value: Node;
}

/**
 * The map that entries make. yaml.v2: the last of equal keys counts, a merge too counts where it stands, and keys that
 * are numbers or booleans become text (sigs.k8s.io/yaml). yaml.v3: equal keys are an error, what is written goes before
 * what is merged, and only text may be a key.
 */
export function mapOf(entries: readonly Entry[], dialect: Dialect): JsonObject {
  return isV2(dialect) ? mapOfV2(entries) : mapOfV3(entries);
}

function mapOfV2(entries: readonly Entry[]): JsonObject {
  const map: Record<string, JsonValue> = {};
  for (const { key, value } of entries) {
    if (key.isMerge) mergeInto(map, sourcesOf(value).toReversed());
    else setField(map, keyOf(key, 'v2'), value.value);
  }
  return map;
}

function mapOfV3(entries: readonly Entry[]): JsonObject {
  const own: Record<string, JsonValue> = {};
  for (const { key, value } of entries) if (!key.isMerge) addField(own, keyOf(key, 'v3'), value.value);
  const merges = entries.filter(({ key }) => key.isMerge);
  if (merges.length === 0) return own;
  const map: Record<string, JsonValue> = {};
  mergeInto(map, [...merges.flatMap(({ value }) => sourcesOf(value)).toReversed(), own]);
  return map;
}

function addField(map: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (Object.hasOwn(map, key)) throw new YamlError(`yaml: mapping key "${key}" already defined`);
  setField(map, key, value);
}

/** The later a source, the stronger. */
function mergeInto(map: Record<string, JsonValue>, sources: readonly JsonObject[]): void {
  const fields = sources.flatMap((source) => Object.entries(source));
  for (const [key, value] of fields) setField(map, key, value);
}

/** The maps that a merge names, the strongest first. */
function sourcesOf({ value }: Node): readonly JsonObject[] {
  const sources: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  return sources.map((source) => {
    if (typeof source === 'object' && source !== null && !Array.isArray(source)) return source as JsonObject;
    throw new YamlError('yaml: map merge requires map or sequence of maps as the value');
  });
}

function keyOf({ value, type, digits }: Node, dialect: Dialect): string {
  if (typeof value === 'string') return value;
  if (type === 'map' || type === 'seq') throw new YamlError('yaml: invalid map key');
  if (dialect === 'v3') throw new YamlError('json: unsupported type: map[interface {}]interface {}');
  if (digits !== undefined && BigInt(digits) < 2n ** 63n) return digits;
  if (typeof value === 'boolean') return String(value);
  if (type === 'float') return printFloat32(Number(value));
  throw new YamlError(`unsupported map key of type: ${digits === undefined ? '<nil>' : 'uint64'}`);
}
