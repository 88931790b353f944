/**
 * The upper or lower case of each character by itself, as Go's `unicode.ToUpper` and `ToLower`: one for one, so that
 * `ß` stays and a final sigma is treated like any other.
 */
export function toCase(text: string, direction: 'upper' | 'lower'): string {
  return Array.from(text, direction === 'upper' ? upper : lower).join('');
}

function upper(char: string): string {
  const mapped = char.toUpperCase();
  return isOne(mapped) ? mapped : withIota(char);
}

function lower(char: string): string {
  const mapped = char.toLowerCase();
  // The one that has two: I with a dot, which is an i and the dot.
  return isOne(mapped) ? mapped : mapped.charAt(0);
}

function isOne(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}

const smallWithIota = /[\u1f80-\u1f87\u1f90-\u1f97\u1fa0-\u1fa7]/;
const smallVowel = /[\u1fb3\u1fc3\u1ff3]/;

/** Greek letters with an iota below have a title form of one character; others of many stay as they are. */
function withIota(char: string): string {
  const step = smallWithIota.test(char) ? 8 : smallVowel.test(char) ? 9 : 0;
  return String.fromCharCode(char.charCodeAt(0) + step);
}
