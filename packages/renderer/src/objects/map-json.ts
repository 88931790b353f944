import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';

/** Changes each map in a value, outer maps before inner ones. Parts that stay equal are the same objects. */
export function mapObjects(value: Json, change: (map: JsonMap) => JsonMap): Json {
  if (isJsonList(value)) return mapItems(value, (item) => mapObjects(item, change));
  return isJsonMap(value) ? mapFields(change(value), (field) => mapObjects(field, change)) : value;
}

/** Changes each text in a value that is not a key. Parts that stay equal are the same objects. */
export function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (isJsonList(value)) return mapItems(value, (item) => mapTexts(item, change));
  return isJsonMap(value) ? mapFields(value, (field) => mapTexts(field, change)) : value;
}

/** Changes each text in a value, keys too. Parts that stay equal are the same objects. */
export function mapWords(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (isJsonList(value)) return mapItems(value, (item) => mapWords(item, change));
  if (!isJsonMap(value)) return value;
  const fields = mapFields(value, (field) => mapWords(field, change));
  const keys = Object.keys(fields);
  return keys.every((key) => change(key) === key)
    ? fields
    : Object.fromEntries(keys.map((key) => [change(key), fields[key] ?? null]));
}

/** A list with each item changed, or the same list if nothing changed. */
export function mapItems(list: readonly Json[], change: (item: Json) => Json): readonly Json[] {
  const changed = list.map(change);
  return changed.every((item, index) => item === list[index]) ? list : changed;
}

/** A map with each value changed, or the same map if nothing changed. */
function mapFields(map: JsonMap, change: (value: Json) => Json): JsonMap {
  const entries = Object.entries(map).map(([key, value]) => [key, change(value)] as const);
  return entries.every(([key, value]) => value === map[key]) ? map : Object.fromEntries(entries);
}
