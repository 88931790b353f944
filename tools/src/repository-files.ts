import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './workspace';

/** Folders that programs make; Git does not know them. */
const madeFolders = ['.git', '.nx', 'coverage', 'dist', 'node_modules'];

/** The files below a folder, by their paths from it. Folders that programs make are left out, and those of `skips`. */
export function filesBelow(top: string, skips: (path: string, name: string) => boolean = () => false) {
  const visit = (folder: string): readonly string[] =>
    readdirSync(join(top, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) return [path];
      return madeFolders.includes(entry.name) || skips(path, entry.name) ? [] : visit(path);
    });
  return visit('');
}

/** Every file of the repository, without a program: unit tests can start none. */
export const repositoryFiles: readonly string[] = filesBelow(workspaceRoot);
