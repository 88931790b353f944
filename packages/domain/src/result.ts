import type { Issue } from './issue';

/** What `parse` and `resolve` return: a value that needs no further check, or every Issue that was found. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly Issue[] };

/** The value when there is no Issue, else the Issues. `value` is only called when there is none. */
export function resultOf<T>(issues: readonly Issue[], value: () => T): Result<T> {
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: value() };
}
