import { int64Of } from './int64';
import { bigMark } from './big-mark';

/** JSON as `JSON.parse` reads it, and with all digits of integers of 64 bits. Throws a SyntaxError. */
export function parseJson(text: string): unknown {
  if (!mayHoldBig.test(text)) return JSON.parse(text);
  JSON.parse(text); // what is no JSON is refused before anything is put into it
  const withMarks = text.replace(token, (one) => (isBig(one) ? JSON.stringify(`${bigMark}${one}`) : one));
  return JSON.parse(withMarks, unmarkBig);
}

const mayHoldBig = /[:[,\s]-?\d{16,}[\s,}\]]/;

/** A text or a number. Texts are read too, so that no digits in them count. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

function isBig(one: string): boolean {
  return /^-?\d{16,}$/.test(one) && typeof int64Of(BigInt(one)) === 'bigint';
}

const marked = new RegExp(`^${bigMark}-?\\d+$`);

function unmarkBig(_: string, value: unknown): unknown {
  // A text may have such a half too, where JSON escapes it.
  return typeof value === 'string' && marked.test(value) ? BigInt(value.slice(bigMark.length)) : value;
}
