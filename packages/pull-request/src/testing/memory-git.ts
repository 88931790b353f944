// For tests: as much of Git as a fleet repository needs, in memory.
import type { TreeChanges, NewCommit } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { Commit, ObjectHash, Sha, TreeEntry, TreeListing } from '../forge/git-object';
import { blobSha, fileMode, folderMode, treeSha } from '../forge/git-tree';

export interface MemoryGit {
  readonly hash: ObjectHash;
  readonly blobs: Map<Sha, string>;
  readonly trees: Map<Sha, TreeListing>;
  readonly commits: Map<Sha, Commit>;
  /** When a commit was made. */
  readonly times: Map<Sha, Date>;
  /** When the next one is. */
  now: Date;
  /** Branch → commit. */
  readonly refs: Map<string, Sha>;
}

export function memoryGit(hash: ObjectHash): MemoryGit {
  return {
    hash,
    blobs: new Map(),
    trees: new Map(),
    commits: new Map(),
    times: new Map(),
    now: new Date('2025-12-01'),
    refs: new Map(),
  };
}

/** What is there, or the error that a repository gives for what is not. */
export function mustBeFound<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new ForgeError('not-found', 'Not Found', { operation: `read ${what}` });
  return value;
}

/** Every file below a tree, by path. */
export function filesBelow(git: MemoryGit, tree: Sha): ReadonlyMap<string, TreeEntry> {
  const entries = [...mustBeFound(git.trees.get(tree), `the tree ${tree}`)];
  return new Map(
    entries.flatMap(([name, entry]): [string, TreeEntry][] => {
      if (entry.mode !== folderMode) return [[name, entry]];
      return [...filesBelow(git, entry.sha)].map(([path, file]) => [`${name}/${path}`, file]);
    }),
  );
}

/** Changes as GitHub makes them: what is deleted must be there (422 `GitRPC::BadObjectState`). */
export function putTree(git: MemoryGit, from: Sha, changes: TreeChanges): Sha {
  return treeWith(git, from, changes) ?? putFiles(git, new Map());
}

/** Makes only the changed folders anew. A folder without entries disappears. */
function treeWith(git: MemoryGit, from: Sha | undefined, changes: TreeChanges): Sha | undefined {
  const listing = new Map(from === undefined ? [] : git.trees.get(from));
  const inside = new Map<string, Map<string, string | TreeEntry | null>>();
  for (const [path, text] of changes) {
    const [name = '', ...rest] = path.split('/');
    if (rest.length > 0) inside.set(name, (inside.get(name) ?? new Map<string, never>()).set(rest.join('/'), text));
    else if (typeof text === 'string') listing.set(name, { mode: fileMode, sha: putBlob(git, text) });
    else if (text !== null) listing.set(name, text);
    else if (!listing.delete(name))
      throw new ForgeError('refused', 'GitRPC::BadObjectState', { operation: 'create a tree' });
  }
  for (const [name, below] of inside) {
    const before = listing.get(name);
    const sha = treeWith(git, before?.mode === folderMode ? before.sha : undefined, below);
    if (sha === undefined) listing.delete(name);
    else listing.set(name, { mode: folderMode, sha });
  }
  return listing.size === 0 ? undefined : putListing(git, listing);
}

export function putBlob(git: MemoryGit, text: string): Sha {
  const sha = blobSha(text, git.hash);
  git.blobs.set(sha, text);
  return sha;
}

/** The tree of files by path. */
export function putFiles(git: MemoryGit, files: ReadonlyMap<string, TreeEntry>): Sha {
  const listing = new Map<string, TreeEntry>();
  const folders = new Map<string, Map<string, TreeEntry>>();
  for (const [path, entry] of files) {
    const [name = '', ...rest] = path.split('/');
    if (rest.length === 0) listing.set(name, entry);
    else folders.set(name, (folders.get(name) ?? new Map<string, TreeEntry>()).set(rest.join('/'), entry));
  }
  for (const [name, inside] of folders) listing.set(name, { mode: folderMode, sha: putFiles(git, inside) });
  return putListing(git, listing);
}

function putListing(git: MemoryGit, listing: TreeListing): Sha {
  const sha = treeSha(listing, git.hash);
  git.trees.set(sha, listing);
  return sha;
}

/** Two commits are never the same one, as two seconds apart. */
export function putCommit(git: MemoryGit, { message, tree, parents }: NewCommit): Sha {
  const sha = putBlob(git, JSON.stringify([message, tree, parents, git.commits.size]));
  git.commits.set(sha, { sha, message, tree, parents });
  git.times.set(sha, git.now);
  return sha;
}

/** A commit and all that it descends from, the nearest first. */
export function ancestry(git: MemoryGit, head: Sha): ReadonlySet<Sha> {
  const seen = new Set([head]);
  for (const commit of seen) for (const parent of git.commits.get(commit)?.parents ?? []) seen.add(parent);
  return seen;
}

/** The nearest commit that two others both descend from. */
export function mergeBase(git: MemoryGit, one: Sha, other: Sha): Sha | undefined {
  const known = ancestry(git, one);
  return [...ancestry(git, other)].find((commit) => known.has(commit));
}

/** A merge by whole files, with the nearest common ancestor; undefined where both sides changed a file differently. */
export function mergedTree(git: MemoryGit, into: Sha, head: Sha): Sha | undefined {
  const ancestor = mergeBase(git, into, head);
  const [before, ours, theirs] = [ancestor, into, head].map((commit) =>
    commit === undefined
      ? new Map<string, TreeEntry>()
      : filesBelow(git, mustBeFound(git.commits.get(commit), commit).tree),
  );
  const merged = new Map<string, TreeEntry>();
  for (const path of new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])) {
    const [was, one, other] = [before?.get(path), ours?.get(path), theirs?.get(path)];
    const isAlike = (a?: TreeEntry, b?: TreeEntry) => a?.sha === b?.sha && a?.mode === b?.mode;
    if (!isAlike(one, other) && !isAlike(one, was) && !isAlike(other, was)) return undefined;
    const entry = isAlike(one, was) ? other : one;
    if (entry !== undefined) merged.set(path, entry);
  }
  return putFiles(git, merged);
}
