import { isDropped, type SlotValue, type SlotValues } from '@sovereign-fleet/domain';
import { isMap, isSameValue } from './merge-values';

/** How one place of the values becomes another; without a value the key goes. */
export interface ValueChange {
  readonly path: readonly string[];
  readonly value: SlotValue | undefined;
}

/** What turns the values of a kit into those of a region: a change for each outermost place that differs. */
export function valueChanges(from: SlotValues, to: SlotValues, path: readonly string[] = []): readonly ValueChange[] {
  if (from === to) return []; // no layer says anything of them
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return keys.flatMap((key): readonly ValueChange[] => {
    const [below, above] = [ownValue(from, key), ownValue(to, key)];
    if (below !== undefined && above !== undefined) {
      if (isMap(below) && isMap(above)) return valueChanges(below, above, [...path, key]);
      if (isSameValue(below, above)) return [];
    }
    return [{ path: [...path, key], value: above }];
  });
}

/**
 * The changes as one strategic merge patch; undefined where that cannot say all: kustomize deletes a key for null, and
 * refuses another kind of node.
 */
export function mergePatchOf(changes: readonly ValueChange[], from: SlotValues): SlotValues | undefined {
  const isPlain = changes.every(({ path, value }) => {
    const below = path.reduce<SlotValue | undefined>((found, key) => {
      return found !== undefined && isMap(found) ? ownValue(found, key) : undefined;
    }, from);
    return value !== undefined && !hasDrop(value) && (below === undefined || kindOf(below) === kindOf(value));
  });
  return isPlain ? changes.reduce<SlotValues>((patch, change) => withValue(patch, change.path, change), {}) : undefined;
}

function ownValue(values: SlotValues, key: string): SlotValue | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

function hasDrop(value: SlotValue): boolean {
  if (isDropped(value)) return true;
  return isMap(value) && Object.values(value).some(hasDrop);
}

/** `null` is a kind of its own: it is a key that a merge cannot replace. */
function kindOf(value: SlotValue): 'map' | 'list' | 'null' | 'scalar' {
  if (isDropped(value)) return 'null';
  if (Array.isArray(value)) return 'list';
  return isMap(value) ? 'map' : 'scalar';
}

function withValue(patch: SlotValues, [key = '', ...rest]: readonly string[], change: ValueChange): SlotValues {
  const below = ownValue(patch, key) ?? {};
  const value = rest.length === 0 ? (change.value ?? '') : withValue(isMap(below) ? below : {}, rest, change);
  return { ...patch, [key]: value };
}
