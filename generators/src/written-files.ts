import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Tree as NxTree } from '@nx/devkit';

/** What is read of Nx's tree, so that a disk can stand in its place. */
export type WrittenFiles = Pick<NxTree, 'root' | 'isFile' | 'children'>;

export function filesOnDisk(root: string): WrittenFiles {
  const stats = (path: string) => statSync(join(root, path), { throwIfNoEntry: false });
  return {
    root,
    isFile: (file) => stats(file)?.isFile() === true,
    children: (path) => (stats(path)?.isDirectory() === true ? readdirSync(join(root, path)) : []),
  };
}

/** Whether a file is there under just this name: some disks find `Sovereign.ts` by `sovereign.ts`. */
export function isThere(files: WrittenFiles, path: string): boolean {
  return files.isFile(path) && files.children(dirname(path)).includes(basename(path));
}
