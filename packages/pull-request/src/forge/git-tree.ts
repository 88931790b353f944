import { sovereignsFolder } from '@sovereign-fleet/domain';
import type { ObjectHash, Sha, TreeEntry, TreeListing } from './git-object';

/** The modes that we write. Entries with another mode are not ours. */
export const fileMode = '100644';
export const folderMode = '040000';

const encoder = new TextEncoder();

/** Git's name for a file with this text. */
export function blobSha(text: string, hash: ObjectHash): Sha {
  return hash('blob', encoder.encode(text));
}

/** Git's name for files by their paths; undefined without files, since Git cannot have an empty folder. */
export function treeOfFiles(files: ReadonlyMap<string, string>, hash: ObjectHash): Sha | undefined {
  const entries = new Map<string, TreeEntry>();
  const folders = new Map<string, Map<string, string>>();
  for (const [path, text] of files) {
    const slash = path.indexOf('/');
    if (slash < 0) entries.set(path, { mode: fileMode, sha: blobSha(text, hash) });
    else insideOf(folders, path.slice(0, slash)).set(path.slice(slash + 1), text);
  }
  for (const [name, inside] of folders) {
    const subtree = treeOfFiles(inside, hash);
    if (subtree !== undefined) entries.set(name, { mode: folderMode, sha: subtree });
  }
  return entries.size === 0 ? undefined : treeSha(entries, hash);
}

/**
 * Git's name for one folder as it lists it (gitformat-tree: `<mode> <name>\0<20 bytes>`, in the order of the names'
 * bytes, where a folder's name counts as if it ended with `/`; the mode of a folder is written `40000`).
 */
export function treeSha(listing: TreeListing, hash: ObjectHash): Sha {
  const entries = [...listing].map(([name, { mode, sha }]) => ({
    key: encoder.encode(mode === folderMode ? `${name}/` : name),
    head: encoder.encode(`${mode.replace(/^0/, '')} ${name}\0`),
    sha,
  }));
  entries.sort((a, b) => compareBytes(a.key, b.key));
  const content = new Uint8Array(entries.reduce((sum, { head }) => sum + head.length + 20, 0));
  let at = 0;
  for (const { head, sha } of entries) {
    content.set(head, at);
    content.set(bytesOf(sha), at + head.length);
    at += head.length + 20;
  }
  return hash('tree', content);
}

/** The folder of one Sovereign in `clusters`: `acme.example.com`. It has no tree if the Sovereign has no files. */
export interface Subtree {
  readonly name: string;
  readonly tree: Sha | undefined;
}

/**
 * The root with one Sovereign's tree in `clusters`. Without a tree, its entry is deleted, and with the last entry the
 * folder `clusters` too.
 */
export function rootWith(
  { rootListing, clusters }: { readonly rootListing: TreeListing; readonly clusters: TreeListing },
  { name, tree }: Subtree,
  hash: ObjectHash,
): Sha {
  const inClusters = withEntry(clusters, name, tree);
  const newClusters = inClusters.size === 0 ? undefined : treeSha(inClusters, hash);
  return treeSha(withEntry(rootListing, sovereignsFolder, newClusters), hash);
}

function withEntry(listing: TreeListing, name: string, tree: Sha | undefined): TreeListing {
  const changed = new Map(listing);
  if (tree === undefined) changed.delete(name);
  else changed.set(name, { mode: folderMode, sha: tree });
  return changed;
}

function insideOf(folders: Map<string, Map<string, string>>, name: string): Map<string, string> {
  const found = folders.get(name) ?? new Map<string, string>();
  folders.set(name, found);
  return found;
}

function bytesOf(sha: Sha): readonly number[] {
  return Array.from({ length: 20 }, (_, index) => Number.parseInt(sha.slice(index * 2, index * 2 + 2), 16));
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return (a[at] ?? -1) - (b[at] ?? -1); // where one ends, it is first
}
