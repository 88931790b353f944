import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputFolder } from '@sovereign-fleet/domain/layout';
import { removeLeftovers as removeIn } from '@sovereign-fleet/renderer/leftovers';
import { cacheFolderIn } from '../code/cache-folder';
import { stagingPrefix } from '../specs/layout';

/** Folders of a cache in which files are made beside their place. */
const inCache = ['', 'renders', 'charts', 'charts/archives', 'charts/requests', 'charts/assembled'];

/**
 * Removes what earlier runs have left in a workspace and in the folder for temporary files, where they were killed.
 * What a run that goes on has there stays, and so does all that is not ours.
 */
export function removeLeftovers(root: string): void {
  removeIn(tmpdir(), 'sovereign-fleet-');
  for (const folder of ['', outputFolder, 'kits', 'sovereigns']) removeIn(join(root, folder), stagingPrefix);
  for (const folder of ['dist/render', 'dist/review']) removeIn(join(root, folder), '.');
  const cache = cacheFolderIn(root);
  const objects = foldersIn(join(cache, 'git-objects'));
  for (const folder of [...inCache.map((name) => join(cache, name)), ...objects]) removeIn(folder, '');
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return []; // nothing was kept yet
  }
}
