import type { JsonValue } from '../json/json';
import { setLine } from './strvals';

/** The keys and indices of a path, or why Helm refuses it. */
export type PathOutcome =
  { readonly ok: true; readonly value: readonly (string | number)[] } | { readonly ok: false; readonly reason: string };

const mark = '.';

/** Reads what stands before the `=` of a line of `--set`: `a.b\.c[0]` gives `['a', 'b.c', 0]`. */
export function readPath(text: string): PathOutcome {
  const values = {};
  const set = setLine(`${text}=${mark}`, values, { asText: true });
  if (!set.ok) return { ok: false, reason: set.reason };
  const path = pathTo(set.value);
  return path === undefined
    ? { ok: false, reason: `${JSON.stringify(text)} is not one path` }
    : { ok: true, value: path };
}

/** The way to the only value that was set; undefined where there is none, or where the line set something else. */
function pathTo(value: JsonValue): readonly (string | number)[] | undefined {
  if (value === mark) return [];
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Array.isArray(value) ? [...(value as readonly JsonValue[]).entries()] : Object.entries(value);
  const [last, another] = entries.filter(([, item]: readonly [string | number, JsonValue]) => item !== null);
  if (last === undefined || another !== undefined) return undefined;
  const rest = pathTo(last[1]);
  return rest === undefined ? undefined : [last[0], ...rest];
}
