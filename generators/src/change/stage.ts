import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Tree as NxTree } from '@nx/devkit';
import { temporaryFolder } from '@sovereign-fleet/renderer/temporary-folder';

interface Staged {
  /** What a command is about to write, by path from the root. */
  readonly files: ReadonlyMap<string, string>;
  /** Folders that are needed beside the kits and what stands next to `fleet.ts`. */
  readonly folders?: readonly string[];
}

/**
 * Reads a workspace as it will be, from a folder of its own, so that what is looked at is what will be written and
 * nothing is written before.
 */
export function readStaged<T>(nxTree: NxTree, { files, folders = [] }: Staged, read: (root: string) => T): T {
  const { path, remove } = temporaryFolder('sovereign-fleet-staged-');
  const root = realpathSync(path);
  try {
    const beside = nxTree.children('sovereigns').map((name) => `sovereigns/${name}`);
    const paths = ['kits', ...folders].flatMap((folder) => filesBelow(nxTree, folder));
    for (const file of [...paths, ...beside.filter((one) => nxTree.isFile(one))]) {
      put(root, file, nxTree.read(file) ?? '');
    }
    for (const [file, text] of files) put(root, file, text);
    symlinkSync(join(nxTree.root, 'node_modules'), join(root, 'node_modules'));
    return read(root);
  } finally {
    remove();
  }
}

function put(root: string, file: string, content: Buffer | string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}

export function filesBelow(nxTree: NxTree, folder: string): readonly string[] {
  return nxTree.children(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    return nxTree.isFile(path) ? [path] : filesBelow(nxTree, path);
  });
}
