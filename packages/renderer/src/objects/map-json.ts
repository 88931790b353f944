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
