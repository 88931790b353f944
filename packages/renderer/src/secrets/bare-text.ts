/** A text as one view shows it. */
interface BareText {
  readonly text: string;
  /** Where the character at a place of the view starts and ends in the original text. */
  readonly locate: () => Locate;
}

/** Works out where a place of a view is in the original text. */
interface Locate {
  readonly startOf: (at: number) => number;
  readonly endOf: (at: number) => number;
}

/** One way to look at a text. */
export type TextView = (text: string) => BareText;

/** The text in lower case. */
export const inLowerCase: TextView = (text) => bareText(text, /(?!)/g);

const percent = '(?<percent>(?:%(?:25)*[0-9a-f]{2})+)';
const unicode = '\\\\+u(?<unicode>[0-9a-f]{4})';
const entity = '&(?:amp;)*(?:#(?<decimal>[0-9]{1,7})|#x(?<hex>[0-9a-f]{1,6})|(?<name>quot|apos|lt|gt|amp));';
const dropped = '(?<dropped>[\\s+"\'\\\\]+)';
const escapes = [percent, unicode, '(?<line>\\\\+[nrt])', entity, dropped].join('|');
const escapesButLines = [percent, unicode, entity, dropped].join('|');

/**
 * The text without what simple programs add or remove. `%22`, `\u0022` and `&#34;` become the character that they mean,
 * however often they are escaped. White space, plus signs (a space in a URL), quotes and backslashes are dropped (Flux
 * removes line ends from variables). Texts that differ only in these are equal then.
 */
export const withoutEscapes: TextView = (text) => bareText(text, tokensIn(text, escapes));

/** The same, but a backslash before `n` is not a line end: `DOMAIN\name`. */
export const withoutBackslashes: TextView = (text) => bareText(text, tokensIn(text, escapesButLines));

const blanks = /(?<dropped>[\s+"']+)/g;

/** A text without the signs that begin an escape has only blanks to drop, which is quicker. */
function tokensIn(text: string, tokens: string): RegExp {
  return /[%&\\]/.test(text) ? new RegExp(tokens, 'giu') : blanks;
}

/** What a token becomes is in lower case, as the rest is, so a text has only one reading. */
function bareText(text: string, token: RegExp): BareText {
  const meaning = (match: RegExpMatchArray): string => meaningOf(match[0], match.groups ?? {}).toLowerCase();
  const bare = token === blanks ? text.replace(blanks, '') : replaceTokens(text, token, meaning);
  return { text: lowerCase(bare), locate: () => locate(text, token, meaning) };
}

function replaceTokens(text: string, token: RegExp, meaning: (match: RegExpMatchArray) => string): string {
  let from = 0;
  let bare = '';
  for (const match of text.matchAll(token)) {
    bare += text.slice(from, match.index) + meaning(match);
    from = match.index + match[0].length;
  }
  return bare + text.slice(from);
}

/** Letter by letter where a text is more than ASCII: the last sigma of a word would become another one. */
function lowerCase(text: string): string {
  // eslint-disable-next-line no-control-regex
  const isAscii = !/[^\x00-\x7f]/.test(text);
  // eslint-disable-next-line no-control-regex
  return (isAscii ? text : text.replace(/[^\x00-\x7f]/gu, (sign) => sign.toLowerCase())).toLowerCase();
}

interface Piece {
  /** In the view. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  /** Whether each character of it is one of the text. Else all of it stands for one token. */
  readonly isPlain: boolean;
}

function locate(text: string, token: RegExp, meaning: (match: RegExpMatchArray) => string): Locate {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (start: number, end: number, said?: string): void => {
    const length = said?.length ?? end - start;
    if (length > 0) pieces.push({ at, start, end, isPlain: said === undefined });
    at += length;
  };
  let from = 0;
  // A letter that is longer in lower case is a token too.
  const longer = /\u0130/g;
  const all = [...text.matchAll(token), ...text.matchAll(longer)].sort((a, b) => a.index - b.index);
  for (const match of all) {
    if (match.index < from) continue;
    add(from, match.index);
    from = match.index + match[0].length;
    add(match.index, from, match[0] === '\u0130' ? match[0].toLowerCase() : meaning(match));
  }
  add(from, text.length);
  const pieceAt = (place: number): Piece => lastBefore(pieces, place) ?? { at: 0, start: 0, end: 0, isPlain: true };
  return {
    startOf: (place) => {
      const piece = pieceAt(place);
      return piece.isPlain ? piece.start + place - piece.at : piece.start;
    },
    endOf: (place) => {
      const piece = pieceAt(place);
      return piece.isPlain ? piece.start + place - piece.at + 1 : piece.end;
    },
  };
}

/** The last piece that begins at or before a place of the view. */
function lastBefore(pieces: readonly Piece[], place: number): Piece | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.at ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return pieces[low - 1];
}

const signs: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };
const nothing = /^[\s+"'\\]$/;

function meaningOf(token: string, groups: Readonly<Record<string, string | undefined>>): string {
  const { percent, unicode, decimal, hex, name, line, dropped } = groups;
  if (line !== undefined || dropped !== undefined) return '';
  const plain = (sign: string): string => (nothing.test(sign) ? '' : sign);
  if (percent !== undefined) return Array.from(fromPercent(percent), plain).join('');
  if (unicode !== undefined) return plain(String.fromCharCode(parseInt(unicode, 16)));
  if (name !== undefined) return plain(signs[name.toLowerCase()] ?? '');
  const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
  return plain(code > 0x10ffff ? token : String.fromCodePoint(code));
}

function fromPercent(run: string): string {
  const bytes = run.replace(/%(?:25)*([0-9a-f]{2})/gi, '$1').match(/../g) ?? [];
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => parseInt(byte, 16)));
}
