import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openHistory } from './history';
import { openObjects } from './object-store';
import { openRefs } from './refs';
import type { Repository } from './repository';
import { runGit } from './run-git';

/** Opens a bare repository. A folder that is missing or empty becomes one. */
export function openRepository(folder: string): Repository {
  const path = resolve(folder);
  if (!existsSync(join(path, 'HEAD'))) {
    mkdirSync(path, { recursive: true });
    if (readdirSync(path).length > 0)
      throw new Error(`${path} is not empty, and not a bare repository: take another folder`);
    runGit(path, ['init', '--quiet', '--bare', '--initial-branch=main']);
    // Git must not remove objects that no branch points to yet.
    runGit(path, ['config', 'gc.auto', '0']);
  }
  const defaultBranch = runGit(path, ['symbolic-ref', '--short', 'HEAD']).trim();
  const objects = openObjects(path);
  return { folder: path, defaultBranch, objects, refs: openRefs(path), history: openHistory(objects) };
}
