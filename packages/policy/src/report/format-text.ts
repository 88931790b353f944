import { visible } from '@sovereign-fleet/domain';
import type { Line, Section } from './report';
import { reviewReport } from './review-report';
import type { Review } from '../contract/review';

/** The report for a terminal, in full. Nothing in it moves the cursor or colours text. */
export function formatText(reviews: readonly Review[]): string {
  const { summary, sections } = reviewReport(reviews);
  return `${[summary.map(lineText).join('\n'), ...sections.map(sectionText)].join('\n\n')}\n`;
}

function sectionText({ title, notes = [], entries }: Section): string {
  const lines = entries.flatMap(({ line, details }) => [
    `  ${lineText(line)}`,
    ...details.map((detail) => `    ${lineText(detail)}`),
  ]);
  return [visible(title), ...notes.map(lineText), ...lines].join('\n');
}

function lineText(line: Line): string {
  return line.map((part) => visible('code' in part ? part.code : part.prose)).join('');
}
