import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd } from './characters';
import { scanAlias, scanTag } from './scan-properties';
import { scanBlockScalar } from './scan-block';
import { scanPlain, scanQuoted } from './scan-flow';
import { fetchSimpleLine } from './scan-line';
import {
  append,
  closeFlow,
  codeAt,
  columnOf,
  inFlow,
  isDocumentIndicator,
  isHeadPossibleKey,
  isKeyPossible,
  openFlow,
  removeKey,
  roll,
  saveKey,
  scanError,
  type Scanner,
  skipLine,
  unroll,
} from './tokens';

/** Adds tokens until the one that is next is there, and known to be no key. Throws a YamlError. */
export function scanNext(scanner: Scanner): void {
  while (scanner.head === scanner.tokens.length || isHeadPossibleKey(scanner)) fetchToken(scanner);
  scanner.head++;
}

function fetchToken(scanner: Scanner): void {
  skipToToken(scanner);
  unroll(scanner, columnOf(scanner));
  if (fetchSimpleLine(scanner)) return;
  const code = codeAt(scanner);
  if (code === 0) fetchEnd(scanner);
  else if (columnOf(scanner) === 0 && code === 0x25) throw scanError(scanner, 'found unknown directive name');
  else if (isDocumentIndicator(scanner)) fetchDocumentIndicator(scanner);
  else fetchWithin(scanner, String.fromCharCode(code));
}

/** Goes past blanks, comments and line breaks. A tab may not indent a block. */
function skipToToken(scanner: Scanner): void {
  for (;;) {
    const tabs = inFlow(scanner) || !scanner.keyAllowed;
    while (codeAt(scanner) === 0x20 || (tabs && codeAt(scanner) === 0x09)) scanner.at++;
    const isComment = codeAt(scanner) === 0x23;
    while (isComment && !isBreakOrEnd(codeAt(scanner))) scanner.at++;
    if (!isBreak(codeAt(scanner))) return;
    skipLine(scanner);
    if (!inFlow(scanner)) scanner.keyAllowed = true;
  }
}

function fetchEnd(scanner: Scanner): void {
  if (columnOf(scanner) > 0) {
    scanner.line++;
    scanner.lineStart = scanner.at;
  }
  unroll(scanner, -1);
  removeKey(scanner);
  scanner.keyAllowed = false;
  append(scanner, 'stream-end');
}

function fetchDocumentIndicator(scanner: Scanner): void {
  unroll(scanner, -1);
  removeKey(scanner);
  scanner.keyAllowed = false;
  append(scanner, codeAt(scanner) === 0x2d ? 'document-start' : 'document-end');
  scanner.at += 3;
}

function fetchWithin(scanner: Scanner, char: string): void {
  const ends = isBlankOrEnd(codeAt(scanner, 1));
  if (char === '[' || char === '{') fetchFlowStart(scanner, char);
  else if (char === ']' || char === '}') fetchFlowEnd(scanner, char);
  else if (char === ',') fetchFlowEntry(scanner);
  else if (char === '-' && ends) fetchBlockEntry(scanner);
  else if (char === '?' && (ends || inFlow(scanner))) fetchKey(scanner);
  else if (char === ':' && (ends || inFlow(scanner))) fetchValue(scanner);
  else fetchContent(scanner, char);
}

function fetchContent(scanner: Scanner, char: string): void {
  if ((char === '|' || char === '>') && !inFlow(scanner)) {
    removeKey(scanner);
    scanner.keyAllowed = true;
    scanBlockScalar(scanner);
    return;
  }
  const startsPlain = !isBlank(char.charCodeAt(0)) && (!notPlain.includes(char) || isWordLike(scanner, char));
  if (!startsPlain && !'*&!\'"'.includes(char)) throw scanError(scanner, 'found character that cannot start any token');
  saveKey(scanner);
  scanner.keyAllowed = false;
  if (char === '*' || char === '&') scanAlias(scanner);
  else if (char === '!') scanTag(scanner);
  else if (char === "'" || char === '"') scanQuoted(scanner);
  else scanPlain(scanner);
}

const notPlain = '-?:,[]{}#&*!|>\'"%@`';

/** Whether a character is plain text here although it can be an indicator: what follows it decides. */
function isWordLike(scanner: Scanner, char: string): boolean {
  if (char === '-') return !isBlank(codeAt(scanner, 1));
  return (char === '?' || char === ':') && !inFlow(scanner) && !isBlankOrEnd(codeAt(scanner, 1));
}

function fetchFlowStart(scanner: Scanner, type: '[' | '{'): void {
  saveKey(scanner);
  openFlow(scanner);
  scanner.keyAllowed = true;
  append(scanner, type);
  scanner.at++;
}

function fetchFlowEnd(scanner: Scanner, type: ']' | '}'): void {
  removeKey(scanner);
  closeFlow(scanner);
  scanner.keyAllowed = false;
  append(scanner, type);
  scanner.at++;
}

function fetchFlowEntry(scanner: Scanner): void {
  removeKey(scanner);
  scanner.keyAllowed = true;
  append(scanner, ',');
  scanner.at++;
}

function fetchBlockEntry(scanner: Scanner): void {
  beginBlock(scanner, 'block-sequence', 'block sequence entries are not allowed in this context');
  removeKey(scanner);
  scanner.keyAllowed = true;
  append(scanner, '-');
  scanner.at++;
}

function fetchKey(scanner: Scanner): void {
  beginBlock(scanner, 'block-mapping', 'mapping keys are not allowed in this context');
  removeKey(scanner);
  scanner.keyAllowed = !inFlow(scanner);
  append(scanner, 'key');
  scanner.at++;
}

function beginBlock(scanner: Scanner, type: 'block-sequence' | 'block-mapping', problem: string): void {
  if (inFlow(scanner)) return;
  if (!scanner.keyAllowed) throw scanError(scanner, problem);
  roll(scanner, columnOf(scanner), { type });
}

function fetchValue(scanner: Scanner): void {
  const key = isKeyPossible(scanner) ? scanner.keys.at(-1) : undefined;
  if (key) {
    scanner.tokens.splice(key.token, 0, { type: 'key', line: key.line, text: '', plain: false });
    roll(scanner, key.column, { type: 'block-mapping', token: key.token });
    scanner.keys[scanner.keys.length - 1] = undefined;
    scanner.keyAllowed = false;
  } else {
    beginBlock(scanner, 'block-mapping', 'mapping values are not allowed in this context');
    scanner.keyAllowed = !inFlow(scanner);
  }
  append(scanner, 'value');
  scanner.at++;
}
