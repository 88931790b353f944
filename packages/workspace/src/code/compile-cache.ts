import { install } from 'v8-compile-cache-lib';
import { cacheFolderIn } from './cache-folder';
import { workspaceOfCode } from './installed';

/**
 * A package of npm, with V8's work on it kept for the next run: for large ones, as ts-morph is most of the start of a
 * generator. Kept in this workspace, where nobody else can write what we run. Never a file of ours: those are imported
 * at the top of a file, while Nx's TypeScript hook is on (docs/decisions/0011).
 */
export function requireCached(name: string): unknown {
  const cache = install({ cacheDir: cacheFolderIn(workspaceOfCode()) });
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import could not come from the cache
    return require(name);
  } finally {
    keepQuietly(() => cache?.uninstall());
  }
}

/** A full disk costs time alone. */
function keepQuietly(keep: () => void): void {
  try {
    keep();
  } catch {
    return;
  }
}
