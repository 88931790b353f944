import type { Files } from '../contract/ports';
import { ignoreRule } from './source-ignore';
import { clampedPath, foldersOf, joinPath, pathInTree } from './tree-folder';

/** What the source of a tree says of the files that it passes on. */
export interface SourceFilter {
  /** `spec.sparseCheckout`; without it all is checked out. */
  readonly paths?: readonly string[] | undefined;
  /** `spec.ignore`. */
  readonly ignore?: string | undefined;
  /** `spec.include`: folders of this tree that another source brings once more, elsewhere. */
  readonly copies?: readonly Copy[] | undefined;
}

/** A folder of the tree as another source passes it on, and where it is put. */
interface Copy {
  readonly from: string;
  readonly to: string;
  readonly filter: SourceFilter;
}

/** The files of a tree that source-controller passes on: what is copied is ignored by the same rules as the rest. */
export function filesOfSource(files: Files, filter: SourceFilter): Files {
  const isLeftOut = leftOutRule(files, filter);
  const own = [...files].filter(([path]) => !isLeftOut(path));
  const { copies = [], ignore } = filter;
  if (copies.length === 0) return new Map(own);
  const all = new Map([...own, ...copies.flatMap((copy) => copiedFiles(files, copy))]);
  const isIgnored = ignoreRule(all, ignore);
  return new Map([...all].filter(([path]) => !isIgnored(path)));
}

function copiedFiles(files: Files, { from, to, filter }: Copy): readonly (readonly [string, string])[] {
  const folder = clampedPath(from);
  const start = folder === '' ? '' : `${folder}/`;
  const below = [...filesOfSource(files, filter)].filter(([path]) => path.startsWith(start));
  return below.map(([path, text]) => [joinPath(clampedPath(to), path.slice(start.length)), text]);
}

/** Tells whether source-controller leaves out a file. Of a `.sourceignore` that is not checked out it knows nothing. */
export function leftOutRule(files: Files, { paths, ignore }: SourceFilter): (path: string) => boolean {
  if (paths === undefined) return ignoreRule(files, ignore);
  const checkedOut = new Map([...files].filter(([path]) => isCheckedOut(path, paths)));
  const isIgnored = ignoreRule(checkedOut, ignore);
  return (path) => !isCheckedOut(path, paths) || isIgnored(path);
}

/**
 * Whether a file, or a folder with its slash, is checked out. go-git compares texts (index.SkipUnless): `apps` takes
 * `apps-old/` along, and no file of a folder above comes with a folder. source-controller takes a leading `./` off.
 */
export function isCheckedOut(path: string, paths: readonly string[]): boolean {
  return paths.some((start) => path.startsWith(start.replace(/^\.\//, '')));
}

/** Paths that source-controller would not find after it checked them out, for which it fails. */
export function missingPaths(files: Files, paths: readonly string[]): readonly string[] {
  const checkedOut = new Map([...files].filter(([path]) => isCheckedOut(path, paths)));
  return paths.filter((start) => {
    const path = pathInTree('', start.replace(/^\/+/, ''));
    return path === undefined || !(checkedOut.has(path) || foldersOf(checkedOut).has(path));
  });
}
