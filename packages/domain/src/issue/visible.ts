// Control characters (a terminal's escape codes begin with one), characters that turn the direction of text or have no
// width, and halves of characters: each can make a reader see something else than what is there.
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text on one line in which every character can be seen: `\n` and `\u{1b}` stand for what cannot. */
export function visible(text: string): string {
  return text.replace(unseen, (character) => {
    return short[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/**
 * The same, and no command to the runner of a workflow, who reads what is printed (GitHub Actions: `::error::` at the
 * start of a line, `##[error]` anywhere).
 */
export function printableLine(text: string): string {
  return visible(text)
    .replaceAll('##[', '## [')
    .replace(/^(\s*)::/, '$1: :');
}

/** At most `length` characters, with `…` where some were left out. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  // A character of two halves stays whole.
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
