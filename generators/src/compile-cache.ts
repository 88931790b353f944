import { join } from 'node:path';
import { install } from 'v8-compile-cache-lib';

/**
 * What `load` requires, with V8's work on it kept for the next run. For large modules: ts-morph is most of the start of
 * a generator. Kept in this workspace, where nobody else can write what we run.
 */
export function loadCached<T>(load: () => T): T {
  const cache = install({ cacheDir: join(__dirname, '../../node_modules/.cache/sovereign-fleet') });
  try {
    return load();
  } finally {
    cache?.uninstall();
  }
}
