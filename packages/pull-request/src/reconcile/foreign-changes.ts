import { sovereignsFolder } from '@sovereign-fleet/domain';
import type { Base, Forge } from '../forge/forge';
import type { ObjectHash, Sha, TreeEntry, TreeListing } from '../forge/git-object';
import { folderMode, treeSha } from '../forge/git-tree';
import type { ForeignChanges } from './observed';

export type ForeignChangesReads = Pick<Forge, 'commit' | 'listing' | 'files' | 'mergeBase'>;

interface ForeignChangesRequest {
  readonly base: Base;
  readonly head: Sha;
  /** The name of the Sovereign's folder in `clusters`. */
  readonly fqdn: string;
  readonly hash: ObjectHash;
}

interface Merge {
  readonly forge: ForeignChangesReads;
  readonly hash: ObjectHash;
  readonly changes: Map<string, TreeEntry | null>;
  readonly conflicts: string[];
}

/** The same place in the base, on the branch, and in their common ancestor. */
interface Sides<T> {
  readonly base: T;
  readonly branch: T;
  readonly origin: T;
}

type Entries = Sides<TreeEntry | undefined>;

/** Merges a branch into the base as Git does, by whole files, and leaves out the Sovereign's folder. */
export async function readForeignChanges(
  forge: ForeignChangesReads,
  { base, head, fqdn, hash }: ForeignChangesRequest,
): Promise<ForeignChanges> {
  const origin = await forge.mergeBase(base.commit, head);
  const rootOf = async (commit: Sha) => forge.listing((await forge.commit(commit)).tree);
  const roots = { base: base.rootListing, branch: await rootOf(head), origin: await rootOf(origin) };
  const merge: Merge = { forge, hash, changes: new Map(), conflicts: [] };
  const folders = await listingsOf(merge, sovereignsFolder, entriesNamed(roots, sovereignsFolder));
  const clusters = await mergeFolder(merge, `${sovereignsFolder}/`, withoutEntry(folders, fqdn));
  const rootListing = await mergeFolder(merge, '', withoutEntry(roots, sovereignsFolder));
  return { rootListing, clusters, changes: merge.changes, conflicts: merge.conflicts };
}

/** Merges one folder; each path below it begins with `within`. */
async function mergeFolder(merge: Merge, within: string, sides: Sides<TreeListing>): Promise<TreeListing> {
  const names = new Set([...sides.base.keys(), ...sides.branch.keys()]);
  const found = new Map<string, TreeEntry>();
  for (const name of names) {
    const entry = await mergeEntry(merge, `${within}${name}`, entriesNamed(sides, name));
    if (entry !== undefined) found.set(name, entry);
  }
  return found;
}

async function mergeEntry(merge: Merge, path: string, entries: Entries): Promise<TreeEntry | undefined> {
  const { base, branch, origin } = entries;
  if (isSame(base, branch) || isSame(branch, origin)) return base;
  if (isSame(base, origin)) return takeFromBranch(merge, path, entries);
  if (!isFolder(base) || !isFolder(branch)) {
    merge.conflicts.push(path);
    return base;
  }
  const listing = await mergeFolder(merge, `${path}/`, await listingsOf(merge, path, entries));
  return listing.size === 0 ? undefined : { mode: folderMode, sha: treeSha(listing, merge.hash) };
}

/** Puts the branch's entry in place of the base's. Git cannot delete a folder, so each of its files is deleted. */
async function takeFromBranch(merge: Merge, path: string, { base, branch }: Entries): Promise<TreeEntry | undefined> {
  if (branch !== undefined) merge.changes.set(path, branch);
  else if (base !== undefined && isFolder(base)) {
    for (const file of (await merge.forge.files(base.sha)).keys()) merge.changes.set(`${path}/${file}`, null);
  } else merge.changes.set(path, null);
  return branch;
}

/** The listing of a folder on each side. If the branch has a file in its place, a person must settle it. */
async function listingsOf({ forge, conflicts }: Merge, path: string, entries: Entries): Promise<Sides<TreeListing>> {
  const listingOf = async (entry: TreeEntry | undefined) =>
    entry !== undefined && isFolder(entry) ? forge.listing(entry.sha) : new Map<string, never>();
  if (entries.branch !== undefined && !isFolder(entries.branch)) conflicts.push(path);
  return {
    base: await listingOf(entries.base),
    branch: await listingOf(entries.branch),
    origin: await listingOf(entries.origin),
  };
}

function entriesNamed({ base, branch, origin }: Sides<TreeListing>, name: string): Entries {
  return { base: base.get(name), branch: branch.get(name), origin: origin.get(name) };
}

function withoutEntry({ base, branch, origin }: Sides<TreeListing>, name: string): Sides<TreeListing> {
  const rest = (listing: TreeListing) => new Map([...listing].filter(([own]) => own !== name));
  return { base: rest(base), branch: rest(branch), origin: rest(origin) };
}

function isFolder(entry: TreeEntry | undefined): entry is TreeEntry {
  return entry?.mode === folderMode;
}

function isSame(one: TreeEntry | undefined, other: TreeEntry | undefined): boolean {
  return one?.sha === other?.sha && one?.mode === other?.mode;
}
