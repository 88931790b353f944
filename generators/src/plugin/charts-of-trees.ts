import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { textsIn, type WorkspaceCharts } from './workspace-charts';

/** The folders of the charts that a tree names, by the tree's folder from the root; of all charts without a tree. */
export type ChartsIn = (tree: string | undefined) => readonly string[];

/** By the folder of a tree: what its files were, and the charts that they name. */
type Known = Readonly<Record<string, { readonly state: string; readonly named: readonly string[] }>>;

const cacheFile = 'node_modules/.cache/sovereign-fleet/charts-of-trees.json';

/**
 * Which charts trees name, remembered until a file of theirs is another one. Nx asks for all Sovereigns at each
 * command, and a thousand trees are sixty thousand files, most of whose time is that of reading them.
 */
export function chartsOfTrees(root: string, charts: WorkspaceCharts): ChartsIn {
  const known = readKnown(root);
  const fresh: Record<string, Known[string]> = {};
  const write = onceLater(() => {
    writeKnown(root, { ...known, ...fresh });
  });
  return (tree) => {
    const folder = tree === undefined ? undefined : join(root, tree);
    if (tree === undefined || folder === undefined) return charts.foldersNamedIn(undefined);
    const state = stateOf(folder, charts.names);
    if (state === undefined) return charts.foldersNamedIn(undefined);
    const found = known[tree];
    if (found?.state === state) return charts.foldersOf(found.named);
    const named = charts.namedIn(textsIn(folder) ?? []);
    fresh[tree] = { state, named };
    write();
    return charts.foldersOf(named);
  };
}

/** What the files of a folder are, and which names were looked for; undefined where there is no such folder. */
function stateOf(folder: string, names: readonly string[]): string | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const hash = createHash('sha256').update(names.join('\n'));
  const add = (place: string): void => {
    for (const entry of readdirSync(place, { withFileTypes: true })) {
      const path = `${place}/${entry.name}`;
      if (entry.isDirectory()) add(path);
      else if (entry.isFile()) hash.update(`${path}\0${fileState(path)}\0`);
    }
  };
  add(folder);
  return hash.digest('base64');
}

/** The time of the last change of a file in any way, which nobody can set, and its number on the disk. */
function fileState(path: string): string {
  const { ino, size, ctimeMs } = statSync(path);
  return [ino, size, ctimeMs].join(' ');
}

/** What cannot be read is worked out again. */
function readKnown(root: string): Known {
  try {
    return JSON.parse(readFileSync(join(root, cacheFile), 'utf8')) as Known; // our own text
  } catch {
    return {};
  }
}

/** A folder that cannot be written costs time alone. */
function writeKnown(root: string, known: Known): void {
  const file = join(root, cacheFile);
  const there = Object.entries(known).filter(([tree]) => existsSync(join(root, tree)));
  try {
    mkdirSync(dirname(file), { recursive: true });
    const made = `${file}.${process.pid}`;
    writeFileSync(made, JSON.stringify(Object.fromEntries(there)));
    renameSync(made, file);
  } catch {
    return;
  }
}

/** Does the work once, after all that is asked now. */
function onceLater(work: () => void): () => void {
  let isPlanned = false;
  return () => {
    if (isPlanned) return;
    isPlanned = true;
    setImmediate(work);
  };
}
