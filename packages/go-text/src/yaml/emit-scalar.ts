import type { Style } from './analyze';
import { isBreak, isPrintable } from './characters';

/** What yaml.v2's emitter keeps while it prints. */
export interface Emitter {
  out: string;
  column: number;
  indent: number;
  /** Whether a blank, or what stands for one, was the last. */
  whitespace: boolean;
  /** Whether the line holds nothing but indentation yet: blanks, `-` and `?`. */
  indention: boolean;
}

const bestWidth = 80;

export function writeBreak(emitter: Emitter): void {
  emitter.out += '\n';
  emitter.column = 0;
}

export function writeIndent(emitter: Emitter): void {
  const indent = Math.max(emitter.indent, 0);
  const isThere = emitter.column < indent || (emitter.column === indent && emitter.whitespace);
  if (!emitter.indention || !isThere) writeBreak(emitter);
  if (emitter.column < indent) write(emitter, ' '.repeat(indent - emitter.column));
  emitter.whitespace = true;
  emitter.indention = true;
}

interface Spacing {
  /** Whether a blank comes before it. */
  readonly space: boolean;
  /** Whether what follows may still stand on the line as if it were indented. */
  readonly indents?: boolean;
}

export function writeIndicator(emitter: Emitter, indicator: string, { space, indents = false }: Spacing): void {
  if (space && !emitter.whitespace) write(emitter, ' ');
  write(emitter, indicator);
  emitter.whitespace = false;
  emitter.indention = emitter.indention && indents;
}

export interface ScalarStyle {
  readonly style: Style;
  /** Whether a line may end within it: not in a key. */
  readonly mayFold: boolean;
}

export function writeScalar(emitter: Emitter, text: string, { style, mayFold }: ScalarStyle): void {
  const outer = emitter.indent;
  emitter.indent = outer < 0 ? 2 : outer + 2;
  if (style === 'plain') writePlain(emitter, text, mayFold);
  else if (style === 'single') writeSingle(emitter, text, mayFold);
  else if (style === 'double') writeDouble(emitter, text, mayFold);
  else writeLiteral(emitter, text);
  emitter.indent = outer;
}

function write(emitter: Emitter, text: string): void {
  emitter.out += text;
  emitter.column += text.length;
}

function writePlain(emitter: Emitter, text: string, mayFold: boolean): void {
  if (!emitter.whitespace) write(emitter, ' ');
  writeFolded(emitter, text, { mayFold, quote: '' });
}

function writeSingle(emitter: Emitter, text: string, mayFold: boolean): void {
  writeIndicator(emitter, "'", { space: true });
  writeFolded(emitter, text, { mayFold, quote: "'" });
  writeIndicator(emitter, "'", { space: false });
}

interface Folding {
  readonly mayFold: boolean;
  /** What is doubled. */
  readonly quote: string;
}

/** A text that is plain or in single quotes: a line ends at a single blank after the 80th character. */
function writeFolded(emitter: Emitter, text: string, { mayFold, quote }: Folding): void {
  const whole = quote === '' ? text : text.replaceAll(quote, `${quote}${quote}`);
  if (emitter.column + whole.length <= bestWidth && !breaks.test(text)) write(emitter, whole);
  else for (let at = 0; at < text.length; at++) writeFoldedCharacter(emitter, text, { at, mayFold, quote });
  emitter.whitespace = false;
  emitter.indention = false;
}

const breaks = /[\n\r\u0085\u2028\u2029]/;

interface FoldAt extends Folding {
  readonly at: number;
}

function writeFoldedCharacter(emitter: Emitter, text: string, { at, mayFold, quote }: FoldAt): void {
  const char = text.charAt(at);
  const isSingleBlank = char === ' ' && text.charAt(at - 1) !== ' ' && text.charAt(at + 1) !== ' ';
  if (isSingleBlank && mayFold && emitter.column > bestWidth && isWithin(text, at)) writeIndent(emitter);
  else if (isBreak(char.charCodeAt(0))) writeBreakOf(emitter, char);
  else {
    if (at > 0 && isBreak(text.charCodeAt(at - 1))) writeIndent(emitter);
    write(emitter, char === quote ? `${quote}${quote}` : char);
    if (char !== ' ') emitter.indention = false;
  }
}

function isWithin(text: string, at: number): boolean {
  return at > 0 && at < text.length - 1;
}

function writeBreakOf(emitter: Emitter, char: string): void {
  emitter.out += char;
  emitter.column = 0;
  emitter.indention = true;
}

const escapes: Readonly<Record<string, string>> = {
  '\u0000': '0',
  '\u0007': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\u001b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u00a0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

function writeDouble(emitter: Emitter, text: string, mayFold: boolean): void {
  writeIndicator(emitter, '"', { space: true });
  // The library looks for a byte order mark at the beginning of the text, whatever character it is at.
  const allEscaped = text.startsWith('\ufeff');
  let at = 0;
  for (const char of text) {
    const folds = char === ' ' && !allEscaped && mayFold && emitter.column > bestWidth && text.charAt(at - 1) !== ' ';
    if (folds && isWithin(text, at)) writeFold(emitter, text.charAt(at + 1));
    else write(emitter, allEscaped || isEscaped(char) ? escape(char) : char);
    at += char.length;
  }
  writeIndicator(emitter, '"', { space: false });
}

/** A line end in place of a blank; a blank that follows it would be taken for indentation. */
function writeFold(emitter: Emitter, next: string): void {
  writeIndent(emitter);
  if (next === ' ') write(emitter, '\\');
}

function isEscaped(char: string): boolean {
  const code = char.charCodeAt(0);
  return !isPrintable(code) || isBreak(code) || char === '"' || char === '\\';
}

function escape(char: string): string {
  const short = escapes[char];
  if (short !== undefined) return `\\${short}`;
  const code = char.codePointAt(0) ?? 0;
  const [letter, width] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8];
  return `\\${letter}${code.toString(16).toUpperCase().padStart(width, '0')}`;
}

function writeLiteral(emitter: Emitter, text: string): void {
  const hint = text.startsWith(' ') || isBreak(text.charCodeAt(0)) ? '2' : '';
  writeIndicator(emitter, `|${hint}${chompingOf(text)}`, { space: true });
  writeBreak(emitter);
  emitter.indention = true;
  emitter.whitespace = true;
  for (const line of text.split(/(?<=[\n\u2028\u2029])/)) writeLine(emitter, line);
}

function writeLine(emitter: Emitter, line: string): void {
  const isEnded = isBreak(line.charCodeAt(line.length - 1));
  const content = isEnded ? line.slice(0, -1) : line;
  if (content !== '') {
    writeIndent(emitter);
    write(emitter, content);
    emitter.indention = false;
  }
  if (isEnded) writeBreakOf(emitter, line.slice(-1));
}

function chompingOf(text: string): string {
  if (!isBreak(text.charCodeAt(text.length - 1))) return '-';
  return text.length === 1 || isBreak(text.charCodeAt(text.length - 2)) ? '+' : '';
}
