import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseReviewFile, type Review } from '@sovereign-fleet/policy';

/**
 * The reviews of every `review.json` below a folder, links not followed, in the order of their names. The files come
 * from a run of what a pull request proposes, so each is checked whole; an Error names the file that is not one.
 */
export function readReviews(folder: string): readonly Review[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === 'review.json')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  const found = files.flatMap((file) => {
    return parseReviewFile(file, readFileSync(join(folder, file), 'utf8')).reviews.map((one) => ({ file, one }));
  });
  found.sort((a, b) => Number(a.one.name > b.one.name) - Number(a.one.name < b.one.name));
  for (const [index, { file, one }] of found.entries()) {
    const other = found[index - 1];
    if (other?.one.name === one.name) throw new Error(`${file}: ${JSON.stringify(one.name)} is in ${other.file} too`);
  }
  return found.map(({ one }) => one);
}
