import { isBlank, isBreak, isBreakOrEnd } from './characters';
import { codeAt, columnOf, readLine, scanError, type Scanner, skipLine } from './tokens';

interface Header {
  readonly chomping: '' | '+' | '-';
  /** The indentation that it names, 0 where it names none. */
  readonly indent: number;
}

interface Breaks {
  readonly text: string;
  readonly indent: number;
}

/** A scalar after `|` or `>`. */
export function scanBlockScalar(scanner: Scanner): void {
  const { line } = scanner;
  const folds = codeAt(scanner) === 0x3e;
  const header = readHeader(scanner, line);
  let breaks = readBreaks(scanner, header.indent, line);
  const { indent } = breaks;
  let text = '';
  let lastBreak = '';
  let wasBlank = false;
  while (columnOf(scanner) === indent && codeAt(scanner) !== 0) {
    const startsBlank = isBlank(codeAt(scanner));
    const joins = folds && !wasBlank && !startsBlank && lastBreak === '\n';
    text += joins ? (breaks.text === '' ? ' ' : breaks.text) : lastBreak + breaks.text;
    wasBlank = startsBlank;
    text += readContent(scanner);
    lastBreak = isBreak(codeAt(scanner)) ? readLine(scanner) : '';
    breaks = readBreaks(scanner, indent, line);
  }
  if (header.chomping !== '-') text += lastBreak;
  if (header.chomping === '+') text += breaks.text;
  scanner.tokens.push({ type: 'scalar', line, text, plain: false });
}

function readContent(scanner: Scanner): string {
  const from = scanner.at;
  while (!isBreakOrEnd(codeAt(scanner))) scanner.at++;
  return scanner.text.slice(from, scanner.at);
}

const header = /[|>](?:([+-])([0-9])?|([0-9])([+-])?)?/y;

/** The line of the indicator, its comment and its break included. */
function readHeader(scanner: Scanner, line: number): Header {
  header.lastIndex = scanner.at;
  const [all = '', chompingFirst, digitAfter, digitFirst, chompingAfter] = header.exec(scanner.text) ?? [];
  scanner.at += all.length;
  const digit = digitAfter ?? digitFirst;
  if (digit === '0') throw scanError(scanner, 'found an indentation indicator equal to 0', line);
  while (isBlank(codeAt(scanner))) scanner.at++;
  if (codeAt(scanner) === 0x23) readContent(scanner);
  if (!isBreakOrEnd(codeAt(scanner))) throw scanError(scanner, 'did not find expected comment or line break', line);
  if (isBreak(codeAt(scanner))) skipLine(scanner);
  const chomping = (chompingFirst ?? chompingAfter ?? '') as Header['chomping']; // the pattern has no other
  return { chomping, indent: digit === undefined ? 0 : Math.max(scanner.indent, 0) + Number(digit) };
}

/** Indentation and empty lines. Where no indentation is known, the first line that is not empty gives it. */
function readBreaks(scanner: Scanner, known: number, line: number): Breaks {
  let text = '';
  let widest = 0;
  for (;;) {
    while ((known === 0 || columnOf(scanner) < known) && codeAt(scanner) === 0x20) scanner.at++;
    widest = Math.max(widest, columnOf(scanner));
    if ((known === 0 || columnOf(scanner) < known) && codeAt(scanner) === 0x09) {
      throw scanError(scanner, 'found a tab character where an indentation space is expected', line);
    }
    if (!isBreak(codeAt(scanner))) break;
    text += readLine(scanner);
  }
  return { text, indent: known === 0 ? Math.max(widest, scanner.indent + 1, 1) : known };
}
