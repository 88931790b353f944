import type { KubernetesObject } from '@sovereign-fleet/renderer';
import type { Note } from '../model/note';
import type { Compared, Expected, FieldDifference } from '../model/proof';
import type { Additions } from './additions';
import { differencesOf, fieldsOf } from './fields';

interface Ours {
  readonly object: KubernetesObject | undefined;
  readonly additions: Additions;
  readonly notes: readonly Note[];
}

/** Compares an object as it has to arrive with ours: additions of the contract apart, and what a Note allows. */
export function compareObject({ id, object }: Expected, { object: ours, additions, notes }: Ours): Compared {
  if (ours === undefined) return { id, additions: [], differences: [{ path: '', source: object.kind, ours }] };
  const known = fieldsOf(object);
  const added = [...additions].filter(([path]) => ![...known.keys()].some((other) => other.startsWith(parentOf(path))));
  const differences = differencesOf(new Map([...known, ...added]), fieldsOf(ours));
  return {
    id,
    additions: added.map(([path]) => path),
    differences: differences.filter((difference) => !isAllowed(difference, id, notes)),
  };
}

/** What the source has of a label is the source's; a map such as `driftDetection` it says as a whole. */
function parentOf(path: string): string {
  return path.endsWith(']') ? path : path.slice(0, path.lastIndexOf('.'));
}

/** A Note allows a field, and what is below it, to be gone or another. */
function isAllowed({ path }: FieldDifference, id: string, notes: readonly Note[]): boolean {
  const own = notes.filter(({ of }) => of === id).flatMap(({ allows = [] }) => allows);
  return own.some(
    (field) => normal(path) === normal(field) || (/^[.[]/.test(path.slice(field.length)) && path.startsWith(field)),
  );
}

/** `metadata.labels["a/b"]` and `metadata.labels.a/b` are one. */
function normal(path: string): string {
  return path
    .replace(/\["?|"?\]/g, '.')
    .replace(/\.+/g, '.')
    .replace(/\.$/, '');
}
