import { kustomizationFileNames } from '@sovereign-fleet/flux';

/** A path in the tree without `.` and `..`, '' for the root. Undefined if it leaves the tree or is absolute. */
export function pathInTree(folder: string, reference: string): string | undefined {
  if (reference.startsWith('/') || reference.includes('\\') || reference.includes('\0')) return undefined;
  const parts: string[] = [];
  for (const part of `${folder}/${reference}`.split('/')) {
    if (part === '..' && parts.length === 0) return undefined;
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Two ways as one, without `.` and with `..` only at its beginning (Go: filepath.Join). '' for none. */
export function joinWays(from: string, way: string): string {
  const parts: string[] = [];
  for (const part of `${from}/${way}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** A path from the root of the tree, which `..` cannot leave: above the root is the root, as Flux joins paths. */
export function clampedPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** The path of the kustomization file in a folder, if it has one. */
export function kustomizationFileIn(files: ReadonlyMap<string, string>, folder: string): string | undefined {
  return kustomizationFileNames.map((name) => joinPath(folder, name)).find((path) => files.has(path));
}

export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

const foldersByTree = new WeakMap<ReadonlyMap<string, string>, ReadonlySet<string>>();

/** Every folder with a file in it or below it, and '' for the root. */
export function foldersOf(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = foldersByTree.get(files);
  if (found !== undefined) return found;
  const folders = new Set(['']);
  for (const path of files.keys()) {
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  foldersByTree.set(files, folders);
  return folders;
}
