import type { Result } from '@sovereign-fleet/domain';
import { type Defaults, loadDefaults } from '../loading/load-defaults';
import { type Age, type ReadSpecImports, specImportsReader } from './spec-imports';
import { isThere, type WorkspaceFiles } from './workspace-files';

/** Where specs are, and what reads them, each once. */
export interface Specs {
  readonly files: WorkspaceFiles;
  readonly readImports: ReadSpecImports;
  /** What a spec that is there exports, or what it may not do, which is asked before anything of it is loaded. */
  readonly defaultOf: (source: string) => Result<unknown>;
}

/** Specs of which the named ones are loaded together, when the first one is asked for: one process costs 50 ms. */
export function specsIn(files: WorkspaceFiles, together: readonly string[], age: Age = 'now'): Specs {
  const readImports = specImportsReader(files.root, age);
  const loaded = new Map<string, Result<unknown>>();
  const load = (sources: readonly string[]): void => {
    const mayRun = sources.filter((source) => isThere(files, source) && readImports(source).issues.length === 0);
    const found: Defaults = loadDefaults(files.root, mayRun);
    for (const [source, result] of found) loaded.set(source, result);
  };
  const defaultOf = (source: string): Result<unknown> => {
    const { issues } = readImports(source);
    if (issues.length > 0) return { ok: false, issues };
    if (!loaded.has(source)) load(together.includes(source) ? together : [source]);
    return loaded.get(source) ?? { ok: false, issues: [] };
  };
  return { files, readImports, defaultOf };
}
