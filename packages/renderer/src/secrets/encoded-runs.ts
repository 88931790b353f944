const run = /[A-Za-z0-9+/_-]{6,}={0,2}/g;

/** How many encodings may be nested: a registry's login is encoded twice in base64. */
export const mostLevels = 3;

/** Replaces each run of base64 or hexadecimal by what `change` gives for it and its decoded text. */
export function mapEncoded(text: string, { mayHold, finds, change }: EncodedSearch): string {
  return text.replace(run, (encoded: string) => {
    if (!mayHold(encoded)) return encoded;
    const said = decodings(encoded).find((decoded) => containsSecret(decoded, finds, mostLevels));
    return said === undefined ? encoded : change(encoded, said);
  });
}

export interface EncodedSearch {
  /** Whether a run has to be decoded to know. */
  readonly mayHold: (encoded: string) => boolean;
  readonly finds: (text: string) => boolean;
  readonly change: (encoded: string, said: string) => string;
}

function containsSecret(text: string, finds: EncodedSearch['finds'], levels: number): boolean {
  if (finds(text)) return true;
  if (levels === 1) return false;
  const inner = (text.match(run) ?? []).flatMap(decodings);
  return inner.some((decoded) => containsSecret(decoded, finds, levels - 1));
}

/** What a run may decode to. If other text stands before it, base64 may begin at any of the first four characters. */
function decodings(encoded: string): readonly string[] {
  const plain = encoded.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  const shifted = [0, 1, 2, 3].map((start) => fromBase64(plain.slice(start)));
  return /^([0-9a-f]{2})+$/i.test(encoded) ? [fromHex(encoded), ...shifted] : shifted;
}

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
