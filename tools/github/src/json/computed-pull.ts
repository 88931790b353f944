import { changedFiles } from '../git/changed-files';
import { mergedTree } from '../git/merge';
import { branchHead } from '../git/repository';
import { type Changed, type Mergeable, pullJson } from './pull-json';
import type { Pull } from '../state/pull';
import type { State } from '../state/state';

const counted = new WeakMap<State, Map<string, Changed>>();

/** GitHub looks into merging when it is asked for a pull request, and says null in the answer to a write. */
export function fullPullJson(state: State, pull: Pull, merging: 'now' | 'later') {
  const unknown = { mergeable: null, mergeable_state: 'unknown' } as const;
  const asked = merging === 'now' && pull.state === 'open';
  return pullJson(state, pull, { ...(asked ? mergeableOf(state, pull) : unknown), ...changedOf(state, pull) });
}

function mergeableOf({ repository }: State, pull: Pull): Mergeable {
  const base = branchHead(repository, pull.base);
  const clean = base !== undefined && mergedTree(repository, base, pull.headSha) !== undefined;
  if (!clean) return { mergeable: false, mergeable_state: 'dirty' };
  return { mergeable: true, mergeable_state: pull.draft ? 'draft' : 'clean' };
}

function changedOf(state: State, { baseSha, headSha }: Pull): Changed {
  const known = counted.get(state) ?? new Map<string, Changed>();
  counted.set(state, known);
  const key = `${baseSha} ${headSha}`;
  const changed = known.get(key) ?? countChanged(state, baseSha, headSha);
  known.set(key, changed);
  return changed;
}

function countChanged({ repository }: State, base: string, head: string): Changed {
  const files = changedFiles(repository, base, head);
  const sum = (field: 'additions' | 'deletions') => files.reduce((total, file) => total + file[field], 0);
  return {
    commits: repository.history.between(base, head).length,
    additions: sum('additions'),
    deletions: sum('deletions'),
    changed_files: files.length,
  };
}
