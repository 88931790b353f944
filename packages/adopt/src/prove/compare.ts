import type { KubernetesObject } from '@sovereign-fleet/renderer';
import type { Note } from '../model/note';
import type { Additions } from './additions';
import type { Expected } from './expected';
import { differencesOf, type FieldDifference } from './fields';

/** What a comparison of one object with ours found. */
export interface Compared {
  readonly id: string;
  /** Fields that our contract adds, by path. */
  readonly additions: readonly string[];
  readonly differences: readonly FieldDifference[];
}

interface Ours {
  readonly object: KubernetesObject | undefined;
  readonly additions: Additions;
  readonly notes: readonly Note[];
}

/** Compares an object as it has to arrive with ours: additions of the contract apart, and what a Note allows. */
export function compareObject({ id, object }: Expected, { object: ours, additions, notes }: Ours): Compared {
  if (ours === undefined) {
    return { id, additions: [], differences: [{ path: '', source: `${object.kind}`, ours: undefined }] };
  }
  const added: string[] = [];
  const differences = differencesOf(object, ours).filter((difference) => {
    if (isAllowed(difference, id, notes)) return false;
    const isAdded = difference.source === undefined && additions.has(difference.path);
    if (!isAdded || additions.get(difference.path) !== difference.ours) return true;
    added.push(difference.path);
    return false;
  });
  return { id, additions: added, differences };
}

/** A Note allows a field, and what is below it, to be gone or another. */
function isAllowed({ path }: FieldDifference, id: string, notes: readonly Note[]): boolean {
  const own = notes.filter(({ of }) => of === id).flatMap(({ allows = [] }) => allows);
  return own.some((field) => normal(path) === normal(field) || /^[.[]/.test(path.slice(field.length)) && path.startsWith(field));
}

/** `metadata.labels["a/b"]` and `metadata.labels.a/b` are one. */
function normal(path: string): string {
  return path.replace(/\["?|"?\]/g, '.').replace(/\.+/g, '.').replace(/\.$/, '');
}
