import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { linkFiles } from './link-files';
import { madeOnce } from './made-once';

/** A cache of npm for tests. It has what this machine's has, which nothing of theirs gets into. */
export function npmCache(): string {
  return madeOnce('npm-cache', (folder) => {
    const args = ['config', 'get', 'cache', '--no-workspaces'];
    const known = join(execFileSync('npm', args, { encoding: 'utf8' }).trim(), '_cacache');
    // What is cached is named by its hash, and npm adds to the lists of it.
    if (existsSync(known)) linkFiles(known, join(folder, '_cacache'), (path) => path.startsWith('content-'));
  });
}
