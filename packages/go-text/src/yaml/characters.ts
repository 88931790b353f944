/** Line feed, carriage return, NEL, and the line and paragraph separators: what YAML 1.1 breaks lines at. */
export function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** NUL stands for the end of the text. */
export function isBreakOrEnd(code: number): boolean {
  return code === 0 || isBreak(code);
}

export function isBlankOrEnd(code: number): boolean {
  return code === 0x20 || code === 0x09 || isBreakOrEnd(code);
}

/** What the library prints as it is in a text; a tab is not among it, nor is what lies beyond U+FFFF. */
export function isPrintable(code: number): boolean {
  if (code < 0x7f) return code === 0x0a || code >= 0x20;
  return code >= 0xa0 && code < 0xfffe && code !== 0xfeff && !(code >= 0xd800 && code <= 0xdfff);
}

/** `A`-`z`, digits, `_` and `-`: what anchors and the handles of tags are made of. */
export function isWord(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x2d
  );
}

// eslint-disable-next-line no-control-regex -- control characters are what it asks for
export const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;
