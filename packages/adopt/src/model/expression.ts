const marked: unique symbol = Symbol('expression');

/** What a row says by a function in place of data: `use('X')`, text`a${'X'}`, `drop()`. */
type Call =
  | { readonly kind: 'use'; readonly name: string }
  | { readonly kind: 'text'; readonly literals: readonly string[]; readonly names: readonly string[] }
  | { readonly kind: 'drop' };

export interface Expression {
  readonly [marked]: Call;
}

/** A value of a row: JSON without null, in which expressions stand. A key whose value is undefined is not written. */
export type ModelValue = string | number | bigint | boolean | readonly ModelValue[] | ModelMap | Expression;
export interface ModelMap {
  readonly [key: string]: ModelValue | undefined;
}

export function useOf(name: string): Expression {
  return { [marked]: { kind: 'use', name } };
}

export function textOf(literals: readonly string[], names: readonly string[]): Expression {
  return { [marked]: { kind: 'text', literals, names } };
}

/** Takes a default of the chart away: a null in the values. */
export const dropped: Expression = { [marked]: { kind: 'drop' } };

export function isExpression(value: ModelValue): value is Expression {
  return typeof value === 'object' && marked in value;
}

export function readExpression(expression: Expression): Call {
  return expression[marked];
}

/** The functions that a value calls, at whatever depth. */
export function callsIn(value: ModelValue | undefined): ReadonlySet<Call['kind']> {
  if (typeof value !== 'object') return new Set();
  if (isExpression(value)) return new Set([value[marked].kind]);
  const parts = Object.values(value) as readonly (ModelValue | undefined)[]; // of a list or of a map
  return new Set(parts.flatMap((part) => [...callsIn(part)]));
}
