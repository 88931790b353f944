// For tests: what people do to a fleet repository, beside us.
import type { Sha } from '../forge/git-object';
import { close, headOf, type Memory, type MemoryPull, merge, openOn, pullOf, setHead } from './memory-pulls';
import { ancestry, filesBelow, mustBeFound, mergedTree, putBlob, putCommit, putFiles } from './memory-git';
import { fileMode } from '../forge/git-tree';
import type { BranchName } from '../forge/branch-name';

/** Files of the base, all of them; without files, an empty repository with a README. */
export function commitToBase(memory: Memory, files: Readonly<Record<string, string | null>>): Sha {
  return push(memory, memory.base, files);
}

/** A commit of a person on a branch: files by path from the root, `null` where one goes. */
export function push(memory: Memory, branch: string, files: Readonly<Record<string, string | null>>): Sha {
  const { git } = memory;
  const parent = git.refs.get(branch) ?? git.refs.get(memory.base);
  const before = parent === undefined ? new Map() : filesBelow(git, mustBeFound(git.commits.get(parent), parent).tree);
  const after = new Map(before);
  for (const [path, text] of Object.entries(files)) {
    if (text === null) after.delete(path);
    else after.set(path, { mode: fileMode, sha: putBlob(git, text) });
  }
  const commit = { message: 'By hand', tree: putFiles(git, after), parents: parent === undefined ? [] : [parent] };
  const sha = putCommit(git, commit);
  setHead(memory, branch as BranchName, sha); // a person may push to any branch
  return sha;
}

/** The button "Update branch": the base merged into the branch. */
export function updateBranch(memory: Memory, number: number): Sha {
  const pull = pullOf(memory, number);
  const base = mustBeFound(memory.git.refs.get(memory.base), memory.base);
  const tree = mustBeFound(mergedTree(memory.git, pull.head, base), 'a merge');
  const message = `Merge branch '${memory.base}' into ${pull.branch}`;
  setHead(memory, pull.branch, putCommit(memory.git, { message, tree, parents: [pull.head, base] }));
  return pull.head;
}

/** The last commit of a branch with other files, under the same message. */
export function amend(memory: Memory, branch: BranchName, files: Readonly<Record<string, string>>): Sha {
  const head = mustBeFound(memory.git.refs.get(branch), branch);
  const { message, parents } = mustBeFound(memory.git.commits.get(head), head);
  const { tree } = mustBeFound(memory.git.commits.get(push(memory, branch, files)), branch);
  const sha = putCommit(memory.git, { message, parents, tree });
  setHead(memory, branch, sha);
  return sha;
}

export function mergeByHand(memory: Memory, number: number, method: 'merge' | 'squash' = 'squash'): void {
  merge(memory, pullOf(memory, number), method);
}

export function closeByHand(memory: Memory, number: number): void {
  close(memory, pullOf(memory, number));
}

/**
 * As GitHub lets one: where its branch is there, goes on from what was closed, and has something that the base has not.
 */
export function reopenByHand(memory: Memory, number: number): void {
  const pull = pullOf(memory, number);
  const head = memory.git.refs.get(pull.branch);
  if (pull.state !== 'closed' || head === undefined || openOn(memory, pull.branch).length > 0) return;
  const isThere = ancestry(memory.git, headOf(memory, memory.base)).has(head);
  if (isThere || !ancestry(memory.git, head).has(pull.head)) return;
  Object.assign(pull, { state: 'open', head });
}

/** A person deletes a branch, which closes its pull request. */
export function deleteByHand(memory: Memory, branch: BranchName): void {
  memory.git.refs.delete(branch);
  for (const pull of openOn(memory, branch)) close(memory, pull);
}

/** The base of a pull request, as people change it on its page. */
export function retarget(memory: Memory, number: number, base: string): void {
  pullOf(memory, number).base = base;
}

export function openPulls({ pulls }: Memory): readonly MemoryPull[] {
  return pulls.filter(({ state }) => state === 'open');
}

/** Text of files below a folder of a commit, by path from there. */
export function filesAt({ git }: Memory, commit: Sha, folder: string): Readonly<Record<string, string>> {
  const all = filesBelow(git, mustBeFound(git.commits.get(commit), commit).tree);
  const inside = [...all].filter(([path]) => path.startsWith(`${folder}/`));
  return Object.fromEntries(
    inside.map(([path, { sha }]) => [path.slice(folder.length + 1), mustBeFound(git.blobs.get(sha), path)]),
  );
}
