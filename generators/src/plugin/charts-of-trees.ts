import { statSync } from 'node:fs';
import { join } from 'node:path';
import { hashMultiGlobWithWorkspaceContext } from 'nx/src/utils/workspace-context';
import { keptAnswers } from './kept-answers';
import { pathsByFolder } from './paths-by-folder';
import { textsIn, type WorkspaceCharts } from './workspace-charts';

/** The files of the charts that trees name, as patterns from the root. */
export interface ChartsOfTrees {
  /** By the tree's folder from the root; those of all charts without a tree. */
  readonly filesIn: (tree: string | undefined) => readonly string[];
  readonly save: () => void;
}

/**
 * Which charts trees name, remembered until a file of theirs is another one. A thousand trees are sixty thousand files,
 * most of whose time is that of looking at them, so Nx is asked: it has looked at all files by now.
 */
export async function chartsOfTrees(
  root: string,
  trees: readonly string[],
  charts: WorkspaceCharts,
): Promise<ChartsOfTrees> {
  const kept = keptAnswers<readonly string[]>(root, 'charts-of-trees');
  const states = await statesOf(root, trees);
  const known = new Map<string, readonly string[]>();
  const filesOf = (named: readonly string[]) => {
    const key = named.join(' ');
    const found = known.get(key) ?? filesOfCharts(charts.foldersOf(named));
    known.set(key, found);
    return found;
  };
  const names = charts.names.join(' ');
  const namedIn = (tree: string, folder: string) =>
    kept.answerFor(tree, `${names} ${states.get(tree) ?? ''}`, () => charts.namedIn(textsIn(folder) ?? []));
  return {
    filesIn: (tree) => {
      const folder = tree === undefined ? undefined : join(root, tree);
      const isThere = tree !== undefined && folder !== undefined && isFolder(folder);
      return filesOf(isThere ? namedIn(tree, folder) : charts.names);
    },
    save: kept.save,
  };
}

/**
 * Without a chart's own README and tests. Helm reads every file in `templates/`, so nothing there is left out. With any
 * of our charts comes the one that theirs are tested with.
 */
function filesOfCharts(folders: readonly string[]): readonly string[] {
  if (folders.length === 0) return [];
  const files = pathsByFolder(folders).flatMap((folder) => {
    return [`${folder}/**/*`, `!${folder}/README.md`, `!${folder}/tests/**/*`];
  });
  return [...files, 'charts/testdata/vcluster/**/*'];
}

/** What the files of each tree are, for Nx. It leaves out what Git ignores, which is no input of a task either. */
async function statesOf(root: string, trees: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const patterns = trees.map((tree) => [`${tree}/**/*`]);
  const hashes = trees.length === 0 ? [] : await hashMultiGlobWithWorkspaceContext(root, patterns);
  return new Map(trees.map((tree, index) => [tree, hashes[index] ?? '']));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
