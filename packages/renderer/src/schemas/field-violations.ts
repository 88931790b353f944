import { nearest, pickOne } from '@sovereign-fleet/domain';
import { isMap, type Path, type Violation } from './violation';

/** A field that no schema has. */
export function unknownField(path: Path, known: readonly string[]): Violation {
  const name = String(path.at(-1));
  const remedy = known.length > mostNamed ? nearestOrNone(name, known) : pickOne(name, known);
  return { path, problem: 'the API server knows no such field', remedy, isUnknownField: true };
}

/** So many fields are named in a remedy; nobody reads more. */
const mostNamed = 12;

function nearestOrNone(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? 'Remove it, or write it as its documentation names it' : `Did you mean "${near}"?`;
}

/** Entries of a list that the server takes for the same one: by some of their fields, or as a whole. */
export function doublesIn(list: readonly unknown[], keys: readonly string[], path: Path): readonly Violation[] {
  const seen = new Map<string, number>();
  return list.flatMap((item, index) => {
    const id = JSON.stringify(
      keys.length === 0 ? item : keys.map((key) => (isMap(item) ? keyOf(item, key) : item)),
      asText,
    );
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, index);
      return [];
    }
    const same = keys.length === 0 ? 'it stands' : `an entry with the same ${keys.join(' and ')} stands`;
    const problem = `${same} in the list twice (the first is entry ${first})`;
    return [{ path: [...path, index], problem, remedy: 'Remove one of them' }];
  });
}

function asText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** The one key of Kubernetes' own lists that has a default. */
function keyOf(item: Readonly<Record<string, unknown>>, key: string): unknown {
  return item[key] ?? (key === 'protocol' ? 'TCP' : null);
}
