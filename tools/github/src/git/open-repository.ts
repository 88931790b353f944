import { appendFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openHistory } from './history';
import { openObjects } from './object-store';
import { openRefs } from './refs';
import type { Repository } from './repository';
import { runGit } from './run-git';

const firstBranch = 'main';

/** Opens a bare repository. A folder that is missing or empty becomes one. */
export function openRepository(folder: string): Repository {
  const path = resolve(folder);
  const isNew = !existsSync(join(path, 'HEAD'));
  if (isNew) initRepository(path);
  const defaultBranch = isNew ? firstBranch : runGit(path, ['symbolic-ref', '--short', 'HEAD']).trim();
  const objects = openObjects(path);
  return { folder: path, defaultBranch, objects, refs: openRefs(path), history: openHistory(objects) };
}

/** By one start of Git, and without its examples of hooks: hundreds of tests begin with a repository. */
function initRepository(path: string): void {
  mkdirSync(path, { recursive: true });
  if (readdirSync(path).length > 0)
    throw new Error(`${path} is not empty, and not a bare repository: take another folder`);
  runGit(path, ['init', '--quiet', '--bare', `--initial-branch=${firstBranch}`, '--template=']);
  // Git must not remove objects that no branch points to yet.
  appendFileSync(join(path, 'config'), '[gc]\n\tauto = 0\n');
}
