import type { Refusal } from '../issue/issue';
import { isDropped } from './drop';

/** Where in the values something is: `['vcluster', 'sync', 0]`. */
type ValuePath = readonly (string | number)[];

export interface ValueRefusal extends Refusal {
  readonly path: ValuePath;
  readonly value: unknown;
}

const deepest = 32;

/**
 * What in a value cannot be among a HelmRelease's values, or in a kustomize patch of them, in the document's order.
 * Never throws, and ends on cycles.
 */
export function chartValueRefusals(value: unknown): readonly ValueRefusal[] {
  return refusalsBelow(value, [], []);
}

const holdsItself: Refusal = {
  code: 'malformed',
  problem: 'it holds itself',
  remedy: 'Write values without cycles',
};

function refusalsBelow(value: unknown, path: ValuePath, ancestors: readonly unknown[]): readonly ValueRefusal[] {
  const refusal = ancestors.includes(value) ? holdsItself : refusalOf(value, path);
  if (refusal !== undefined) return [{ path, value, ...refusal }];
  if (typeof value !== 'object' || value === null) return [];
  const within = [...ancestors, value];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => refusalsBelow(item, [...path, index], within));
  }
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    const refusalOfKey = keyRefusal(key);
    const own = refusalOfKey === undefined ? [] : [{ path: [...path, key], value: item, ...refusalOfKey }];
    return [...own, ...refusalsBelow(item, [...path, key], within)];
  });
}

function refusalOf(value: unknown, path: ValuePath): Refusal | undefined {
  if (isDropped(value)) return typeof path.at(-1) === 'string' ? undefined : noKeyToDrop;
  if (path.length > deepest) {
    const problem = `it is more than ${deepest} levels deep`;
    return { code: 'out-of-range', problem, remedy: 'Write values that are less deep' };
  }
  if (value === null || value === undefined) {
    const problem = 'kustomize takes it as an order to delete the key';
    const remedy = "Write the value that you want, or drop() to take the chart's default away";
    return { code: 'missing', problem, remedy };
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { code: 'wrong-type', problem: 'JSON has no such number', remedy: 'Write a finite number' };
  }
  if (typeof value === 'string') return textRefusal(value);
  if (typeof value === 'number' || typeof value === 'boolean' || Array.isArray(value) || isPlainObject(value)) {
    return undefined;
  }
  const remedy = 'Write a string, a number, a boolean, a list or a map';
  return { code: 'wrong-type', problem: 'it is not a JSON value', remedy };
}

const noKeyToDrop: Refusal = {
  code: 'misplaced',
  problem: 'drop() takes the value of a key away, and here is no key',
  remedy: 'Write it for a key of a map',
};

/**
 * Text with control characters. Most would come back as they were, but for U+0085 and what kustomize and Flux refuse
 * where they print what they built: they write JSON, and read it as YAML (sigs.k8s.io/yaml: JSONToYAML).
 */
function textRefusal(text: string): Refusal | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const wrong = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/.exec(text)?.[0];
  if (wrong === undefined && text.isWellFormed()) return undefined;
  const code = wrong?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  const what = code === undefined ? 'half a surrogate pair' : `the character U+${code}`;
  return { code: 'malformed', problem: `it has ${what}`, remedy: 'Write text without control characters' };
}

const longestKey = 512; // YAML 1.2 section 8.2.2 ends a key at 1024 characters; escapes take up to six each

function keyRefusal(key: string): Refusal | undefined {
  if (key.startsWith('$')) {
    const problem = 'kustomize reads a key that begins with "$" as a directive';
    return { code: 'malformed', problem, remedy: 'Write the key without "$"' };
  }
  if (key === '' || key === '<<' || key === '__proto__') {
    return {
      code: 'malformed',
      problem: `${JSON.stringify(key)} does not arrive as a key`,
      remedy: 'Write another key',
    };
  }
  if (key.length <= longestKey) return textRefusal(key);
  const problem = `the key has ${key.length} characters, and more than ${longestKey} may not arrive`;
  return { code: 'out-of-range', problem, remedy: 'Write a shorter key' };
}

export function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Whether there is a value at a path. Own keys only. */
export function hasValueAt(values: unknown, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  if (typeof values !== 'object' || values === null || !Object.hasOwn(values, key)) return false;
  return hasValueAt((values as Readonly<Record<string, unknown>>)[key], rest); // it has the key
}
