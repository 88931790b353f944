import { visible } from '@sovereign-fleet/domain';
import type { Line, Section } from './report';

/** A section for a terminal, with its entries below the title. */
export function sectionText({ title, notes = [], entries }: Section): string {
  const lines = entries.flatMap(({ line, details }) => [
    `  ${lineText(line)}`,
    ...details.map((detail) => `    ${lineText(detail)}`),
  ]);
  return [visible(title), ...notes.map(lineText), ...lines].join('\n');
}

/** A line for a terminal: nothing in it moves the cursor or colours text. */
export function lineText(line: Line): string {
  return line.map((part) => visible('code' in part ? part.code : part.prose)).join('');
}
