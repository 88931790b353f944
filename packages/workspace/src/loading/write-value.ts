// The values of people's files as JSON: what realm.ts gives, and read-written.ts reads.

/** A value as JSON: what JSON has, or what it is and its text; an object is a place in a list of nodes. */
export type Written = string | number | boolean | null | readonly [kind: Kind, text: string] | readonly [place: number];
type Kind = 'undefined' | 'number' | 'bigint' | 'symbol' | 'hole' | 'throws';

/** An object, without what is in it. An object is a list with its place, so that one that holds itself has an end. */
export interface Node {
  /** `Object`, `Array`, `Map`, `Function`, the name of a class, or '' for an object without a prototype. */
  readonly of: string;
  /** What it is worth, for a date; its name, for a function. */
  readonly text?: string;
  readonly keys?: readonly Written[];
  readonly values?: readonly Written[];
}

/** What a value is. An object that holds itself, or is there twice, has one place. */
export function writeValue(value: unknown): { readonly value: Written; readonly nodes: readonly Node[] } {
  const writing: Writing = { places: new Map(), nodes: [], open: [] };
  const written = write(value, writing);
  for (const one of writing.open) writing.nodes.push(nodeOf(one, writing)); // the loop comes to what is added
  return { value: written, nodes: writing.nodes };
}

interface Writing {
  readonly places: Map<object, number>;
  /** The objects, in the order of their places. */
  readonly open: object[];
  readonly nodes: Node[];
}

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function write(value: unknown, writing: Writing): Written {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (Number.isFinite(value) && !Object.is(value, -0)) return value;
    return ['number', Object.is(value, -0) ? '-0' : String(value)];
  }
  if (typeof value === 'bigint') return ['bigint', String(value)];
  if (typeof value === 'symbol') return ['symbol', Symbol.keyFor(value) ?? ''];
  return isObject(value) ? [placeOf(value, writing)] : ['undefined', ''];
}

function placeOf(value: object, { places, open }: Writing): number {
  const known = places.get(value);
  if (known !== undefined) return known;
  places.set(value, open.length);
  open.push(value);
  return open.length - 1;
}

function nodeOf(value: object, writing: Writing): Node {
  if (typeof value === 'function') return { of: 'Function', text: nameOf(value) };
  if (Array.isArray(value)) return { of: 'Array', values: itemsOf(value, writing) };
  if (value instanceof Date) return { of: 'Date', text: String(value.getTime()) };
  if (value instanceof Set) return { of: 'Set', values: [...value].map((item) => write(item, writing)) };
  if (value instanceof Map) {
    return {
      of: 'Map',
      keys: [...value.keys()].map((key) => write(key, writing)),
      values: [...value.values()].map((item) => write(item, writing)),
    };
  }
  const keys = Reflect.ownKeys(value).filter((key) => isWritten(value, key));
  return {
    of: classOf(value),
    keys: keys.map((key) => write(key, writing)),
    values: keys.map((key) => writeField(value, key, writing)),
  };
}

function itemsOf(list: readonly unknown[], writing: Writing): readonly Written[] {
  const items: Written[] = [];
  for (let index = 0; index < list.length; index += 1) {
    items.push(Object.hasOwn(list, index) ? writeField(list, String(index), writing) : ['hole', '']);
  }
  return items;
}

/** A symbol of its own could not be told from another one. */
function isWritten(value: object, key: string | symbol): boolean {
  if (typeof key === 'symbol' && Symbol.keyFor(key) === undefined) return false;
  return Object.getOwnPropertyDescriptor(value, key)?.enumerable === true;
}

/** A field that throws when it is read throws where it is read: who asks for it says so. */
function writeField(value: object, key: string | symbol, writing: Writing): Written {
  try {
    return write(Reflect.get(value, key), writing);
  } catch (error) {
    return ['throws', String(error instanceof Error ? error.message : error)];
  }
}

function classOf(value: object): string {
  const prototype = Reflect.getPrototypeOf(value);
  if (prototype === null) return '';
  if (prototype === Object.prototype) return 'Object';
  const maker: unknown = Reflect.get(prototype, 'constructor');
  const name = typeof maker === 'function' ? nameOf(maker) : '';
  return ['', 'Object'].includes(name) ? 'a class' : name;
}

/** A class may have a name of its own, of any kind. */
function nameOf({ name }: { readonly name: unknown }): string {
  return typeof name === 'string' ? name : '';
}
