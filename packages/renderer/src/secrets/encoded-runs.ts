import { base64 } from './base64';

const run = /[A-Za-z0-9+/_-]{6,}={0,2}/g;

/** How many encodings may be nested: a registry's login is encoded twice in base64. */
export const mostLevels = 3;

/**
 * Replaces each run of base64 or hexadecimal by what `change` gives for its decoded text. Where that is not all that
 * the run says, as with other text before it, it is given the run: two runs that differ must not look alike.
 */
export function mapEncoded(text: string, { mayHold, finds, change }: EncodedSearch): string {
  return text.replace(run, (encoded: string) => {
    if (!mayHold(encoded)) return encoded;
    const said = decodings(encoded).find((decoded) => containsSecret(decoded, finds, mostLevels));
    if (said === undefined) return encoded;
    return change(isAllOf(encoded, said) ? said : encoded);
  });
}

export interface EncodedSearch {
  /** Whether a run has to be decoded to know. */
  readonly mayHold: (encoded: string) => boolean;
  readonly finds: (text: string) => boolean;
  readonly change: (said: string) => string;
}

function isAllOf(encoded: string, said: string): boolean {
  return plainRun(encoded) === plainRun(base64(said)) || encoded.toLowerCase() === hexadecimalOf(said);
}

function hexadecimalOf(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function containsSecret(text: string, finds: EncodedSearch['finds'], levels: number): boolean {
  if (finds(text)) return true;
  if (levels === 1) return false;
  const inner = (text.match(run) ?? []).flatMap(decodings);
  return inner.some((decoded) => containsSecret(decoded, finds, levels - 1));
}

/** What a run may decode to. If other text stands before it, base64 may begin at any of the first four characters. */
function decodings(encoded: string): readonly string[] {
  const plain = plainRun(encoded);
  const shifted = [0, 1, 2, 3].map((start) => fromBase64(plain.slice(start)));
  return [...hexIn(encoded).map(fromHex), ...shifted];
}

/** Without padding, and of the usual alphabet. */
function plainRun(encoded: string): string {
  return encoded.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
}

/** What may be hexadecimal in a run. It may begin at the second digit, since the first may be a letter beside it. */
function hexIn(run: string): readonly string[] {
  const all = run.match(hexadecimal) ?? [];
  return all.flatMap((digits) => [digits, digits.slice(1)]).map((digits) => digits.slice(0, digits.length & ~1));
}

/** Of three bytes or more, as in a run of base64. */
const hexadecimal = /[0-9a-f]{6,}/gi;

function fromBase64(text: string): string {
  const whole = text.length % 4 === 1 ? text.slice(0, -1) : text;
  return utf8(Uint8Array.from(atob(whole), (byte) => byte.charCodeAt(0)));
}

function fromHex(text: string): string {
  return utf8(Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16)));
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
