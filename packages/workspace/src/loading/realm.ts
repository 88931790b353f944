// The other side of spec-process.ts: this file and write-value.ts run, as text, where people's files run. What they
// give and get is text, since an object from outside would lead out.
import { isObject, type Node, writeValue, type Written } from './write-value';

/** A module as CommonJS has it. */
type Factory = (exports: object, require: (specifier: string) => unknown, module: Loading) => void;

interface Loading {
  exports: object;
}

interface Definition {
  readonly factory: Factory;
  /** The path behind each name that the module imports. */
  readonly needs: Readonly<Record<string, string>>;
}

/** How the loading of a file ended. Only what `load` gives; more is seen from outside. */
export type Outcome =
  | { readonly is: 'value'; readonly value: Written; readonly nodes: readonly Node[] }
  | { readonly is: 'no default' | 'promise' }
  | { readonly is: 'absent'; readonly path: string }
  | { readonly is: 'stopped before'; readonly path: string }
  | { readonly is: 'thrown'; readonly message: string; readonly stack: string };

const definitions = new Map<string, Definition>();
const modules = new Map<string, Loading>();
const running: string[] = [];
const stopped = new Set<string>();
/** What the file that is loaded could not get. */
const misses: Miss[] = [];

type Miss = Extract<Outcome, { readonly is: 'absent' | 'stopped before' }>;

/** `needs` is JSON. */
export function define(path: string, needs: string, factory: Factory): void {
  definitions.set(path, { factory, needs: JSON.parse(needs) as Definition['needs'] });
}

/** What a file did not end in before: nobody is to begin it again. */
export function stop(path: string): void {
  stopped.add(path);
}

/** The file that runs at this moment. */
export function runningFile(): string {
  return running.at(-1) ?? '';
}

/** Runs a file, and gives an Outcome as JSON. */
export function load(path: string): string {
  misses.length = 0;
  const outcome = outcomeOfFile(path);
  return JSON.stringify(misses[0] ?? outcome);
}

function outcomeOfFile(path: string): Outcome {
  try {
    const found = requireModule(path);
    return 'default' in found ? outcomeOf(found.default) : { is: 'no default' };
  } catch (error) {
    return describeThrown(error);
  }
}

function requireModule(path: string): object {
  const known = modules.get(path);
  if (known !== undefined) return known.exports;
  const definition = definitions.get(path);
  if (definition === undefined) miss('absent', path);
  if (stopped.has(path)) miss('stopped before', path);
  const module: Loading = { exports: {} };
  modules.set(path, module);
  running.push(path);
  let isWhole = false;
  try {
    definition.factory(module.exports, (specifier) => requireNeeded(definition, specifier), module);
    isWhole = true;
  } finally {
    running.pop();
    if (!isWhole) modules.delete(path); // Node does the same: who imports it next hears of it too
  }
  return module.exports;
}

function requireNeeded({ needs }: Definition, specifier: string): object {
  const path = Object.hasOwn(needs, specifier) ? needs[specifier] : undefined;
  if (path === undefined) throw new Error(`Cannot find module '${specifier}'`);
  return requireModule(path);
}

function miss(is: 'absent' | 'stopped before', path: string): never {
  misses.push({ is, path });
  throw new Error(`${path} is ${is}`);
}

function describeThrown(error: unknown): Outcome {
  try {
    if (error instanceof Error) {
      return { is: 'thrown', message: textOf(error.message), stack: textOf(error.stack ?? '') };
    }
    return { is: 'thrown', message: String(error), stack: '' };
  } catch {
    return { is: 'thrown', message: '', stack: '' }; // its own text throws
  }
}

/** Whoever throws an error says what is in it. */
function textOf(value: unknown): string {
  return String(value);
}

function outcomeOf(value: unknown): Outcome {
  if (isObject(value) && 'then' in value && typeof value.then === 'function') return { is: 'promise' };
  return { is: 'value', ...writeValue(value) };
}

/** What Node has beside JavaScript itself, for data: a realm of its own does not have it. */
function copyOf(value: unknown, copies: Map<object, object>): unknown {
  if (!isObject(value)) {
    if (typeof value === 'symbol') throw new Error(`${String(value)} could not be cloned.`);
    return value;
  }
  const known = copies.get(value);
  if (known !== undefined) return known;
  if (typeof value === 'function') throw new Error(`${String(value)} could not be cloned.`);
  const copy: object = emptyCopyOf(value);
  copies.set(value, copy);
  if (copy instanceof Map && value instanceof Map) {
    for (const [key, item] of value) copy.set(copyOf(key, copies), copyOf(item, copies));
  } else if (copy instanceof Set && value instanceof Set) for (const item of value) copy.add(copyOf(item, copies));
  else for (const [key, item] of Object.entries(value)) Object.defineProperty(copy, key, fieldOf(copyOf(item, copies)));
  return copy;
}

function emptyCopyOf(value: object): object {
  if (Array.isArray(value)) return new Array<unknown>(value.length);
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof Map) return new Map<unknown, unknown>();
  return value instanceof Set ? new Set<unknown>() : {};
}

function fieldOf(value: unknown): PropertyDescriptor {
  return { value, writable: true, enumerable: true, configurable: true };
}

/** No file changes what JavaScript has for the files after it. */
function freezeAll(): void {
  const generator = Reflect.getPrototypeOf(function* () {
    yield 1;
  });
  const later = Reflect.getPrototypeOf(async () => Promise.resolve());
  const open = [globalThis, Function.prototype, [].values(), generator, later].filter(isObject);
  const seen = new Set<object>(open);
  for (const one of open) {
    const added = reachedFrom(one).filter((other) => !seen.has(other));
    for (const other of added) seen.add(other);
    for (const other of new Set(added)) open.push(other);
    if (one !== globalThis) Object.freeze(one);
  }
}

function reachedFrom(one: object): readonly object[] {
  const fields = Reflect.ownKeys(one).map((key) => Reflect.getOwnPropertyDescriptor(one, key));
  const values = fields.flatMap((field): readonly unknown[] => [field?.value, field?.get, field?.set]);
  return [...values, Reflect.getPrototypeOf(one)].filter(isObject);
}

Reflect.deleteProperty(globalThis, 'console');
Object.defineProperty(
  globalThis,
  'structuredClone',
  fieldOf((value: unknown) => copyOf(value, new Map())),
);
freezeAll();
