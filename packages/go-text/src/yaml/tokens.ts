import { isBlankOrEnd } from './characters';
import { YamlError } from './failure';

export type TokenType =
  | 'directive'
  | 'document-start'
  | 'document-end'
  | 'stream-end'
  | 'block-sequence'
  | 'block-mapping'
  | 'block-end'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | '-'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly type: TokenType;
  /** Where it begins; the first line is 0. */
  readonly line: number;
  /** A scalar's text, an anchor's name, a tag. */
  readonly text: string;
  /** Of a scalar: whether it has neither quotes nor an indicator of a block. */
  readonly plain: boolean;
}

/** A place where a key may begin that is known as one only by the `:` after it. */
interface SimpleKey {
  readonly token: number;
  readonly at: number;
  readonly line: number;
  readonly column: number;
  readonly required: boolean;
}

export interface Scanner {
  /** The text and some NULs after it, so that looking ahead needs no check. */
  readonly text: string;
  at: number;
  line: number;
  lineStart: number;
  readonly tokens: Token[];
  /** The token that is next; those before it are known to be there, and to be no keys. */
  head: number;
  indent: number;
  readonly indents: number[];
  keyAllowed: boolean;
  /** One for each level of `[` and `{`, and one for the block around them. */
  readonly keys: (SimpleKey | undefined)[];
}

export function scannerOf(text: string): Scanner {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  return {
    text: `${text}\0\0\0\0`,
    at: start,
    line: 0,
    lineStart: start,
    tokens: [],
    head: 0,
    indent: -1,
    indents: [],
    keyAllowed: true,
    keys: [undefined],
  };
}

export function codeAt({ text, at }: Scanner, offset = 0): number {
  return text.charCodeAt(at + offset);
}

export function columnOf({ at, lineStart }: Scanner): number {
  return at - lineStart;
}

export function inFlow({ keys }: Scanner): boolean {
  return keys.length > 1;
}

/** Goes past a line break. */
export function skipLine(scanner: Scanner): void {
  const isCrLf = codeAt(scanner) === 0x0d && codeAt(scanner, 1) === 0x0a;
  scanner.at += isCrLf ? 2 : 1;
  scanner.line++;
  scanner.lineStart = scanner.at;
}

/** Goes past a line break, and returns it: LF for all but the separators of Unicode. */
export function readLine(scanner: Scanner): string {
  const code = codeAt(scanner);
  skipLine(scanner);
  return code >= 0x2028 ? String.fromCharCode(code) : '\n';
}

/** `---` or `...` at the beginning of a line. */
export function isDocumentIndicator(scanner: Scanner): boolean {
  if (columnOf(scanner) > 0) return false;
  const indicator = scanner.text.slice(scanner.at, scanner.at + 3);
  return (indicator === '---' || indicator === '...') && isBlankOrEnd(codeAt(scanner, 3));
}

export function append(scanner: Scanner, type: TokenType, text = ''): void {
  scanner.tokens.push({ type, line: scanner.line, text, plain: false });
}

/** The library counts lines from 0 and adds one for what its scanner finds; on the first line it names none. */
export function scanError({ line }: Scanner, problem: string, from = line): YamlError {
  const shown = line > 0 ? line + 1 : from;
  return new YamlError(shown > 0 ? `yaml: line ${shown}: ${problem}` : `yaml: ${problem}`);
}

const farthest = 1024;

/** Whether the key of this level still can be one; throws where it had to be one. */
export function isKeyPossible(scanner: Scanner): boolean {
  const key = scanner.keys.at(-1);
  return key !== undefined && isStillPossible(scanner, key, scanner.keys.length - 1);
}

function isStillPossible(scanner: Scanner, key: SimpleKey, level: number): boolean {
  if (key.line >= scanner.line && key.at + farthest >= scanner.at) return true;
  if (key.required) throw scanError(scanner, "could not find expected ':'", key.line);
  scanner.keys[level] = undefined;
  return false;
}

/** Whether the token that is next may still turn out to be a key. */
export function isHeadPossibleKey(scanner: Scanner): boolean {
  const { keys, head } = scanner;
  let level = keys.length - 1;
  while (level >= 0 && keys[level]?.token !== head) level--;
  const key = keys[level];
  return key !== undefined && isStillPossible(scanner, key, level);
}

export function saveKey(scanner: Scanner): void {
  if (!scanner.keyAllowed) return;
  const column = columnOf(scanner);
  const required = !inFlow(scanner) && scanner.indent === column;
  removeKey(scanner);
  const { at, line, tokens } = scanner;
  scanner.keys[scanner.keys.length - 1] = { token: tokens.length, at, line, column, required };
}

export function removeKey(scanner: Scanner): void {
  const last = scanner.keys.length - 1;
  const key = scanner.keys[last];
  if (key?.required) throw scanError(scanner, "could not find expected ':'", key.line);
  scanner.keys[last] = undefined;
}

/** How many levels of lists and maps there may be, in a text and in its value. */
export const deepest = 1000;

/** Begins a block where the column is further right than the one that is open. */
export function roll(
  scanner: Scanner,
  column: number,
  begin: { readonly type: TokenType; readonly token?: number },
): void {
  if (inFlow(scanner) || scanner.indent >= column) return;
  scanner.indents.push(scanner.indent);
  scanner.indent = column;
  if (scanner.indents.length > deepest) throw scanError(scanner, `exceeded max depth of ${deepest}`);
  const token = { type: begin.type, line: scanner.line, text: '', plain: false };
  scanner.tokens.splice(begin.token ?? scanner.tokens.length, 0, token);
}

export function unroll(scanner: Scanner, column: number): void {
  if (inFlow(scanner)) return;
  while (scanner.indent > column) {
    append(scanner, 'block-end');
    scanner.indent = scanner.indents.pop() ?? -1;
  }
}

export function openFlow(scanner: Scanner): void {
  scanner.keys.push(undefined);
  if (scanner.keys.length > deepest) throw scanError(scanner, `exceeded max depth of ${deepest}`);
}

export function closeFlow(scanner: Scanner): void {
  if (inFlow(scanner)) scanner.keys.pop();
}
