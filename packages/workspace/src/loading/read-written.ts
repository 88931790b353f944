import type { Node, Written } from './write-value';

/** The value that was written in another process (realm.ts): data as it was, and of code what it is. */
export function readWritten(value: Written, nodes: readonly Node[]): unknown {
  const objects = nodes.map(emptyObject);
  const read = (written: Written): unknown => {
    if (!Array.isArray(written)) return written;
    const [kind, text = ''] = written as readonly [string | number, string?]; // TypeScript forgets readonly lists
    return typeof kind === 'number' ? objects[kind] : simpleValue(kind, text);
  };
  nodes.forEach((node, place) => {
    const object = objects[place];
    if (object !== undefined) fill(object, node, read);
  });
  return read(value);
}

function simpleValue(kind: string, text: string): unknown {
  if (kind === 'number') return Number(text);
  if (kind === 'bigint') return BigInt(text);
  if (kind === 'symbol') return text === '' ? Symbol('a symbol') : Symbol.for(text);
  return undefined;
}

function emptyObject({ of, text = '' }: Node): object {
  switch (of) {
    case 'Object':
      return {};
    case '':
      return Object.create(null) as object;
    case 'Array':
      return [];
    case 'Map':
      return new Map();
    case 'Set':
      return new Set();
    case 'Date':
      return new Date(Number(text));
    case 'Function':
      return emptyFunction(text);
    default:
      return Object.create({ constructor: emptyFunction(of) }) as object;
  }
}

function emptyFunction(name: string): object {
  return Object.defineProperty(() => undefined, 'name', { value: name });
}

function fill(object: object, { of, keys = [], values = [] }: Node, read: (written: Written) => unknown): void {
  if (object instanceof Map) keys.forEach((key, index) => object.set(read(key), read(values[index] ?? null)));
  else if (object instanceof Set) for (const value of values) object.add(read(value));
  else {
    const fieldsOf = of === 'Array' ? values.map((_, index) => String(index)) : keys.map(read);
    fieldsOf.forEach((field, index) => {
      const value = values[index] ?? null;
      if (isHole(value)) return;
      Object.defineProperty(object, field as string | symbol, descriptorOf(value, read)); // what Reflect.ownKeys gave
    });
  }
  if (Array.isArray(object)) object.length = values.length;
}

function isHole(value: Written): boolean {
  return Array.isArray(value) && value[0] === 'hole';
}

function descriptorOf(value: Written, read: (written: Written) => unknown): PropertyDescriptor {
  const [kind, text] = Array.isArray(value) ? value : [];
  const field = { enumerable: true, configurable: true };
  if (kind !== 'throws') return { ...field, writable: true, value: read(value) };
  const get = (): never => {
    throw new Error(String(text));
  };
  return { ...field, get };
}
