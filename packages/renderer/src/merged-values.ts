import { decodeBase64 } from './base64';
import type { HelmRelease, ValuesReference } from './helm-release';
import { isObject, type JsonObject, type JsonValue } from './go-yaml/json';
import { parseYaml } from './go-yaml/parse';
import { YamlError } from './go-yaml/failure';
import type { Outcome } from './ports';
import { idOf } from './region-state';
import type { KubernetesObject } from './rendered';

/** Finds an object of the region by its id, such as `ConfigMap flux-system/values`. */
export type Lookup = (id: string) => KubernetesObject | undefined;

/**
 * The values that Helm gets: those of `valuesFrom` in its order, then `values` over them (fluxcd/pkg: chartutil). Maps
 * are merged, all else is replaced. Where a reference is missing and not optional, or holds no values, the reason.
 */
export function mergedValues({ namespace, spec }: HelmRelease, find: Lookup): Outcome<JsonObject> {
  let merged: JsonObject = {};
  for (const reference of spec.valuesFrom) {
    const values = valuesOf(reference, namespace, find);
    if (!values.ok) return values;
    merged = merge(merged, values.value);
  }
  return { ok: true, value: merge(merged, spec.values as JsonObject) }; // it was read from YAML
}

function valuesOf(reference: ValuesReference, namespace: string, find: Lookup): Outcome<JsonObject> {
  const { kind, name, valuesKey, targetPath, optional } = reference;
  const id = idOf(kind, namespace, name);
  const object = find(id);
  const text = object === undefined ? undefined : textOf(object, valuesKey);
  if (text === undefined) {
    const missing = object === undefined ? `could not find ${id}` : `${id} has no key '${valuesKey}'`;
    return optional ? { ok: true, value: {} } : { ok: false, reason: `valuesFrom: ${missing}` };
  }
  // Helm's --set syntax for single values is not built yet; a wrong render would be worse than none.
  if (targetPath !== undefined) return { ok: false, reason: `valuesFrom: targetPath "${targetPath}" is not supported` };
  return readValues(text, `${id} key '${valuesKey}'`);
}

function textOf(object: KubernetesObject, key: string): string | undefined {
  const data = object['data'] as Readonly<Record<string, unknown>> | undefined; // own keys are looked up alone
  const plain = object['stringData'] as Readonly<Record<string, unknown>> | undefined;
  const written = [plain, data].map((map) => (map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined));
  if (typeof written[0] === 'string') return written[0];
  if (typeof written[1] !== 'string') return undefined;
  return object.kind === 'Secret' ? decodeBase64(written[1]) : written[1];
}

function readValues(text: string, where: string): Outcome<JsonObject> {
  try {
    const values = parseYaml(text, 'v2');
    if (values === null) return { ok: true, value: {} };
    return isObject(values) ? { ok: true, value: values } : { ok: false, reason: `${where} is no map of values` };
  } catch (error) {
    // The words of the parser could hold a part of a Secret.
    if (error instanceof YamlError) return { ok: false, reason: `${where} is no YAML` };
    throw error;
  }
}

function merge(below: JsonObject, above: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const old = Object.hasOwn(merged, key) ? merged[key] : undefined;
    merged[key] = isObject(old) && isObject(value) ? merge(old, value) : value;
  }
  return merged;
}
