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
    return markedText(bytes);
  }
}

function markedText(bytes: Uint8Array): string {
  const units = Uint16Array.from(bytes, (byte) => (byte < 0x80 ? byte : byteMark + byte));
  return Buffer.from(units.buffer).toString('utf16le');
}

/** What to write for a text that `textOf` gave. */
export function contentOf(text: string): string | Uint8Array {
  return text.isWellFormed() ? text : Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at) & 0xff);
}
