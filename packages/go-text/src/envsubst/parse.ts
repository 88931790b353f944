import { type ByteText, runeAt } from './bytes';
import { SubstitutionError } from './failure';

/** `${name}`, or with an operator and what follows it: `${name:-word}`. */
export interface Expression {
  readonly name: ByteText;
  readonly operator: string;
  readonly args: readonly Part[];
}

export type Part = ByteText | Expression;

interface Cursor {
  readonly text: ByteText;
  at: number;
  depth: number;
}

/** Where a text ends, beside at `${` and at the end, and whether `$$`, `\/` and `\\` are escapes in it. */
interface Word {
  readonly end: string;
  readonly escapes: '' | '$' | '$\\';
}

const badSubstitution = 'bad substitution';
const noArgument = 'unable to parse substitution within function';
const deepest = 500;

/** The parts of a template. Throws a SubstitutionError with Flux's text (fluxcd/pkg: envsubst/parse). */
export function parseTemplate(text: ByteText): readonly Part[] {
  const parts: Part[] = [];
  const cursor = { text, at: 0, depth: 0 };
  while (!atEnd(cursor)) parts.push(readPart(cursor, { end: '', escapes: '$' }));
  return parts;
}

/** The end of the template, or a NUL: the scanner of Flux takes it for the end. */
function atEnd({ text, at }: Cursor): boolean {
  return at >= text.length || text.charCodeAt(at) === 0;
}

/** An expression, or text up to where the word ends; the text may be empty. */
function readPart(cursor: Cursor, word: Word): Part {
  if (!cursor.text.startsWith('${', cursor.at)) return readText(cursor, word);
  cursor.at += 2;
  cursor.depth++;
  if (cursor.depth > deepest) throw new SubstitutionError('syntax', `expressions are nested deeper than ${deepest}`);
  const expression = readExpression(cursor);
  cursor.depth--;
  return expression;
}

function readText(cursor: Cursor, { end, escapes }: Word): ByteText {
  const { text } = cursor;
  let read = '';
  let from = cursor.at;
  for (; !atEnd(cursor); cursor.at++) {
    const char = text.charAt(cursor.at);
    const next = text.charAt(cursor.at + 1);
    if (char === '$' && next === '{') break;
    if (isEscape(char, next, escapes)) {
      read += text.slice(from, cursor.at);
      from = ++cursor.at;
    } else if (char === end) break;
  }
  return read + text.slice(from, cursor.at);
}

function isEscape(char: string, next: string, escapes: Word['escapes']): boolean {
  if (char === '$') return next === '$' && escapes !== '';
  return char === '\\' && escapes === '$\\' && (next === '/' || next === '\\');
}

/** What comes after `${`, the closing brace included. */
function readExpression(cursor: Cursor): Expression {
  if (peek(cursor) === '#') return readLength(cursor);
  const name = readName(cursor);
  if (name === '') throw new SubstitutionError('syntax', 'unable to parse variable name');
  switch (peek(cursor)) {
    case ':':
      return readDefaultOrSubstring(cursor, name);
    case '=':
      return readDefault(cursor, name, 1);
    case ',':
    case '^':
      return close(cursor, { name, operator: readRun(cursor, ',^', 2), args: [] });
    case '/':
      return readReplace(cursor, name);
    case '#':
    case '%': {
      const operator = readRun(cursor, peek(cursor), 2);
      return close(cursor, { name, operator, args: [readArgument(cursor, { end: '}', escapes: '' })] });
    }
    default:
      if (peek(cursor) !== '}') throw new SubstitutionError('syntax', 'missing closing brace');
      return close(cursor, { name, operator: '', args: [] });
  }
}

function readLength(cursor: Cursor): Expression {
  cursor.at++;
  const name = readName(cursor);
  if (name === '') throw new SubstitutionError('syntax', badSubstitution);
  return close(cursor, { name, operator: '#', args: [] });
}

function readDefaultOrSubstring(cursor: Cursor, name: ByteText): Expression {
  const after = cursor.text.charCodeAt(cursor.at + 1);
  if (after < 0x80 && '=-?+'.includes(String.fromCharCode(after))) return readDefault(cursor, name, 2);
  // Flux's scanner goes back by the width of what it looked at: right for one byte, elsewhere it loses its place.
  if (!(after < 0x80)) throw new SubstitutionError('syntax', badSubstitution);
  cursor.at++;
  return readSubstring(cursor, name);
}

function readSubstring(cursor: Cursor, name: ByteText): Expression {
  // It may end at ':' or at '}', whichever comes first.
  const args = [readArgument(cursor, { end: firstOf(cursor, ':}'), escapes: '' })];
  if (peek(cursor) === '}') return close(cursor, { name, operator: ':', args });
  if (readRun(cursor, ':', Infinity) === '') throw new SubstitutionError('syntax', badSubstitution);
  args.push(readArgument(cursor, { end: '}', escapes: '' }));
  return close(cursor, { name, operator: ':', args });
}

function readDefault(cursor: Cursor, name: ByteText, width: number): Expression {
  const operator = cursor.text.slice(cursor.at, cursor.at + width);
  cursor.at += width;
  const args: Part[] = [];
  while (peek(cursor) !== '}') args.push(readArgument(cursor, { end: '}', escapes: '' }));
  return close(cursor, { name, operator, args });
}

function readReplace(cursor: Cursor, name: ByteText): Expression {
  const operator = `${readRun(cursor, '/', 1)}${readRun(cursor, '/#%', 1)}`;
  const args = [readArgument(cursor, { end: '/', escapes: '$\\' })];
  if (readRun(cursor, '/', Infinity) === '') throw new SubstitutionError('syntax', badSubstitution);
  if (peek(cursor) !== '}') args.push(readArgument(cursor, { end: '}', escapes: '$\\' }));
  return close(cursor, { name, operator, args });
}

/** An expression or text; refuses to find neither. */
function readArgument(cursor: Cursor, word: Word): Part {
  const from = cursor.at;
  const part = readPart(cursor, word);
  if (cursor.at === from) throw new SubstitutionError('syntax', noArgument);
  return part;
}

function close(cursor: Cursor, expression: Expression): Expression {
  if (peek(cursor) !== '}') throw new SubstitutionError('syntax', badSubstitution);
  cursor.at++;
  return expression;
}

function peek({ text, at }: Cursor): string {
  return text.charAt(at);
}

function firstOf({ text, at }: Cursor, chars: string): string {
  for (let i = at; i < text.length; i++) if (chars.includes(text.charAt(i))) return text.charAt(i);
  return '';
}

function readRun(cursor: Cursor, chars: string, longest: number): string {
  const from = cursor.at;
  while (cursor.at < cursor.text.length && cursor.at - from < longest && chars.includes(peek(cursor))) cursor.at++;
  return cursor.text.slice(from, cursor.at);
}

const letter = /[\p{L}\p{Nd}_]/u;

function readName(cursor: Cursor): ByteText {
  const from = cursor.at;
  while (cursor.at < cursor.text.length) {
    const { code, width } = runeAt(cursor.text, cursor.at);
    if (!letter.test(String.fromCodePoint(code))) break;
    cursor.at += width;
  }
  return cursor.text.slice(from, cursor.at);
}
