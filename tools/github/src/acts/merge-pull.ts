import { writeCommit } from '../git/commit';
import { mergedTree } from '../git/merge';
import { branchHead } from '../git/repository';
import { refuse } from '../http/answer';
import type { Caller } from '../state/caller';
import type { Pull } from '../state/pull';
import type { State } from '../state/state';
import { personOf, signedNow, webFlow } from './identity';
export interface MergeOptions {
  readonly method?: 'merge' | 'squash' | 'rebase';
  /** What the head must still be. */
  readonly sha?: string;
  readonly title?: string;
  readonly message?: string;
}

/** Merges as the button does, and returns the commit. */
export function mergePull(
  state: State,
  pull: Pull,
  { caller, ...how }: MergeOptions & { readonly caller: Caller },
): string {
  const { repository, pulls, now } = state;
  const base = branchHead(repository, pull.base);
  if (how.method === 'rebase') refuse(405, 'Rebase merges are not allowed on this repository.');
  if (pull.state === 'closed' || base === undefined) refuse(405, 'Pull Request is not mergeable');
  if (pull.draft) refuse(405, 'Pull Request is still a draft');
  if (how.sha !== undefined && how.sha !== pull.headSha) {
    refuse(409, 'Head branch was modified. Review and try the merge again.');
  }
  const tree = mergedTree(repository, base, pull.headSha) ?? refuse(405, 'Pull Request is not mergeable');
  const parents = how.method === 'squash' ? [base] : [base, pull.headSha];
  const author = signedNow(state, personOf(caller));
  const message = messageFor(state, pull, how);
  const commit = writeCommit(repository, { tree, parents, author, committer: signedNow(state, webFlow), message });
  const merged = { at: now(), by: caller.login, commit };
  pulls.set({ ...pull, state: 'closed', closedAt: now(), updatedAt: now(), merged });
  repository.refs.set(`refs/heads/${pull.base}`, commit);
  return commit;
}

function messageFor({ settings, repository }: State, pull: Pull, { method, title, message }: MergeOptions): string {
  if (method !== 'squash') {
    const subject = title ?? `Merge pull request #${pull.number} from ${settings.owner}/${pull.head}`;
    return `${subject}\n\n${message ?? pull.title}`;
  }
  const commits = repository.history.between(pull.baseSha, pull.headSha).toReversed();
  const texts = commits.map((id) => repository.history.commitAt(id)?.message ?? '');
  const body = message ?? (texts.length === 1 ? (texts[0] ?? '') : texts.map((text) => `* ${text}`).join('\n\n'));
  return `${title ?? `${pull.title} (#${pull.number})`}\n\n${body}`;
}
