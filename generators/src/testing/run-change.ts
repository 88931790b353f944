import { logger, type Tree as NxTree } from '@nx/devkit';
import * as tree from 'nx/src/generators/tree';

// For tests: generators that change a record, on a folder as Nx runs them.

interface ChangeRun {
  /** What was written: `UPDATE sovereigns/acme/sovereign.ts`. */
  readonly changes: readonly string[];
  /** What a person reads before the changes and after them. */
  readonly said: readonly string[];
}

/** Runs a generator as Nx does; a dry run writes nothing, and does not come to what is said at the end. */
export async function runChange(
  root: string,
  generate: (nxTree: NxTree) => Promise<() => Promise<void>>,
  { isDry = false } = {},
): Promise<ChangeRun> {
  const said: string[] = [];
  const { info } = logger;
  logger.info = (text) => said.push(String(text));
  try {
    const nxTree = new tree.FsTree(root, false);
    const done = await generate(nxTree);
    const changes = nxTree.listChanges();
    if (!isDry) {
      tree.flushChanges(root, changes); // looked up now: a generator of ours has put its own function there
      await done();
    }
    return { changes: changes.map(({ type, path }) => `${type} ${path}`), said };
  } finally {
    logger.info = info;
  }
}

/** Why a generator refused, a line an Issue. */
export async function refusalOf(root: string, generate: Parameters<typeof runChange>[1]): Promise<readonly string[]> {
  try {
    await runChange(root, generate);
    return [];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message.split('\n').slice(1);
  }
}
