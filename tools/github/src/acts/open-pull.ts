import { branchHead } from '../git/repository';
import { invalid, refuse } from '../http/answer';
import type { Call } from '../http/route';
import type { Pull } from '../state/pull';
import type { State } from '../state/state';
interface SentPull {
  readonly title?: string;
  readonly head: string;
  readonly base: string;
  readonly body?: string | null;
  readonly draft?: boolean;
  readonly maintainer_can_modify?: boolean;
}

export function openPull(state: State, call: Call): Pull {
  const sent = call.body as SentPull;
  const { repository, settings, pulls, now } = state;
  const head = sent.head.startsWith(`${settings.owner}:`) ? sent.head.slice(settings.owner.length + 1) : sent.head;
  const headSha = branchHead(repository, head) ?? invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
  const baseSha =
    branchHead(repository, sent.base) ?? invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
  const title = sent.title ?? refuse(422, 'Either title or issue must be given: issues are not played here');
  checkTexts({ title, body: sent.body });
  checkNoOtherPull(state, { head, base: sent.base });
  if (repository.history.isAncestor(headSha, baseSha)) {
    invalid({ resource: 'PullRequest', code: 'custom', message: `No commits between ${sent.base} and ${head}` });
  }
  return pulls.add({
    title,
    body: sent.body ?? null,
    state: 'open',
    draft: sent.draft ?? false,
    head,
    headSha,
    base: sent.base,
    baseSha,
    author: call.caller.login,
    labels: [],
    labelEvents: [],
    reviewEvents: [],
    reviewers: [],
    teams: [],
    maintainerCanModify: sent.maintainer_can_modify ?? false,
    createdAt: now(),
    updatedAt: now(),
  });
}

/** Refuses a title or a text that is empty or too long. */
export function checkTexts({
  title,
  body,
}: {
  readonly title?: string | undefined;
  readonly body?: string | null | undefined;
}): void {
  const refuseLength = (field: string, most: number) =>
    invalid({
      resource: 'Issue',
      code: 'custom',
      field,
      message: `${field} is too long (maximum is ${most} characters)`,
    });
  if (title?.trim() === '') invalid({ resource: 'PullRequest', code: 'missing_field', field: 'title' });
  if (title !== undefined && lengthOf(title) > 256) refuseLength('title', 256);
  if (typeof body === 'string' && lengthOf(body) > 65_536) refuseLength('body', 65_536);
}

/** Characters as people count them, not the units of a JavaScript string. */
const lengthOf = (text: string) => Array.from(text).length;

export function checkNoOtherPull({ pulls, settings }: State, { head, base }: Pick<Pull, 'head' | 'base'>): void {
  const other = pulls.all().some((pull) => pull.state === 'open' && pull.head === head && pull.base === base);
  const message = `A pull request already exists for ${settings.owner}:${head}.`;
  if (other) invalid({ resource: 'PullRequest', code: 'custom', message });
}
