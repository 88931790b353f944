import { reviewReport } from './review-report';
import type { Review } from '../contract/review';
import { lineText, sectionText } from './section-text';

/** The report for a terminal, in full. Nothing in it moves the cursor or colours text. */
export function formatText(reviews: readonly Review[]): string {
  const { summary, sections } = reviewReport(reviews);
  return `${[summary.map(lineText).join('\n'), ...sections.map(sectionText)].join('\n\n')}\n`;
}
