import { printJson } from '@sovereign-fleet/go-text';
import type { Review } from '../contract/review';

/** What `formatJson` prints; `version` rises when a field changes its meaning. */
export interface ReviewFile {
  readonly version: 1;
  readonly reviews: readonly Review[];
}

/** Everything that was found, region by region and unfolded, for programs and for putting shards together again. */
export function formatJson(reviews: readonly Review[]): string {
  const file: ReviewFile = { version: 1, reviews };
  return `${printJson(file, 2)}\n`;
}
