/** The way to a value in an object. */
export type Path = readonly (string | number)[];

/** What the API server has against a value. */
export interface Violation {
  readonly path: Path;
  readonly problem: string;
  readonly remedy: string;
  /** Whether it is a field that no schema has: it may be dropped in place of a refusal. */
  readonly isUnknownField?: boolean;
}

/** The value for people: `"3"`, `3`, `a list`. */
export function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a number has no fraction, as `integer` wants it. */
export function isInteger(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || Number.isInteger(value);
}
