import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { formatJson, parseReviewFile } from '@sovereign-fleet/policy';
import { acme, folderOf, removeFolders, reviewFile } from '../testing/example-reviews';
import { readReviews } from './review-files';

afterEach(removeFolders);

test('the reviews of all shards are joined, and links are not followed', () => {
  const globex = { ...acme, name: 'globex' };
  const folder = folderOf({
    'review-1/globex/review.json': reviewFile(globex),
    'review-2/acme/review.json': reviewFile(acme),
  });
  mkdirSync(join(folder, 'link'));
  symlinkSync(join(folder, 'review-2/acme/review.json'), join(folder, 'link/review.json'));
  expect(readReviews(folder)).toEqual([acme, globex]);
});

test('the reviews that `nx run review` writes can be read', () => {
  const golden = join(__dirname, '../../../policy/src/report/golden');
  const folders = readdirSync(golden).filter((name) => existsSync(join(golden, name, 'review.json')));
  expect(folders).not.toEqual([]);
  for (const name of folders) {
    const text = readFileSync(join(golden, name, 'review.json'), 'utf8');
    const reviews = [...parseReviewFile('review.json', text).reviews].sort((a, b) => a.name.localeCompare(b.name));
    expect(formatJson(readReviews(join(golden, name)))).toBe(formatJson(reviews));
  }
});

const remedy = 'Bring the branch of the pull request up to its base and run the review again.';

test.each([
  { content: '{', message: `review.json is no review of version 1: it is not JSON. ${remedy}` },
  {
    content: '{"version":2,"reviews":[]}',
    message: `review.json is no review of version 1: version is not as it should be. ${remedy}`,
  },
  {
    content: reviewFile({ ...acme, findings: [{}] }),
    message: `review.json is no review of version 1: reviews.0.findings.0.rule is not as it should be. ${remedy}`,
  },
  { content: reviewFile(acme, acme), message: 'review.json: "acme" is in review.json too' },
])('a file that holds $content is refused', ({ content, message }) => {
  let said = '';
  try {
    readReviews(folderOf({ 'review.json': content }));
  } catch (error) {
    said = error instanceof Error ? error.message : '';
  }
  expect(said).toBe(message);
});
