import { isDnsLabel, type Issue, resultOf, valueOf } from '@sovereign-fleet/domain';
import { formatMarkdown, type Review, reviewMarker } from '@sovereign-fleet/policy';
import { z } from 'zod';
import { parseArguments } from '../command/arguments';
import { keepComment, octokitFor } from './keep-comment';
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

const help = `Joins the reviews of a workflow's jobs, and keeps one comment with them on a pull request.

  sovereign-fleet comment --folder=<folder> --repository=<owner>/<name> --pull=<number> [--affected=<name>,<name>]

  --folder      The folder that holds the reviews
  --repository  The repository of the pull request
  --pull        The number of the pull request
  --affected    The Sovereigns of which a review was to come
  -h, --help    Print this
`;

const text = z.string().min(1);
const CommentOptions = z.strictObject({
  folder: text,
  repository: text,
  pull: text,
  affected: z.string().default(''),
});

const command = { name: 'sovereign-fleet comment' };

/** The command; gives what it prints. */
export async function writeComment(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const parsed = valueOf(parseArguments(CommentOptions, { args, environment }, command));
  if (parsed === 'help') return help;
  const { folder, repository, pull, affected } = parsed.options;
  const names = affected.split(',').filter((name) => name !== '');
  valueOf(resultOf(issuesOf(parsed.options, names), () => undefined));
  const [owner = '', repo = ''] = repository.split('/');
  const { GITHUB_TOKEN: token = '', GITHUB_API_URL: url = 'https://api.github.com' } = environment;
  if (token === '') throw new Error('GITHUB_TOKEN is not set: give the job its token');
  const reviews = readReviews(folder);
  const comment = {
    marker: reviewMarker,
    text: commentText(reviews, names),
    create: names.length + reviews.length > 0,
  };
  const written = await keepComment(octokitFor(token, url), { owner, repo, number: Number(pull) }, comment);
  return `Comment on pull request ${pull}: ${written}.\n`;
}

function issuesOf({ repository, pull }: z.output<typeof CommentOptions>, names: readonly string[]): readonly Issue[] {
  const wrongName = names.find((name) => !isDnsLabel(name));
  const valueOfOption = (field: string, value: string) => ({ file: command.name, field, value });
  return [
    ...(/^[\w.-]+\/[\w.-]+$/.test(repository)
      ? []
      : [
          {
            ...valueOfOption('--repository', repository),
            problem: 'it is not a repository',
            remedy: 'Write <owner>/<name>',
          },
        ]),
    ...(/^[1-9]\d*$/.test(pull)
      ? []
      : [
          {
            ...valueOfOption('--pull', pull),
            problem: 'it is not the number of a pull request',
            remedy: 'Write its number',
          },
        ]),
    ...(wrongName === undefined
      ? []
      : [
          {
            ...valueOfOption('--affected', wrongName),
            problem: 'it is not a DNS label',
            remedy: 'Write names of Sovereigns',
          },
        ]),
  ];
}
