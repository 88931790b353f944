import type { TreeListing } from '../forge/git-object';
import { blobSha, fileMode } from '../forge/git-tree';
import type { FileChange } from './plan';
import { currentMark, type PlanInput } from './plan-input';
import type { ChangeCounts } from '../proposal/trailers';

/** What differs from the base's listing; what goes comes first, so that a folder may take a file's place. */
export function fileChanges({ desired, options }: PlanInput, baseFiles: TreeListing): readonly FileChange[] {
  const gone = [...baseFiles].filter(([path]) => !desired.files.has(path)).sort(byPath);
  const changed = [...desired.files].sort(byPath).filter(([path, text]) => {
    const entry = baseFiles.get(path);
    return entry?.mode !== fileMode || entry.sha !== blobSha(text, options.hash);
  });
  const pathOf = (path: string) => `${desired.folder}/${path}`;
  return [
    ...gone.map(([path, { sha }]) => ({ path: pathOf(path), before: sha, after: undefined })),
    ...changed.map(([path, text]) => ({ path: pathOf(path), before: baseFiles.get(path)?.sha, after: text })),
  ];
}

/**
 * How much changes, for people: as the commit that is there says, which costs nothing to know, else beside the base's
 * files where those were looked at.
 */
export function changeCounts(on: PlanInput): ChangeCounts | undefined {
  const { baseFiles } = on.observed;
  const ofCommit = currentMark(on)?.changes;
  if (ofCommit !== undefined || baseFiles === undefined) return ofCommit;
  const paths = fileChanges(on, baseFiles).map(({ path }) => path.slice(on.desired.folder.length + 1));
  return { files: paths.length, regions: regionsOf(on, paths) };
}

/** A file of no region is every region's; one below a folder that goes is of none that is left. */
function regionsOf({ desired: { regions, files } }: PlanInput, paths: readonly string[]): number {
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
