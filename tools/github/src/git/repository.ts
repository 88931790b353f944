import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Commit, commitBytes } from './commit';
import { type History, openHistory } from './history';
import { type ObjectStore, openObjects } from './object-store';
import { openRefs, type Refs } from './refs';
import { runGit } from './run-git';

export interface Repository {
  readonly folder: string;
  /** The branch that HEAD names. */
  readonly defaultBranch: string;
  readonly objects: ObjectStore;
  readonly refs: Refs;
  readonly history: History;
}

/** Opens a bare repository, and makes it where there is none. */
export function openRepository(folder: string): Repository {
  const path = resolve(folder);
  if (!existsSync(join(path, 'HEAD'))) {
    mkdirSync(path, { recursive: true });
    if (readdirSync(path).length > 0)
      throw new Error(`${path} is not empty, and no bare repository: take another folder`);
    runGit(path, ['init', '--quiet', '--bare', '--initial-branch=main']);
    // What was made and is not yet in a branch is nobody's to tidy away.
    runGit(path, ['config', 'gc.auto', '0']);
  }
  const defaultBranch = runGit(path, ['symbolic-ref', '--short', 'HEAD']).trim();
  const objects = openObjects(path);
  return { folder: path, defaultBranch, objects, refs: openRefs(path), history: openHistory(objects) };
}

export function writeCommit({ objects }: Repository, commit: Commit): string {
  return objects.write({ type: 'commit', bytes: commitBytes(commit) });
}

export function branchHead({ refs }: Repository, branch: string): string | undefined {
  return refs.all().get(`refs/heads/${branch}`);
}
