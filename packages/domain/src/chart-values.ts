import type { Refusal } from './issue';

/** Values of a Helm chart as a person writes them into a spec: JSON without null. */
export type ChartValue = string | number | boolean | readonly ChartValue[] | ChartValues;
export interface ChartValues {
  readonly [key: string]: ChartValue;
}

/** Where in the values something is: `['vcluster', 'sync', 0]`. */
type ValuePath = readonly (string | number)[];

export interface ValueRefusal extends Refusal {
  readonly path: ValuePath;
  readonly value: unknown;
}

const deepest = 32;

/**
 * What of a value cannot become a kustomize patch of a HelmRelease's values, in the order of the document.
 * Never throws, and ends on cycles.
 */
export function chartValueRefusals(value: unknown): readonly ValueRefusal[] {
  return refusalsBelow(value, [], []);
}

function refusalsBelow(value: unknown, path: ValuePath, ancestors: readonly unknown[]): readonly ValueRefusal[] {
  const refusal = ancestors.includes(value)
    ? { problem: 'it holds itself', remedy: 'Write values without cycles' }
    : refusalOf(value, path);
  if (refusal !== undefined) return [{ path, value, ...refusal }];
  if (typeof value !== 'object' || value === null) return [];
  const within = [...ancestors, value];
  if (Array.isArray(value)) return value.flatMap((item, index) => refusalsBelow(item, [...path, index], within));
  return Object.entries(value).flatMap(([key, item]) => [
    ...keyRefusals(key, [...path, key], item),
    ...refusalsBelow(item, [...path, key], within),
  ]);
}

function refusalOf(value: unknown, path: ValuePath): Refusal | undefined {
  if (path.length > deepest) {
    return { problem: `it is more than ${deepest} levels deep`, remedy: 'Write values that are less deep' };
  }
  if (value === null || value === undefined) {
    return { problem: 'a kustomize patch with it would delete the key', remedy: 'Write the value that you want' };
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { problem: 'it is no number that JSON has', remedy: 'Write a finite number' };
  }
  if (typeof value === 'string') return textRefusal(value);
  if (typeof value === 'number' || typeof value === 'boolean' || Array.isArray(value) || isPlainObject(value)) {
    return undefined;
  }
  return { problem: 'it is no JSON value', remedy: 'Write a string, a number, a boolean, a list or a map' };
}

/** Text that YAML cannot carry (YAML 1.2 section 5.1), or that would not come back as it was. */
function textRefusal(text: string): Refusal | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const wrong = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.exec(text)?.[0];
  if (wrong === undefined && text.isWellFormed()) return undefined;
  const code = (wrong ?? '').codePointAt(0)?.toString(16).padStart(4, '0') ?? 'half a surrogate pair';
  return { problem: `it has the character ${code}`, remedy: 'Write text without control characters' };
}

function keyRefusals(key: string, path: ValuePath, value: unknown): readonly ValueRefusal[] {
  if (key.startsWith('$')) {
    const problem = 'kustomize reads a key that begins with "$" as a directive';
    return [{ path, value, problem, remedy: 'Write the key without "$"' }];
  }
  const refusal = key === '__proto__' ? { problem: 'the key is not safe', remedy: 'Remove it' } : textRefusal(key);
  return refusal === undefined ? [] : [{ path, value, ...refusal }];
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
