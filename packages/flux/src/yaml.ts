import { stringify } from 'yaml';

/** What a manifest can hold. A key whose value is undefined is not printed. */
export type Yaml = string | number | boolean | readonly Yaml[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: Yaml | undefined;
}

/**
 * One value as block YAML that ends with a line break; every YAML library reads back the same value. The block
 * structure is ours, since `yaml` took most of a run (docs/decisions/0003); scalars that are not plain words are
 * printed by `yaml`. Text that YAML 1.1 reads as something else (`yes`, `1:20`) is quoted, since the controllers'
 * libraries read YAML 1.1.
 */
export function printYaml(value: Yaml): string {
  return isBlock(value) ? blockLines(value, '') : `${scalar(value, '')}\n`;
}

type Block = readonly Yaml[] | YamlMap;

function isBlock(value: Yaml): value is Block {
  return typeof value === 'object' && Object.keys(value).length > 0;
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
    lines += `${indent}${keyText(key)}:`;
    lines += isBlock(value) ? `\n${blockLines(value, `${indent}  `)}` : ` ${scalar(value, indent)}\n`;
  }
  return lines;
}

/** Text that no YAML reads otherwise: begins with a letter or `./`, then letters and digits parted by one of `-./`. */
const plain = /^(?:\.\/)?[a-zA-Z][a-zA-Z0-9]*(?:[-./][a-zA-Z0-9]+)*$/;
const words = /^(?:y|n|yes|no|on|off|true|false|null|e\d+)$/i; // `yaml` reads e5 as a number under 1.1

/** Lines that a literal block (YAML 1.2, section 8.1.2) holds as they are, and that a person can read there. */
const literalLines = /^(?=[^\s])(?:[\t\x20-\x7e]*[\x21-\x7e])?(?:\n(?:[\t\x20-\x7e]*[\x21-\x7e])?)*$/;

function keyText(key: string): string {
  return plain.test(key) && !words.test(key) ? key : quoted(key);
}

function scalar(value: Yaml, indent: string): string {
  if (typeof value !== 'string') return stringify(value, options).slice(0, -1);
  if (plain.test(value) && !words.test(value)) return value;
  return value.includes('\n') ? literal(value, indent) : quoted(value);
}

function literal(text: string, indent: string): string {
  const ends = text.endsWith('\n');
  const lines = ends ? text.slice(0, -1) : text;
  if (!literalLines.test(lines) || lines.endsWith('\n')) return quoted(text);
  return `${ends ? '|' : '|-'}\n${lines.replace(/^(?=.)/gm, `${indent}  `)}`;
}

const options = { lineWidth: 0, compat: 'yaml-1.1' } as const;

const known = new Map<string, string>();

/** A scalar on one line: as it is where YAML reads it so, else in quotes. */
function quoted(text: string): string {
  const printed = known.get(text) ?? (/^[\x20-\x7e]*$/.test(text) ? stringify(text, options).slice(0, -1) : json(text));
  // Durations and the like come up in every file; longer texts do not.
  if (text.length < 20 && known.size < 1000) known.set(text, printed);
  return printed;
}

/** A JSON string is a double-quoted scalar, but for the characters that YAML 1.1 takes for line breaks or refuses. */
function json(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
