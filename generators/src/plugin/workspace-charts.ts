import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { parse } from 'yaml';

/** The charts of a workspace as far as what a render reads of them goes. */
export interface WorkspaceCharts {
  readonly names: readonly string[];
  /** The charts that these texts name, by name. */
  readonly namedIn: (texts: readonly string[]) => readonly string[];
  /** The folders, from the root, of these charts and of those that they need. */
  readonly foldersOf: (named: readonly string[]) => readonly string[];
}

/**
 * The workspace's charts. One is read where its name stands in a tree as a word, and with it the charts that it depends
 * on: those in `file://` folders, and those of a name that is in `charts/`, which is looked into before any repository.
 */
export function workspaceCharts(root: string): WorkspaceCharts {
  const charts = join(root, 'charts');
  const entries = existsSync(charts) ? readdirSync(charts) : [];
  const names = entries.filter((name) => existsSync(join(charts, name, 'Chart.yaml'))).sort();
  const known = new Map<string, readonly string[]>();
  const needs = (folder: string): readonly string[] => {
    const found = known.get(folder) ?? dependencies(root, folder, names);
    known.set(folder, found);
    return found;
  };
  return {
    names,
    namedIn: (texts) => names.filter((name) => texts.some(wordIn(name))),
    foldersOf: (named) => {
      const folders = new Set(named.map((name) => `charts/${name}`));
      for (const folder of folders) for (const needed of needs(folder)) folders.add(needed);
      return [...folders].sort();
    },
  };
}

function wordIn(name: string): (text: string) => boolean {
  const word = new RegExp(`(?<![A-Za-z0-9._-])${name.replace(/[.+]/g, '\\$&')}(?![A-Za-z0-9._-])`);
  return (text) => text.includes(name) && word.test(text);
}

/** The folders that a chart's dependencies are in, and the one that it really is in, where its own is a link. */
function dependencies(root: string, folder: string, names: readonly string[]): readonly string[] {
  const real = existsSync(join(root, folder)) ? realpathSync.native(join(root, folder)) : join(root, folder);
  const paths = rowsOf(join(real, 'Chart.yaml')).flatMap(({ name, repository }) => {
    if (typeof repository === 'string' && repository.startsWith('file://')) {
      return [resolve(real, repository.slice('file://'.length))];
    }
    return typeof name === 'string' && names.includes(name) ? [join(root, 'charts', name)] : [];
  });
  const below = [real, ...paths].map((path) => relative(root, path).split(sep).join('/'));
  return below.filter((path) => path !== '' && path !== folder && path !== '..' && !path.startsWith('../'));
}

interface Row {
  readonly name?: unknown;
  readonly repository?: unknown;
}

/** The dependencies that a Chart.yaml names; none where it cannot be read, which the render says. */
function rowsOf(file: string): readonly Row[] {
  try {
    const chart = parse(readFileSync(file, 'utf8')) as { readonly dependencies?: unknown } | null;
    const rows: readonly unknown[] = Array.isArray(chart?.dependencies) ? chart.dependencies : [];
    return rows.filter((row): row is Row => typeof row === 'object' && row !== null);
  } catch {
    return [];
  }
}

/** All text in a folder, for names that stand in it; undefined where there is no such folder. */
export function textsIn(folder: string): readonly string[] | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}
