import { branchHead, type RefMap } from '../git/repository';
import type { Pull } from '../state/pull';
import type { State } from '../state/state';
/** Updates, closes or merges open pull requests whose branches moved, as GitHub does for every push. */
export function followRefs(state: State, before: RefMap): void {
  if (before === state.repository.refs.all()) return;
  for (const pull of state.pulls.all()) if (pull.state === 'open') follow(state, pull, before);
}

function follow(state: State, pull: Pull, before: RefMap): void {
  const { pulls, repository, now } = state;
  const [head, base] = [branchHead(repository, pull.head), branchHead(repository, pull.base)];
  const baseMoved = base !== before.get(`refs/heads/${pull.base}`);
  if (head === pull.headSha && !baseMoved) return;
  const closed = { state: 'closed', closedAt: now(), updatedAt: now() } as const;
  if (head === undefined || base === undefined) {
    pulls.set({ ...pull, ...closed });
    return;
  }
  const moved = head === pull.headSha ? pull : { ...pull, headSha: head, baseSha: base, updatedAt: now() };
  if (!repository.history.isAncestor(head, base)) pulls.set(moved);
  else if (!baseMoved) pulls.set({ ...moved, ...closed });
  else pulls.set({ ...moved, ...closed, merged: { at: now(), by: state.settings.owner, commit: head } });
}
