import type { ObjectHash, TreeListing } from '../forge/git-object';
import { blobSha, fileMode } from '../forge/git-tree';
import type { Desired } from '../proposal/desired';
import type { ChangeCounts } from '../proposal/trailers';
import type { FileChange } from './plan';

/** What differs from a listing. Deleted files come first, so that a folder may take the place of a file. */
export function fileChanges(desired: Desired, listing: TreeListing, hash: ObjectHash): readonly FileChange[] {
  const deleted = [...listing].filter(([path]) => !desired.files.has(path)).sort(byPath);
  const changed = [...desired.files].sort(byPath).filter(([path, text]) => {
    const entry = listing.get(path);
    return entry?.mode !== fileMode || entry.sha !== blobSha(text, hash);
  });
  const pathOf = (path: string) => `${desired.folder}/${path}`;
  return [
    ...deleted.map(([path, { sha }]) => ({ path: pathOf(path), before: sha, after: undefined })),
    ...changed.map(([path, text]) => ({ path: pathOf(path), before: listing.get(path)?.sha, after: text })),
  ];
}

export function countChanges(desired: Desired, changes: readonly FileChange[]): ChangeCounts {
  const paths = changes.map(({ path }) => path.slice(desired.folder.length + 1));
  return { files: paths.length, regions: countRegions(desired, paths) };
}

/** A file outside the regions' folders counts for every region, unless nothing is left of its folder. */
function countRegions({ regions, files }: Desired, paths: readonly string[]): number {
  const folderOf = (path: string) => path.split('/', 1)[0] ?? '';
  const changed = new Set(paths.map(folderOf));
  const keys = new Set(regions.map(({ key }) => key));
  const left = new Set([...files.keys()].map(folderOf));
  if ([...changed].some((folder) => !keys.has(folder) && left.has(folder))) return keys.size;
  return [...keys].filter((key) => changed.has(key)).length;
}

function byPath([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return Number(a > b) - Number(a < b);
}
