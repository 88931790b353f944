import { Octokit } from '@octokit/rest';

export interface PullRequest {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

/** What became of a comment. */
export type Written = 'created' | 'updated' | 'unchanged' | 'not needed';

interface Comment {
  readonly marker: string;
  readonly text: string;
  /** Write where there is no comment of ours yet; false where there is nothing to tell. */
  readonly create: boolean;
}

/** The client, for GitHub or for a server of one's own. Octokit's log is off: it could say more than we wish. */
export function octokitFor(token: string, baseUrl: string): Octokit {
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  return new Octokit({ auth: token, baseUrl, log });
}

/**
 * Keeps one comment on a pull request: the first that begins with the marker **and** was written by the account of the
 * token. Anybody can write the marker, so the marker alone does not make a comment ours. GraphQL's `viewer` names the
 * account of a person and of an app's token (`github-actions[bot]`); REST's `/user` refuses an app.
 */
export async function keepComment(octokit: Octokit, pull: PullRequest, comment: Comment): Promise<Written> {
  return await writeComment(octokit, pull, comment).catch((error: unknown) => {
    const isFromGithub = error instanceof Error && ('status' in error || 'response' in error);
    throw isFromGithub ? new Error(explain(error, pull)) : error;
  });
}

async function writeComment(octokit: Octokit, { owner, repo, number }: PullRequest, comment: Comment) {
  const { viewer } = await octokit.graphql<{ readonly viewer: { readonly login: string } }>('{ viewer { login } }');
  const at = { owner, repo, issue_number: number };
  const all = await octokit.paginate(octokit.rest.issues.listComments, { ...at, per_page: 100 });
  const own = all.find(({ body = '', user }) => body.startsWith(comment.marker) && user?.login === viewer.login);
  if (own === undefined) {
    if (!comment.create) return 'not needed';
    await octokit.rest.issues.createComment({ ...at, body: comment.text });
    return 'created';
  }
  if (asStored(own.body ?? '') === asStored(comment.text)) return 'unchanged';
  await octokit.rest.issues.updateComment({ owner, repo, comment_id: own.id, body: comment.text });
  return 'updated';
}

/** GitHub may keep other line ends than it was given, and none at the end. */
function asStored(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}

/** Without the error itself as the cause: it holds the request, and the token with it. */
function explain(error: Error, { owner, repo, number }: PullRequest): string {
  const where = `The review could not be written to pull request ${number} of ${owner}/${repo}`;
  if (!('response' in error && error.response !== undefined)) return `${where}: GitHub could not be reached.`;
  // Without a status it is an answer of GraphQL, which says in other words that it will not.
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  if (status === undefined) return `${where}: GitHub would not say whom the token belongs to.`;
  if (status === 403) {
    const fork = 'On a pull request from a fork GitHub gives no such token';
    return `${where}: the token may not do it (403). Give the job the permission "pull-requests: write". ${fork}.`;
  }
  if (status === 401) return `${where}: the token is not valid (401). Set GITHUB_TOKEN to one that is.`;
  if (status === 404) return `${where}: it is not there, or the token may not see it (404). Check its number.`;
  return `${where}: GitHub answered ${status}.`;
}
