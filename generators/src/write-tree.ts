import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree as NxTree } from '@nx/devkit';
import type { Tree } from '@sovereign-fleet/domain';

/** The folder that only the compiler writes. */
const outputFolder = 'gitops-out';

/** Paths from the workspace's root, in the order of the paths. */
export interface Changes {
  readonly missing: readonly string[];
  readonly different: readonly string[];
  readonly stale: readonly string[];
}

/**
 * Makes `folder` below `gitops-out/` hold exactly the files of `tree` (all of which are in it), and says what that
 * took. Unchanged files are not written. Throws before it touches a path that leads through a symbolic link.
 */
export function writeTree(nxTree: NxTree, tree: Tree, folder = ''): Changes {
  const stale = staleEntries(nxTree, tree, folder); // before anything is recorded: Nx looks slowly through changes
  const changed = [...tree].flatMap(([path, content]) => {
    const file = `${outputFolder}/${path}`;
    const present = nxTree.read(file, 'utf-8');
    return present === content ? [] : [{ file, content, missing: present === null }];
  });
  refuseSymbolicLinks(nxTree.root, [...stale, ...changed.map(({ file }) => file)]);
  for (const path of stale) nxTree.delete(path);
  for (const { file, content } of changed) nxTree.write(file, content);
  return {
    missing: changed.filter(({ missing }) => missing).map(({ file }) => file),
    different: changed.filter(({ missing }) => !missing).map(({ file }) => file),
    stale,
  };
}

/** What is in `folder` and not in the tree: files, and folders as a whole. */
function staleEntries(nxTree: NxTree, tree: Tree, folder: string): readonly string[] {
  const wanted = wantedEntries([...tree.keys()]);
  return [...wanted]
    .filter(([path]) => path === folder || folder === '' || path.startsWith(`${folder}/`))
    .flatMap(([path, names]) => {
      const parent = path === '' ? outputFolder : `${outputFolder}/${path}`;
      return nxTree
        .children(parent)
        .filter((name) => !names.has(name))
        .map((name) => `${parent}/${name}`);
    })
    .sort();
}

/** Folder → the names that the tree has in it. */
function wantedEntries(paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>([['', new Set()]]);
  for (const path of paths) {
    let parent = '';
    for (const name of path.split('/')) {
      const names = wanted.get(parent) ?? new Set();
      wanted.set(parent, names.add(name));
      parent = parent === '' ? name : `${parent}/${name}`;
    }
  }
  return wanted;
}

function refuseSymbolicLinks(root: string, paths: readonly string[]): void {
  const link = [...new Set(paths.flatMap(withParents))].find((path) =>
    lstatSync(join(root, path), { throwIfNoEntry: false })?.isSymbolicLink(),
  );
  if (link === undefined) return;
  throw new Error(`${link} is a symbolic link, and what is compiled would leave ${outputFolder}/. Remove it.`);
}

function withParents(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
