import { fieldOf } from '@sovereign-fleet/domain';
import { isObject, type JsonObject, type JsonValue } from '@sovereign-fleet/go-text';

/** A text with a variable that became another type. */
export interface TypeChange {
  /** The way to it: `spec.values.port`. */
  readonly path: string;
  /** As it was written: `${PORT}`. */
  readonly from: string;
  /** What would be applied: 8080. */
  readonly to: JsonValue;
}

/**
 * The values that `substitute` changed to another type: `"${X}"` loses its quotes when the object is printed, so 123,
 * `yes`, `1.10` and an empty text become a number, a boolean or null. Takes the object before and after. A key with a
 * variable is followed only if no other key of its map changed.
 */
export function typeChanges(before: JsonObject, after: JsonObject): readonly TypeChange[] {
  return before === after ? [] : changesIn(before, after, []);
}

type Path = readonly PropertyKey[];

function changesIn(before: JsonValue, after: JsonValue, path: Path): readonly TypeChange[] {
  if (typeof before === 'string') return changesOfText(before, after, path);
  if (isObject(before)) return isObject(after) ? changesInMap(before, after, path) : [];
  if (!Array.isArray(before) || !Array.isArray(after)) return [];
  const items: readonly JsonValue[] = after;
  return (before as readonly JsonValue[]).flatMap((item, index) => changesAt(item, items[index], [...path, index]));
}

function changesOfText(before: string, after: JsonValue, path: Path): readonly TypeChange[] {
  const changed = typeof after !== 'string' && before.includes('${');
  return changed ? [{ path: fieldOf(path), from: before, to: after }] : [];
}

function changesAt(before: JsonValue, after: JsonValue | undefined, path: Path): readonly TypeChange[] {
  return after === undefined ? [] : changesIn(before, after, path);
}

function changesInMap(before: JsonObject, after: JsonObject, path: Path): readonly TypeChange[] {
  const renamed = renamedKey(before, after);
  return Object.entries(before).flatMap(([key, value]) => {
    const now = Object.hasOwn(after, key) ? key : renamed;
    return now === undefined ? [] : changesAt(value, after[now], [...path, now]);
  });
}

/** The new name of the one key that changed. Undefined if more than one changed. */
function renamedKey(before: JsonObject, after: JsonObject): string | undefined {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  return gone.length === 1 && added.length === 1 ? added[0] : undefined;
}
