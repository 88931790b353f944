import { type JsonValue, setField } from '../json/json';
import { EndOfLine, type Line, readIndex, readUntil, readValue, StrvalsError } from './line';

/** Values that are changed in place, as Go's maps and slices are. */
export type Values = Record<string, JsonValue>;

/** The values, or why Helm refuses the line. */
export type SetOutcome =
  | { readonly ok: true; readonly value: Values }
  | { readonly ok: false; readonly code: 'invalid-values'; readonly reason: string };

const mostLevels = 30;
const largestIndex = 65536;

/**
 * Puts a line of Helm's `--set` syntax into the values (helm: pkg/strvals): `a.b[0].c=1,d={x,y}`, with `\` before a
 * character that is meant as it is; `asText` is `--set-string`. The reason has Helm's own words, in which parts of the
 * line are. Maps and lists on the way are changed in place.
 */
export function setLine(line: string, values: Values, { asText = false } = {}): SetOutcome {
  const read: Line = { chars: Array.from(line), at: 0, asText };
  try {
    for (;;) readKey(read, values, 0);
  } catch (error) {
    if (error instanceof EndOfLine) return { ok: true, value: values };
    if (error instanceof StrvalsError) return { ok: false, code: 'invalid-values', reason: error.message };
    throw error;
  }
}

function readKey(line: Line, values: Values, level: number): void {
  const { text: key, stop } = readUntil(line, '=[,.');
  if (stop === undefined && key === '') throw new EndOfLine();
  if (stop === '=') set(values, key, readValue(line));
  else if (stop === '[') readItems(line, values, { key, level });
  else if (stop === '.') readFields(line, values, { key, level: level + 1 });
  else {
    const end = stop === ',' ? ' (cannot end with ,)' : '';
    throw new StrvalsError(`key ${JSON.stringify(key)} has no value${end}`);
  }
}

interface Place {
  readonly key: string;
  readonly level: number;
}

function readItems(line: Line, values: Values, { key, level }: Place): void {
  const index = readIndex(line);
  let list = Object.hasOwn(values, key) ? listOf(values[key]) : [];
  try {
    list = readItem(line, list, { index, level });
  } finally {
    set(values, key, list);
  }
}

function readFields(line: Line, values: Values, { key, level }: Place): void {
  if (level > mostLevels) {
    throw new StrvalsError(`value name nested level is greater than maximum supported nested level of ${mostLevels}`);
  }
  const inner = Object.hasOwn(values, key) ? mapOf(values[key]) : {};
  try {
    readKey(line, inner, level);
  } finally {
    if (Object.keys(inner).length > 0) set(values, key, inner);
  }
  if (Object.keys(inner).length === 0) throw new StrvalsError(`key map ${JSON.stringify(key)} has no value`);
}

/** An empty key is read and forgotten. */
function set(values: Values, key: string, value: JsonValue): void {
  if (key !== '') setField(values, key, value);
}

interface ItemPlace {
  readonly index: number;
  readonly level: number;
}

function readItem(line: Line, list: JsonValue[], { index, level }: ItemPlace): JsonValue[] {
  if (index < 0) throw new StrvalsError(`negative ${index} index not allowed`);
  const { text, stop } = readUntil(line, '[.=');
  if (text !== '') throw new StrvalsError(`unexpected data at end of array index: ${runes(text)}`);
  if (stop === undefined) throw new EndOfLine();
  if (stop === '=') return setItem(list, index, readValue(line));
  const there = list[index] ?? null;
  if (stop === '[') {
    const next = readIndex(line);
    return setItem(list, index, readItem(line, there === null ? [] : listOf(there), { index: next, level }));
  }
  const inner = isMap(there) ? there : {};
  if (index < list.length) list[index] = inner;
  readKey(line, inner, level);
  return setItem(list, index, inner);
}

/** In place where there is room, else in a longer copy. */
function setItem(list: JsonValue[], index: number, value: JsonValue): JsonValue[] {
  if (index > largestIndex) {
    throw new StrvalsError(`index of ${index} is greater than maximum supported index of ${largestIndex}`);
  }
  const longer = index < list.length ? list : [...list, ...new Array<null>(index + 1 - list.length).fill(null)];
  longer[index] = value;
  return longer;
}

function isMap(value: JsonValue | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapOf(value: JsonValue | undefined): Values {
  if (isMap(value)) return value;
  throw new StrvalsError(`${conversion(value)}, not map[string]interface {}`);
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  if (Array.isArray(value)) return value as JsonValue[]; // values are ours to change
  throw new StrvalsError(`${conversion(value)}, not []interface {}`);
}

const goTypes: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'float64',
  bigint: 'int64',
  boolean: 'bool',
};

/** How Go says that a value is of another type than was taken for granted. */
function conversion(value: JsonValue | undefined): string {
  const container = Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}';
  const type = value === null ? 'nil' : (goTypes[typeof value] ?? container);
  return `unable to parse key: interface conversion: interface {} is ${type}`;
}

/** As Go prints a list of characters in quotes. */
function runes(text: string): string {
  return `[${Array.from(text, (char) => `'${char}'`).join(' ')}]`;
}
