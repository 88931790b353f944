import { cut, visible } from '@sovereign-fleet/domain';

/**
 * A code span that holds any text (CommonMark 0.31, 6.1): one line, between more backticks than are in the text. In a
 * code span GitHub reads no Markdown, no HTML, no @mention and no reference to an issue.
 */
export function codeSpan(text: string, longest: number): string {
  const shown = cut(visible(text), longest);
  if (shown.trim() === '') return shown === '' ? '(empty)' : `(${shown.length} spaces)`;
  const longestRun = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  // The spaces are taken off again, and keep a backtick of the text from the fence.
  return /^[` ]|[` ]$/.test(shown) ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

/** Words that mean nothing to Markdown stay words; whatever else there is stands in code spans. */
export function inertProse(text: string, longest: number): string {
  return cut(visible(text), longest)
    .split(' ')
    .map((token) => {
      const [, before = '', word = '', after = ''] = /^(["'(]*)(.*?)([)"'.,;:]*)$/s.exec(token) ?? [];
      return plainWord.test(word) || word === '' ? token : `${before}${codeSpan(word, longest)}${after}`;
    })
    .join(' ');
}

// Neither `*`, `_`, `<`, `@`, `#`, `[` nor `.` in the middle, with which GitHub makes links; `→` is our own.
const plainWord = /^([A-Za-z]+(['-][A-Za-z]+)*|[0-9]{1,6}|A[0-9]|→)$/;
