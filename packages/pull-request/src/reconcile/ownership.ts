import { fqdnOf } from '../proposal/desired';
import type { Base, BranchName, Forge } from '../forge/forge';
import type { Commit, ObjectHash, Sha, TreeListing } from '../forge/git-object';
import { folderMode, rootWith } from '../forge/git-tree';
import { type Mark, markOf } from '../proposal/trailers';

/** Whose the head of a Sovereign's branch is. */
export type Ownership =
  /** Ours; where the "Update branch" button merged the base into ours, with the base as it was then. */
  | { readonly by: 'tool'; readonly mark: Mark }
  /** Whoever made it, the base contains it: nothing is lost by going on from there. */
  | { readonly by: 'base' }
  | { readonly by: 'person'; readonly commit: Sha };

export type OwnershipReads = Pick<Forge, 'commit' | 'isInBase' | 'listing'>;

/** What is asked about: a branch's head, and the base that is known already. */
export interface HeadOfBranch {
  readonly branch: BranchName;
  readonly head: Sha;
  readonly base: Base;
  readonly hash: ObjectHash;
}

/** One request where the head is ours, and more only where it is not. */
export async function readOwnership(forge: OwnershipReads, of: HeadOfBranch): Promise<Ownership> {
  const mark = await readMark(forge, of);
  if (mark !== undefined) return { by: 'tool', mark };
  return (await isInBase(forge, of.base, of.head)) ? { by: 'base' } : { by: 'person', commit: of.head };
}

/** The base as a merge took it in: only what is needed to know its tree again. */
interface BaseThen {
  readonly commit: Sha;
  readonly rootListing: TreeListing;
  readonly clusters: TreeListing;
}

/**
 * The mark of a merge that GitHub's button "Update branch" made of a commit of ours and one of the base: its tree is the
 * base's with our subtree put in. A merge in which anything else was changed has none.
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

// Presses of the button, one upon the other; behind more of them, the branch counts as a person's.
const mostUpdates = 8;

/** The mark of a commit of ours, or of the merges by that button upon one. */
export async function readMark(
  forge: OwnershipReads,
  of: HeadOfBranch,
  updatesLeft = mostUpdates,
): Promise<Mark | undefined> {
  const commit = await forge.commit(of.head);
  const own = markOf(commit, of.branch);
  const [first, second, ...more] = commit.parents;
  if (own !== undefined || first === undefined || second === undefined || more.length > 0 || updatesLeft === 0)
    return own;
  const mark = await readMark(forge, { ...of, head: first }, updatesLeft - 1);
  if (mark === undefined || !(await isInBase(forge, of.base, second))) return undefined;
  return markOfUpdateMerge(commit, mark, { then: await readBase(forge, of.base, second), hash: of.hash });
}

async function isInBase(forge: OwnershipReads, base: Base, commit: Sha): Promise<boolean> {
  return commit === base.commit || forge.isInBase(commit);
}

async function readBase(forge: OwnershipReads, base: Base, commit: Sha): Promise<BaseThen> {
  if (commit === base.commit) return base;
  const { tree } = await forge.commit(commit);
  const rootListing = await forge.listing(tree);
  const clusters = rootListing.get('clusters');
  const isFolder = clusters?.mode === folderMode;
  return { commit, rootListing, clusters: isFolder ? await forge.listing(clusters.sha) : new Map() };
}
