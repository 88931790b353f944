import { countText } from './count-text';
import { formatIssue, type Issue, oneLine } from './issue';
import { printableLine } from './visible';

/** What `parse` and `resolve` return: a value that needs no further check, or every Issue that was found. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly Issue[] };

/** The value when there is no Issue, else the Issues. `value` is only called when there is none. */
export function resultOf<T>(issues: readonly Issue[], value: () => T): Result<T> {
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: value() };
}

/** What `read` returns; where it throws, since a getter or a proxy in the input does, an Issue that says so. */
export function readWhateverItIs<T>(file: string, read: () => Result<T>): Result<T> {
  try {
    return read();
  } catch (error) {
    const value = error instanceof Error ? oneLine(error.message) : typeof error;
    const problem = 'what the file exports cannot be read';
    return {
      ok: false,
      issues: [{ file, field: 'error', value, code: 'unreadable', problem, remedy: 'Export plain data' }],
    };
  }
}

/** The value, for a shell that stops here: throws an Error that names every Issue, one a line. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw errorOfIssues(result.issues, 'nothing was written');
}

/** An Error that names every Issue, one a line, below what has come of it. */
export function errorOfIssues(issues: readonly Issue[], outcome: string): Error {
  const count = countText(issues.length, 'problem');
  const error = new Error(
    [`${count}, ${outcome}`, ...issues.map((issue) => printableLine(formatIssue(issue)))].join('\n'),
  );
  error.stack = ''; // a person mends what the Issues name; Nx would point to the stack below them
  return error;
}

/** Every value, or the Issues of all. */
export function allOf<T>(results: readonly Result<T>[]): Result<readonly T[]> {
  const issues = results.flatMap((result) => (result.ok ? [] : result.issues));
  return resultOf(issues, () => results.flatMap((result) => (result.ok ? [result.value] : [])));
}
