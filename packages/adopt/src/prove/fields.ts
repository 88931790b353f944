import { printJson } from '@sovereign-fleet/go-text';
import type { Json } from '../model/json';
import type { FieldDifference } from '../model/proof';

type Fields = ReadonlyMap<string, Json>;

/** The leaves of a value by their path: `spec.values.hosts[0].host`. An empty map or list is a leaf. */
export function fieldsOf(value: Json, path = ''): Fields {
  const fields = new Map<string, Json>();
  collect(value, path, fields);
  return fields;
}

function collect(value: Json, path: string, fields: Map<string, Json>): void {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    fields.set(path, value);
    return;
  }
  const entries = Object.entries(value) as readonly [string, Json][]; // of a list or of a map
  for (const [key, item] of entries) collect(item, step(path, key, Array.isArray(value)), fields);
}

function step(path: string, key: string, isList: boolean): string {
  if (isList) return `${path}[${key}]`;
  if (/^[\w-]+$/.test(key)) return path === '' ? key : `${path}.${key}`;
  return `${path}[${JSON.stringify(key)}]`;
}

/** Every leaf that is not the same in both, in the order of the paths. */
export function differencesOf(a: Fields, b: Fields): readonly FieldDifference[] {
  const paths = [...new Set([...a.keys(), ...b.keys()])].sort();
  return paths.flatMap((path) => {
    const found = { path, source: a.get(path), ours: b.get(path) };
    const isSame = a.has(path) && b.has(path) && printJson(found.source) === printJson(found.ours);
    return isSame ? [] : [found];
  });
}
