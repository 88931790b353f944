const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Half of a pair of surrogates, which no text has: it stands for a byte. */
const byteMark = 0xdc00;

/**
 * The content of a file as a text, whatever it is: what is not UTF-8 has a mark for each byte beyond ASCII, so that
 * `contentOf` gives the same bytes back. No reader of YAML takes such a text, as Go takes none.
 */
export function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    const parts: string[] = [];
    for (let at = 0; at < bytes.length; at += longestPart) parts.push(markedText(bytes.subarray(at, at + longestPart)));
    return parts.join('');
  }
}

/** As many arguments as a call can have on every machine. */
const longestPart = 8192;

function markedText(bytes: Uint8Array): string {
  const codes = Array.from(bytes, (byte) => (byte < 0x80 ? byte : byteMark + byte));
  return String.fromCharCode(...codes);
}

/** What to write for a text that `textOf` gave. */
export function contentOf(text: string): string | Uint8Array {
  return text.isWellFormed() ? text : Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at) & 0xff);
}
