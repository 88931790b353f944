/**
 * Text as Go sees it: one character for each byte of its UTF-8, from U+0000 to U+00FF. Offsets and lengths of these
 * are Go's, and a cut within a character does no harm.
 */
export type ByteText = string;

// eslint-disable-next-line no-control-regex -- ASCII is what it asks for, NUL included
const ascii = /^[\u0000-\u007f]*$/;

export function isAscii(text: string): boolean {
  return ascii.test(text);
}

export function toBytes(text: string): ByteText {
  if (isAscii(text)) return text;
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

export function byteArray(bytes: ByteText): Uint8Array {
  return Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
}

/** The text, and whether the bytes were UTF-8; what was not is U+FFFD in it. */
export function fromBytes(bytes: ByteText): { readonly text: string; readonly valid: boolean } {
  if (isAscii(bytes)) return { text: bytes, valid: true };
  const array = byteArray(bytes);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(array);
  return { text, valid: !text.includes('\ufffd') || toBytes(text) === bytes };
}

export interface Rune {
  readonly code: number;
  /** How many bytes it takes. */
  readonly width: number;
}

const broken: Rune = { code: 0xfffd, width: 1 };

/** The character that begins at a byte; U+FFFD of one byte where none does (Go: `utf8.DecodeRuneInString`). */
export function runeAt(bytes: ByteText, at: number): Rune {
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return { code: first, width: 1 };
  const width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const piece = bytes.slice(at, at + width);
  if (first < 0xc2 || piece.length < width) return broken;
  const { text, valid } = fromBytes(piece);
  return valid ? { code: text.codePointAt(0) ?? 0, width } : broken;
}
