import { visible } from '@sovereign-fleet/domain';

/**
 * A text of several lines for a terminal and for the log of a workflow: no character in it is unseen, and no line is a
 * command to the workflow's runner (GitHub Actions: `::error::` at the start of a line, `##[error]` anywhere).
 */
export function printableText(text: string): string {
  const lines = text.split('\n').map((line) => visible(line).replaceAll('##[', '## ['));
  return lines.map((line) => line.replace(/^(\s*)::/, '$1: :')).join('\n');
}

/** The same for lines of JSON, which say the same to who reads them as JSON. */
export function printableJson(lines: string): string {
  const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return lines.replace(/[^\P{C}\n]|(?<=##)\[/gu, (found) => found.replace(/[^]/g, escape));
}
