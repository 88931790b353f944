import { changedFiles } from '../git/changed-files';
import { mergedTree } from '../git/merge';
import { branchHead } from '../git/repository';
import type { Pull } from '../state/pull';
import type { State } from '../state/state';
import { type ChangeCounts, type Mergeable, pullJson } from './pull-json';
const countsByState = new WeakMap<State, Map<string, ChangeCounts>>();

/** GitHub tries a merge when a client reads a pull request; in the answer to a write `mergeable` is null. */
export function fullPullJson(state: State, pull: Pull, merging: 'now' | 'later') {
  const unknown = { mergeable: null, mergeable_state: 'unknown' } as const;
  const isAsked = merging === 'now' && pull.state === 'open';
  return pullJson(state, pull, { ...(isAsked ? mergeableOf(state, pull) : unknown), ...changeCounts(state, pull) });
}

function mergeableOf({ repository }: State, pull: Pull): Mergeable {
  const base = branchHead(repository, pull.base);
  const clean = base !== undefined && mergedTree(repository, base, pull.headSha) !== undefined;
  if (!clean) return { mergeable: false, mergeable_state: 'dirty' };
  return { mergeable: true, mergeable_state: pull.draft ? 'draft' : 'clean' };
}

function changeCounts(state: State, { baseSha, headSha }: Pull): ChangeCounts {
  const known = countsByState.get(state) ?? new Map<string, ChangeCounts>();
  countsByState.set(state, known);
  const key = `${baseSha} ${headSha}`;
  const changed = known.get(key) ?? countChanges(state, baseSha, headSha);
  known.set(key, changed);
  return changed;
}

function countChanges({ repository }: State, base: string, head: string): ChangeCounts {
  const files = changedFiles(repository, base, head);
  const sum = (field: 'additions' | 'deletions') => files.reduce((total, file) => total + file[field], 0);
  return {
    commits: repository.history.between(base, head).length,
    additions: sum('additions'),
    deletions: sum('deletions'),
    changed_files: files.length,
  };
}
