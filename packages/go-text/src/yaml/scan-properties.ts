import { isBlankOrEnd, isWord } from './characters';
import { append, codeAt, scanError, type Scanner } from './tokens';

/** `*name` or `&name`. */
export function scanAlias(scanner: Scanner): void {
  const type = codeAt(scanner) === 0x2a ? 'alias' : 'anchor';
  const from = scanner.at + 1;
  scanner.at = endOfWord(scanner, from);
  const name = scanner.text.slice(from, scanner.at);
  const ends = isBlankOrEnd(codeAt(scanner)) || '?:,]}%@`'.includes(scanner.text.charAt(scanner.at));
  if (name === '' || !ends) throw scanError(scanner, 'did not find expected alphabetic or numeric character');
  append(scanner, type, name);
}

function endOfWord({ text }: Scanner, from: number): number {
  let at = from;
  while (isWord(text.charCodeAt(at))) at++;
  return at;
}

/** `!<uri>`, `!!name`, `!name` or `!`; the token has the tag in full. */
export function scanTag(scanner: Scanner): void {
  const tag = codeAt(scanner, 1) === 0x3c ? readVerbatim(scanner) : readShorthand(scanner);
  if (!isBlankOrEnd(codeAt(scanner))) throw scanError(scanner, 'did not find expected whitespace or line break');
  append(scanner, 'tag', tag);
}

function readVerbatim(scanner: Scanner): string {
  scanner.at += 2;
  const tag = readUri(scanner);
  if (tag === '') throw scanError(scanner, 'did not find expected tag URI');
  if (codeAt(scanner) !== 0x3e) throw scanError(scanner, "did not find the expected '>'");
  scanner.at++;
  return tag;
}

function readShorthand(scanner: Scanner): string {
  const from = scanner.at;
  const end = endOfWord(scanner, from + 1);
  if (scanner.text.charAt(end) !== '!') {
    scanner.at++;
    return `!${readUri(scanner)}`;
  }
  scanner.at = end + 1;
  const suffix = readUri(scanner);
  if (suffix === '') throw scanError(scanner, 'did not find expected tag URI');
  if (end > from + 1) throw scanError(scanner, 'found undefined tag handle');
  return `tag:yaml.org,2002:${suffix}`;
}

const marks = ";/?:@&=+$,.!~*'()[]%";

function readUri(scanner: Scanner): string {
  const from = scanner.at;
  while (isWord(codeAt(scanner)) || (codeAt(scanner) !== 0 && marks.includes(scanner.text.charAt(scanner.at)))) {
    scanner.at++;
  }
  return unescape(scanner, scanner.text.slice(from, scanner.at));
}

function unescape(scanner: Scanner, uri: string): string {
  if (!uri.includes('%')) return uri;
  try {
    return decodeURIComponent(uri);
  } catch {
    throw scanError(scanner, 'did not find URI escaped octet');
  }
}
