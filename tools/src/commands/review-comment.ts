import { isDnsLabel } from '@sovereign-fleet/domain';
import { parseArgs } from 'node:util';
import { formatMarkdown, type Review, reviewMarker } from '@sovereign-fleet/policy';
import { keepComment, octokitFor } from './octokit';
import { readReviews } from './review-files';

const fullText = 'the artefacts "review-*" of this run';
const limit = 60_000;
const mostNames = 12;

/**
 * The comment: the report of every review, 60,000 characters at most, and the affected Sovereigns of which none came,
 * so that a job that died is not taken for one that found nothing.
 */
export function commentText(reviews: readonly Review[], affected: readonly string[]): string {
  const reviewed = new Set(reviews.map(({ name }) => name));
  const missing = affected.filter((name) => !reviewed.has(name)).sort();
  if (missing.length === 0) return formatMarkdown(reviews, { limit, fullText });
  const names = missing.slice(0, mostNames).map((name) => `\`${name}\``);
  const more = missing.length > mostNames ? ` and ${missing.length - mostNames} more` : '';
  const words = `**Not reviewed, since its job did not come to an end: ${names.join(', ')}${more}.** Read its log.\n`;
  if (reviews.length === 0) return `${reviewMarker}\n\n## Review of what Flux would apply\n\n${words}`;
  return `${formatMarkdown(reviews, { limit: limit - words.length - 1, fullText })}\n${words}`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string' },
      repository: { type: 'string' },
      pull: { type: 'string' },
      affected: { type: 'string' },
    },
  });
  const { folder = '', repository = '', pull = '', affected = '' } = values;
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (owner === undefined || repo === undefined) throw new Error('--repository is not "owner/name": give it');
  if (!/^[1-9]\d*$/.test(pull)) throw new Error('--pull is not the number of a pull request: give it');
  if (folder === '') throw new Error('--folder is not set: name the folder that holds the reviews');
  const names = affected.split(',').filter((name) => name !== '');
  if (!names.every((name) => isDnsLabel(name))) throw new Error('--affected has a name that is no DNS label');
  const { GITHUB_TOKEN: token = '', GITHUB_API_URL: url = 'https://api.github.com' } = process.env;
  if (token === '') throw new Error('GITHUB_TOKEN is not set: give the job its token');
  const reviews = readReviews(folder);
  const comment = {
    marker: reviewMarker,
    text: commentText(reviews, names),
    create: names.length + reviews.length > 0,
  };
  const written = await keepComment(octokitFor(token, url), { owner, repo, number: Number(pull) }, comment);
  process.stdout.write(`Comment on pull request ${pull}: ${written}.\n`);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
