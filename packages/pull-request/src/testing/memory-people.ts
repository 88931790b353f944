// For tests: what people do to a fleet repository, beside us.
import type { Sha } from '../forge/git-object';
import { close, headOf, type Memory, type MemoryPull, merge, openOn, pullOf, setHead } from './memory-pulls';
import { ancestry, filesBelow, mustBeFound, mergedTree, putBlob, putCommit, putFiles } from './memory-git';
import { fileMode } from '../forge/git-tree';
import type { BranchName } from '../forge/branch-name';

/** Files of the base, all of them; without files, an empty repository with a README. */
export function commitToBase(to: Memory, files: Readonly<Record<string, string | null>>): Sha {
  return push(to, to.base, files);
}

/** A commit of a person on a branch: files by path from the root, `null` where one goes. */
export function push(to: Memory, branch: string, files: Readonly<Record<string, string | null>>): Sha {
  const { git } = to;
  const parent = git.refs.get(branch) ?? git.refs.get(to.base);
  const before = parent === undefined ? new Map() : filesBelow(git, mustBeFound(git.commits.get(parent), parent).tree);
  const after = new Map(before);
  for (const [path, text] of Object.entries(files)) {
    if (text === null) after.delete(path);
    else after.set(path, { mode: fileMode, sha: putBlob(git, text) });
  }
  const commit = { message: 'By hand', tree: putFiles(git, after), parents: parent === undefined ? [] : [parent] };
  const sha = putCommit(git, commit);
  setHead(to, branch as BranchName, sha); // a person may push to any branch
  return sha;
}

/** The button "Update branch": the base merged into the branch. */
export function updateBranch(to: Memory, number: number): Sha {
  const pull = pullOf(to, number);
  const base = mustBeFound(to.git.refs.get(to.base), to.base);
  const tree = mustBeFound(mergedTree(to.git, pull.head, base), 'a merge');
  const message = `Merge branch '${to.base}' into ${pull.branch}`;
  setHead(to, pull.branch, putCommit(to.git, { message, tree, parents: [pull.head, base] }));
  return pull.head;
}

/** The last commit of a branch with other files, under the same message. */
export function amend(to: Memory, branch: BranchName, files: Readonly<Record<string, string>>): Sha {
  const head = mustBeFound(to.git.refs.get(branch), branch);
  const { message, parents } = mustBeFound(to.git.commits.get(head), head);
  const { tree } = mustBeFound(to.git.commits.get(push(to, branch, files)), branch);
  const sha = putCommit(to.git, { message, parents, tree });
  setHead(to, branch, sha);
  return sha;
}

export function mergeByHand(to: Memory, number: number, method: 'merge' | 'squash' = 'squash'): void {
  merge(to, pullOf(to, number), method);
}

export function closeByHand(to: Memory, number: number): void {
  close(to, pullOf(to, number));
}

/**
 * As GitHub lets one: where its branch is there, goes on from what was closed, and has something that the base has not.
 */
export function reopenByHand(to: Memory, number: number): void {
  const pull = pullOf(to, number);
  const head = to.git.refs.get(pull.branch);
  if (pull.state !== 'closed' || head === undefined || openOn(to, pull.branch).length > 0) return;
  const isThere = ancestry(to.git, headOf(to, to.base)).has(head);
  if (isThere || !ancestry(to.git, head).has(pull.head)) return;
  Object.assign(pull, { state: 'open', head });
}

/** A person deletes a branch, which closes its pull request. */
export function deleteByHand(to: Memory, branch: BranchName): void {
  to.git.refs.delete(branch);
  for (const pull of openOn(to, branch)) close(to, pull);
}

/** The base of a pull request, as people change it on its page. */
export function retarget(to: Memory, number: number, base: string): void {
  pullOf(to, number).base = base;
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
