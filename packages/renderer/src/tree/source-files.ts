import type { Files } from '../contract/ports';
import { ignoreRule } from './source-ignore';
import { foldersOf, pathInTree } from './tree-folder';

/** What the source of a tree says of the files that it passes on. */
export interface SourceFilter {
  /** `spec.sparseCheckout`; without it all is checked out. */
  readonly paths?: readonly string[] | undefined;
  /** `spec.ignore`. */
  readonly ignore?: string | undefined;
}

/** The files of a tree that source-controller passes on. */
export function filesOfSource(files: Files, filter: SourceFilter): Files {
  const isLeftOut = leftOutRule(files, filter);
  return new Map([...files].filter(([path]) => !isLeftOut(path)));
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
