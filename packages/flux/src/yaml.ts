import { stringify } from 'yaml';

/** What a manifest can hold. A key whose value is undefined is not printed. */
export type Yaml = string | number | bigint | boolean | null | readonly Yaml[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: Yaml | undefined;
}

/**
 * One value as block YAML that ends with a line break. The block structure is ours, since `yaml` took most of a run
 * (docs/decisions/0003). Text is plain only where no reader takes it for anything else, be it YAML 1.1 or 1.2, `yaml`
 * or the libraries of kustomize and Flux, which know more forms of numbers; all other text is quoted by `yaml`.
 */
export function printYaml(value: Yaml): string {
  return isBlock(value) ? blockLines(value, '') : `${scalar(value, '')}\n`;
}

type Block = readonly Yaml[] | YamlMap;

function isBlock(value: Yaml): value is Block {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function blockLines(value: Block, indent: string): string {
  // Array.isArray does not tell readonly lists from maps.
  if (Array.isArray(value)) return listLines(value as readonly Yaml[], indent);
  return mapLines(value as YamlMap, indent);
}

function listLines(items: readonly Yaml[], indent: string): string {
  let lines = '';
  for (const item of items) {
    // A map in a list begins on the line of its dash.
    const text = isBlock(item) ? blockLines(item, `${indent}  `).slice(indent.length + 2) : `${scalar(item, indent)}\n`;
    lines += `${indent}- ${text}`;
  }
  return lines;
}

function mapLines(map: YamlMap, indent: string): string {
  let lines = '';
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value === undefined) continue;
    lines += `${indent}${printKey(key, indent)}:`;
    lines += isBlock(value) ? `\n${blockLines(value, `${indent}  `)}` : ` ${scalar(value, indent)}\n`;
  }
  return lines;
}

/** Readers look 1,024 characters ahead for the colon behind a key, unless a question mark is before it. */
const longestKey = 1000;

function printKey(key: string, indent: string): string {
  const printed = printOnOneLine(key);
  return printed.length < longestKey ? printed : `? ${printed}\n${indent}`;
}

function scalar(value: Yaml, indent: string): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') return JSON.stringify(value); // a number, a boolean, null, an empty list or map
  return literal(value, indent) ?? printOnOneLine(value);
}

/** A word, a path, a URL or a reference; then words parted by one of `-./@+`, after a reference also by `:`. */
const word = /^(?:(?:\.{1,2}\/)+|[a-z]+:\/\/)?[a-zA-Z]\w*(?:[-./@+]\w+)*$/;
const reference = /^\$\{[A-Z][A-Z0-9_]*\}(?:[-./:]\w+)*$/;
/** A duration, a version, the name of a slot's file: they begin with a digit and are no numbers. */
const digits = /^(?:\d+[smh]|\d+\.\d+\.\d+|\d\d[a-z]?-[a-z][a-z0-9-]*\.yaml)$/;
/** Words that YAML 1.1 reads as a boolean or as null, and `yaml` as a number (e5, E-0). */
const meaning = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$/i;

function isPlain(text: string): boolean {
  return (word.test(text) && !meaning.test(text)) || reference.test(text) || digits.test(text);
}

/** Lines that a literal block (YAML 1.2, section 8.1.2) holds as they are, and that a person can read there. */
const literalLines = /^(?=[^\s])(?:[\t\x20-\x7e]*[\x21-\x7e])?(?:\n(?:[\t\x20-\x7e]*[\x21-\x7e])?)*$/;

/** Several lines as a literal block, or undefined where that would not bring them back. */
function literal(text: string, indent: string): string | undefined {
  if (!text.includes('\n')) return undefined;
  const ends = text.endsWith('\n');
  const lines = ends ? text.slice(0, -1) : text;
  if (!lines.includes('\n') || lines.endsWith('\n') || !literalLines.test(lines)) return undefined;
  return `${ends ? '|' : '|-'}\n${lines.replace(/^(?=.)/gm, `${indent}  `)}`;
}

const known = new Map<string, string>();

/** Text on one line: as it is where it is plain, else in double quotes. */
export function printOnOneLine(text: string): string {
  const printed = known.get(text) ?? (isPlain(text) ? text : inQuotes(text));
  // Keys and settings come up in every file; the names of one Sovereign do not.
  if (text.length < 40 && known.size < 5000) known.set(text, printed);
  return printed;
}

/** Printable ASCII is in double quotes what it is in JSON; `yaml` takes a document for each text. */
function inQuotes(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return JSON.stringify(text);
  return escapeUnread(stringify(text, quotes).slice(0, -1));
}

/**
 * What `yaml` leaves as it is, and Go's readers do not take for a character of a text: ends of lines of YAML 1.1, and
 * what they refuse in any file (go-yaml: readerc.go, yaml_parser_update_buffer).
 */
const unread = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Text in double quotes, as JSON or YAML, with escapes for what Go's readers of YAML do not take. */
export function escapeUnread(quoted: string): string {
  return quoted.replace(unread, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const quotes = {
  defaultStringType: 'QUOTE_DOUBLE',
  lineWidth: 0,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  blockQuote: false,
} as const;
