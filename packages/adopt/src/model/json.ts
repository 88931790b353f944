import { printJson } from '@sovereign-fleet/go-text';

/** What YAML holds. */
export type Json = string | number | bigint | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type JsonMap = Readonly<Record<string, Json>>;

export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equal for equal JSON, whatever the order of its keys. */
export function canonical(value: Json): string {
  return printJson(withSortedKeys(value));
}

function withSortedKeys(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withSortedKeys);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, withSortedKeys(item)]));
}

export function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); number += 1) name = `${wanted}-${number}`;
  return name;
}

export function asText(value: Json | undefined): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'bigint'
      ? String(value)
      : '';
}

/** `mgmtVcluster` of `mgmt-vcluster` and `mgmt_vcluster`; a name of JavaScript. */
export function camelCase(text: string): string {
  const joined = text.toLowerCase().replace(/[^a-z0-9]+([a-z0-9])/g, (_, next: string) => next.toUpperCase());
  const name = joined.replace(/[^A-Za-z0-9]/g, '');
  return /^[a-z]/.test(name) ? name : `x${name}`;
}

/** A map without some of its keys. */
export function omitKeys(map: JsonMap, keys: readonly string[]): JsonMap {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));
}
