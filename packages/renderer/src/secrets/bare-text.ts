/** A text without escapes, and where each of its characters starts and ends in the original text. */
interface BareText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** One way to look at a text. */
export type TextView = (text: string) => BareText;

/** The text in lower case. */
export const inLowerCase: TextView = (text) => bareText(text, /[^]/gu);

const percent = '(?<percent>(?:%(?:25)*[0-9a-f]{2})+)';
const unicode = '\\\\+u(?<unicode>[0-9a-f]{4})';
const entity = '&(?:amp;)*(?:#(?<decimal>[0-9]{1,7})|#x(?<hex>[0-9a-f]{1,6})|(?<name>quot|apos|lt|gt|amp));';
const dropped = '(?<dropped>[\\s+"\'\\\\]+)';

/**
 * The text without what simple programs add or remove. `%22`, `\u0022` and `&#34;` become the character that they mean,
 * however often they are escaped. White space, plus signs (a space in a URL), quotes and backslashes are dropped (Flux
 * removes line ends from variables). Texts that differ only in these are equal then.
 */
export const withoutEscapes: TextView = (text) =>
  bareText(text, new RegExp([percent, unicode, '(?<line>\\\\+[nrt])', entity, dropped, '[^]'].join('|'), 'giu'));

/** The same, but a backslash before `n` is not a line end: `DOMAIN\name`. */
export const withoutBackslashes: TextView = (text) =>
  bareText(text, new RegExp([percent, unicode, entity, dropped, '[^]'].join('|'), 'giu'));

/** A token is one character or one whole escape, so a text has only one reading. */
function bareText(text: string, token: RegExp): BareText {
  const characters: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of text.matchAll(token)) {
    for (const unit of meaningOf(match[0], match.groups ?? {})
      .toLowerCase()
      .split('')) {
      characters.push(unit);
      starts.push(match.index);
      ends.push(match.index + match[0].length);
    }
  }
  return { text: characters.join(''), starts, ends };
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
  if (decimal === undefined && hex === undefined) return token;
  const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
  return plain(code > 0x10ffff ? token : String.fromCodePoint(code));
}

function fromPercent(run: string): string {
  const bytes = run.replace(/%(?:25)*([0-9a-f]{2})/gi, '$1').match(/../g) ?? [];
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => parseInt(byte, 16)));
}
