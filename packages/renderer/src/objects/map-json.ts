import type { Json, JsonMap } from '@sovereign-fleet/domain';

/** Changes each map in a value, outer maps before inner ones. Parts that stay equal are the same objects. */
export function mapObjects(value: Json, change: (map: JsonMap) => JsonMap): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return mapItems(value, (item) => mapObjects(item, change));
  return mapFields(change(value), (field) => mapObjects(field, change));
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A list with each item changed, or the same list if nothing changed. */
export function mapItems(list: readonly Json[], change: (item: Json) => Json): readonly Json[] {
  const changed = list.map(change);
  return changed.every((item, index) => item === list[index]) ? list : changed;
}

/** A map with each value changed, or the same map if nothing changed. */
function mapFields(map: JsonMap, change: (value: Json) => Json): JsonMap {
  const entries = Object.entries(map).map(
    ([key, value]) => [key, value === undefined ? value : change(value)] as const,
  );
  return entries.every(([key, value]) => value === map[key]) ? map : Object.fromEntries(entries);
}
