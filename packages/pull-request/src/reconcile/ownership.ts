import { sovereignsFolder } from '@sovereign-fleet/domain';
import type { BranchName } from '../forge/branch-name';
import type { Base, Forge } from '../forge/forge';
import type { Commit, ObjectHash, Sha, TreeListing } from '../forge/git-object';
import { folderMode, rootWith } from '../forge/git-tree';
import { fqdnOf } from '../proposal/desired';
import { type Mark, markOf } from '../proposal/trailers';
import type { Ownership } from './observed';

export type OwnershipReads = Pick<Forge, 'commit' | 'isInBase' | 'listing'>;

/** The head of a branch, and the base that is known already. */
export interface HeadOfBranch {
  readonly branch: BranchName;
  readonly head: Sha;
  readonly base: Base;
  readonly hash: ObjectHash;
}

/** Takes one request if the head is ours, and more only if it is not. */
export async function readOwnership(forge: OwnershipReads, branchHead: HeadOfBranch): Promise<Ownership> {
  const mark = await readMark(forge, branchHead);
  if (mark !== undefined) return { by: 'tool', mark };
  const { base, head } = branchHead;
  return (await isInBase(forge, base, head)) ? { by: 'base' } : { by: 'person', commit: head };
}

/** The base at the time of a merge: what is needed to compute the tree of the merge. */
interface BaseThen {
  readonly commit: Sha;
  readonly rootListing: TreeListing;
  readonly clusters: TreeListing;
}

/**
 * The mark of a merge by GitHub's button "Update branch", of a commit of ours and one of the base: its tree is the
 * base's, with our subtree put in. If the merge changed anything else, it has no mark.
 */
function markOfUpdateMerge(merge: Commit, first: Mark, { then, hash }: MergedBase): Mark | undefined {
  const name = fqdnOf(first);
  if (rootWith(then, { name, tree: first.subtree }, hash) !== merge.tree) return undefined;
  return { ...first, base: then.commit, baseSubtree: then.clusters.get(name)?.sha, root: merge.tree };
}

interface MergedBase {
  readonly then: BaseThen;
  readonly hash: ObjectHash;
}

// After more merges by the button than these, one upon the other, the branch counts as a person's.
const mostUpdates = 8;

/** The mark of a commit of ours, or of merges by that button upon one. */
export async function readMark(
  forge: OwnershipReads,
  branchHead: HeadOfBranch,
  updatesLeft = mostUpdates,
): Promise<Mark | undefined> {
  const { branch, base, head, hash } = branchHead;
  const commit = await forge.commit(head);
  const own = markOf(commit, branch);
  const [first, second, ...more] = commit.parents;
  const isMerge = first !== undefined && second !== undefined && more.length === 0;
  if (own !== undefined || !isMerge || updatesLeft === 0) return own;
  const mark = await readMark(forge, { ...branchHead, head: first }, updatesLeft - 1);
  if (mark === undefined || !(await isInBase(forge, base, second))) return undefined;
  return markOfUpdateMerge(commit, mark, { then: await readBase(forge, base, second), hash });
}

async function isInBase(forge: OwnershipReads, base: Base, commit: Sha): Promise<boolean> {
  return commit === base.commit || forge.isInBase(commit);
}

async function readBase(forge: OwnershipReads, base: Base, commit: Sha): Promise<BaseThen> {
  if (commit === base.commit) return base;
  const { tree } = await forge.commit(commit);
  const rootListing = await forge.listing(tree);
  const clusters = rootListing.get(sovereignsFolder);
  const isFolder = clusters?.mode === folderMode;
  return { commit, rootListing, clusters: isFolder ? await forge.listing(clusters.sha) : new Map() };
}
