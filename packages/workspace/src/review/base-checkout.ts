import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import {
  chartFolders,
  outputFolder,
  secretsFolderName,
  type Sovereign,
  sovereignFolder,
} from '@sovereign-fleet/domain';
import { type TreeOnDisk, treeOfContents } from '@sovereign-fleet/renderer/node';
import { temporaryFolder } from '@sovereign-fleet/renderer/temporary-folder';
import { readSovereignTree } from '../render/render-sovereign';
import { type CommittedTrees, committedTrees, type Git } from './base-trees';
import { quietGit } from './quiet-git';

/** What a commit has of what is rendered. */
export interface BaseCheckout {
  /** Its hash in full. */
  readonly commit: string;
  /** A folder of its own with what a render reads of it, but for the trees of Sovereigns. */
  readonly root: string;
  /**
   * The tree of a Sovereign, or undefined if the commit has none. It is in the folder only if Helm may read charts
   * there, and until the next one is asked for. Throws where it cannot be read.
   */
  readonly treeOf: (sovereign: Sovereign) => TreeOnDisk | undefined;
  readonly remove: () => void;
}

/**
 * Checks out a commit into a temporary folder, with an index of its own, so that the person's checkout and index stay
 * as they are: what a render may read, without the trees of Sovereigns. Its packages are those of the workspace, by
 * whose rules its specs are read. Throws git's own words if there is no such commit.
 */
export function checkOutBase(workspace: string, commit: string): BaseCheckout {
  const { path: root, remove } = temporaryFolder('sovereign-fleet-base-');
  const index = join(root, '.index');
  try {
    const git = quietGit(workspace, { ...process.env, GIT_INDEX_FILE: index });
    // Nothing that begins with a dash is taken for an option.
    const revision = git(['rev-parse', '--verify', '--end-of-options', `${commit}^{commit}`])
      .toString()
      .trim();
    const checkOut: CheckOut = (...paths) => {
      rmSync(index, { force: true }); // git would write it anew with all that it holds
      git([`--work-tree=${root}`, 'checkout', revision, '--', ...paths]);
    };
    const trees = `:(exclude,glob)${outputFolder}/${sovereignFolder('*')}/**`;
    checkOut('.', trees, ...unreadFolders(git, revision).map((name) => `:(exclude,top,literal)${name}`));
    symlinkSync(join(workspace, 'node_modules'), join(root, 'node_modules'));
    const committed = committedTrees(workspace, revision, git);
    return { commit: revision, root, treeOf: treeReader(root, committed, checkOut), remove };
  } catch (error) {
    remove();
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    const remedy = 'Fetch it, or name another in --base or NX_BASE';
    throw new Error(`The base "${commit}" cannot be read: ${words}. ${remedy}.`, { cause: error });
  }
}

type CheckOut = (...paths: readonly string[]) => void;

/** Beside files at its top, a render reads charts and trees, records and kits. */
const readFolders: readonly string[] = [...chartFolders, 'kits', 'sovereigns'];

/** All others at the top of a commit. In one without a folder of trees, charts may be anywhere. */
function unreadFolders(git: Git, revision: string): readonly string[] {
  const lines = git(['ls-tree', '-z', revision]).toString().split('\0');
  const folders = lines.flatMap((line) => /^\d+ tree \w+\t(.+)$/s.exec(line)?.[1] ?? []);
  return folders.includes(outputFolder) ? folders.filter((name) => !readFolders.includes(name)) : [];
}

function treeReader(root: string, committed: CommittedTrees, checkOut: CheckOut): BaseCheckout['treeOf'] {
  let added = '';
  return (sovereign) => {
    const folder = sovereignFolder(sovereign.fqdn);
    if (added !== '') rmSync(join(root, added), { recursive: true, force: true });
    added = '';
    const { contents, isThere } = committed(folder);
    if (contents !== undefined) return treeOfContents(join(root, outputFolder), folder, contents);
    if (!isThere) return undefined;
    added = `${outputFolder}/${folder}`;
    checkOut(added);
    return readSovereignTree(root, sovereign);
  };
}

/**
 * The regions that a tree has of a Sovereign: the folders that a Flux is pointed at. Encrypted files have a folder for
 * each namespace, and so one of this name.
 */
export function regionsIn({ files, unreadable }: TreeOnDisk, { fqdn }: Sovereign): readonly string[] {
  const start = `${sovereignFolder(fqdn)}/`;
  const below = [...files.keys(), ...unreadable.keys()].filter((path) => path.startsWith(start));
  const regions = below.flatMap((path) => /^([^/]+)\/flux-system(?:\/|$)/.exec(path.slice(start.length))?.[1] ?? []);
  return [...new Set(regions)].filter((region) => region !== secretsFolderName);
}
