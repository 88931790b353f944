import { visible } from '@sovereign-fleet/policy';

/**
 * A text of several lines for a terminal and for the log of a workflow: no character in it is unseen, and no line is a
 * command to the workflow's runner (GitHub Actions: `::error::` at the start of a line, `##[error]` anywhere).
 */
export function printableText(text: string): string {
  const lines = text.split('\n').map((line) => visible(line).replaceAll('##[', '## ['));
  return lines.map((line) => line.replace(/^(\s*)::/, '$1: :')).join('\n');
}
