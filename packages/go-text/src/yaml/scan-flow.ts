import { isBlank, isBlankOrEnd, isBreak } from './characters';
import { codeAt, columnOf, inFlow, isDocumentIndicator, readLine, scanError, type Scanner, skipLine } from './tokens';

/** What stands between two words of a scalar: blanks, or line breaks and what indents the next line. */
interface Gap {
  readonly blanks: string;
  readonly breaks: readonly string[];
}

/** One break is a blank; of more, the first goes. Where the first is not a line feed, all stay. */
function textOf({ blanks, breaks }: Gap, escaped = false): string {
  const [first, ...rest] = breaks;
  if (escaped) return breaks.join('');
  if (first === undefined) return blanks;
  if (first !== '\n') return breaks.join('');
  return rest.length === 0 ? ' ' : rest.join('');
}

/** Reads blanks and line breaks; `onIndent` looks at each blank that begins a line. */
function readGap(scanner: Scanner, escaped: boolean, onIndent?: () => void): Gap {
  const from = scanner.at;
  const breaks: string[] = [];
  while (isBlank(codeAt(scanner))) scanner.at++;
  const blanks = scanner.text.slice(from, scanner.at);
  while (isBreak(codeAt(scanner))) {
    breaks.push(readLine(scanner));
    for (; isBlank(codeAt(scanner)); scanner.at++) onIndent?.();
  }
  return { blanks: escaped ? '' : blanks, breaks };
}

export function scanPlain(scanner: Scanner): void {
  const { line } = scanner;
  const indent = scanner.indent + 1;
  let text = '';
  let gap: Gap = { blanks: '', breaks: [] };
  while (!isDocumentIndicator(scanner) && codeAt(scanner) !== 0x23) {
    const from = scanner.at;
    skipOrdinary(scanner);
    while (!endsPlain(scanner)) scanner.at++;
    if (scanner.at > from) {
      text += textOf(gap) + scanner.text.slice(from, scanner.at);
      gap = { blanks: '', breaks: [] };
    }
    if (!isBlank(codeAt(scanner)) && !isBreak(codeAt(scanner))) break;
    gap = readGap(scanner, false, () => {
      rejectTab(scanner, indent, line);
    });
    if (!inFlow(scanner) && columnOf(scanner) < indent) break;
  }
  if (gap.breaks.length > 0) scanner.keyAllowed = true;
  scanner.tokens.push({ type: 'scalar', line, text, plain: true });
}

const ordinary = /[\w./-]*/y;

/** Goes past what ends no scalar, of whatever kind: most of most texts, and a pattern is fast from its first use. */
function skipOrdinary(scanner: Scanner): void {
  ordinary.lastIndex = scanner.at;
  if (ordinary.test(scanner.text)) scanner.at = ordinary.lastIndex;
}

function endsPlain(scanner: Scanner): boolean {
  const code = codeAt(scanner);
  if (isBlankOrEnd(code)) return true;
  if (code === 0x3a && isBlankOrEnd(codeAt(scanner, 1))) return true;
  return inFlow(scanner) && ',?[]{}'.includes(String.fromCharCode(code));
}

function rejectTab(scanner: Scanner, indent: number, line: number): void {
  if (codeAt(scanner) !== 0x09 || columnOf(scanner) >= indent) return;
  throw scanError(scanner, 'found a tab character that violates indentation', line);
}

export function scanQuoted(scanner: Scanner): void {
  const { line } = scanner;
  const quote = codeAt(scanner);
  scanner.at++;
  let text = '';
  for (;;) {
    if (isDocumentIndicator(scanner)) throw scanError(scanner, 'found unexpected document indicator', line);
    if (codeAt(scanner) === 0) throw scanError(scanner, 'found unexpected end of stream', line);
    const word = readQuotedWord(scanner, quote, line);
    text += word.text;
    if (codeAt(scanner) === quote) break;
    text += textOf(readGap(scanner, word.escapedBreak), word.escapedBreak);
  }
  scanner.at++;
  scanner.tokens.push({ type: 'scalar', line, text, plain: false });
}

interface Word {
  readonly text: string;
  /** Whether it ends in a `\` at the end of a line. */
  readonly escapedBreak: boolean;
}

function readQuotedWord(scanner: Scanner, quote: number, line: number): Word {
  let text = '';
  let from = scanner.at;
  skipOrdinary(scanner);
  for (let code = codeAt(scanner); !isBlankOrEnd(code); code = codeAt(scanner)) {
    const isDoubled = quote === 0x27 && code === quote && codeAt(scanner, 1) === quote;
    if (code === quote && !isDoubled) break;
    if (!isDoubled && (code !== 0x5c || quote === 0x27)) {
      scanner.at++;
      continue;
    }
    text += scanner.text.slice(from, scanner.at);
    scanner.at++;
    if (isBreak(codeAt(scanner))) {
      skipLine(scanner);
      return { text, escapedBreak: true };
    }
    text += isDoubled ? readQuote(scanner) : readEscape(scanner, line);
    from = scanner.at;
  }
  return { text: text + scanner.text.slice(from, scanner.at), escapedBreak: false };
}

function readQuote(scanner: Scanner): string {
  scanner.at++;
  return "'";
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\u001b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};
const lengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function readEscape(scanner: Scanner, line: number): string {
  const char = scanner.text.charAt(scanner.at);
  const length = lengths[char];
  const simple = escapes[char];
  if (length === undefined && simple === undefined) throw scanError(scanner, 'found unknown escape character', line);
  scanner.at += 1;
  return simple ?? readCode(scanner, length ?? 0, line);
}

function readCode(scanner: Scanner, length: number, line: number): string {
  const digits = scanner.text.slice(scanner.at, scanner.at + length);
  if (!/^[0-9a-fA-F]*$/.test(digits)) throw scanError(scanner, 'did not find expected hexdecimal number', line);
  const code = Number.parseInt(digits, 16);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (isSurrogate || code > 0x10ffff) throw scanError(scanner, 'found invalid Unicode character escape code', line);
  scanner.at += length;
  return String.fromCodePoint(code);
}
