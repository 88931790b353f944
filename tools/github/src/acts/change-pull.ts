import { branchHead } from '../git/repository';
import { invalid } from '../http/answer';
import type { Call } from '../http/route';
import type { Pull } from '../state/pull';
import type { State } from '../state/state';
import { checkNoOtherPull, checkTexts } from './open-pull';
import { requestedPull } from './requested-pull';
interface SentChange {
  readonly title?: string;
  readonly body?: string | null;
  readonly state?: 'open' | 'closed';
  readonly base?: string;
  readonly maintainer_can_modify?: boolean;
}

export function changePull(state: State, call: Call): Pull {
  const pull = requestedPull(state, call);
  const sent = call.body as SentChange;
  checkTexts(sent);
  const changed = {
    ...withBase(state, pull, sent.base),
    title: sent.title ?? pull.title,
    body: sent.body === undefined ? pull.body : sent.body,
    maintainerCanModify: sent.maintainer_can_modify ?? pull.maintainerCanModify,
    updatedAt: state.now(),
  };
  if (sent.state === undefined || sent.state === pull.state) return state.pulls.set(changed);
  return sent.state === 'closed' ? closePull(state, changed) : reopenPull(state, changed);
}

export function closePull({ pulls, now }: State, pull: Pull): Pull {
  return pulls.set({ ...pull, state: 'closed', closedAt: now(), updatedAt: now() });
}

function withBase(state: State, pull: Pull, base: string | undefined): Pull {
  if (base === undefined || base === pull.base) return pull;
  const baseSha = branchHead(state.repository, base);
  if (baseSha === undefined) invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
  checkNoOtherPull(state, { head: pull.head, base });
  return { ...pull, base, baseSha };
}

/** GitHub reopens a pull request only if no commit that people saw in it was removed. */
function reopenPull(state: State, pull: Pull): Pull {
  const { repository, pulls } = state;
  const headSha = branchHead(repository, pull.head) ?? refuseReopening(`The ${pull.head} branch has been deleted.`);
  const baseSha = branchHead(repository, pull.base) ?? refuseReopening(`The ${pull.base} branch has been deleted.`);
  if (pull.merged) refuseReopening('The pull request has been merged.');
  if (!repository.history.isAncestor(pull.headSha, headSha)) {
    refuseReopening(`The ${pull.head} branch was force-pushed or recreated.`);
  }
  if (repository.history.isAncestor(headSha, baseSha)) {
    refuseReopening(`There are no new commits on the ${pull.head} branch.`);
  }
  checkNoOtherPull(state, pull);
  return pulls.set({ ...pull, state: 'open', closedAt: undefined, headSha, baseSha });
}

function refuseReopening(reason: string): never {
  return invalid({
    resource: 'PullRequest',
    field: 'state',
    code: 'invalid',
    message: `state cannot be changed. ${reason}`,
  });
}
