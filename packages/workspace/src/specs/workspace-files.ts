import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Files as a command has them: on disk, or in Nx's tree, which fits this interface. Paths start at the root. */
export interface WorkspaceFiles {
  readonly root: string;
  isFile(path: string): boolean;
  /** The names in a folder; none where there is no such folder. */
  children(path: string): readonly string[];
}

export function filesOnDisk(root: string): WorkspaceFiles {
  const stats = (path: string) => statSync(join(root, path), { throwIfNoEntry: false });
  return {
    root,
    isFile: (file) => stats(file)?.isFile() === true,
    children: (path) => (stats(path)?.isDirectory() === true ? readdirSync(join(root, path)) : []),
  };
}

/** Whether a file is there under just this name: some disks find `Sovereign.ts` by `sovereign.ts`. */
export function isThere(files: WorkspaceFiles, path: string): boolean {
  return files.isFile(path) && files.children(dirname(path)).includes(basename(path));
}
