import type { Tree as NxTree } from '@nx/devkit';
import compileAll from '../compile/generator';
import { foldChanges } from '../change/fold-changes';

/**
 * Compiles every tree anew, and gives what changed in them, folded by likeness: Nx prints it at the end of
 * `nx migrate --run-migrations`. A release that changes trees names this migration once more, with its own version.
 */
export default function migrateTrees(nxTree: NxTree): readonly string[] {
  const { callback } = compileAll(nxTree);
  const changes = foldChanges(nxTree);
  // Specs that cannot be used have been said; the trees of the others are written all the same.
  const unread = callback === undefined ? [] : ['Some specs could not be compiled: "npx nx sync" says why.'];
  if (changes.length === 0) return [...unread, 'No tree changed.'];
  return [...unread, ...changes, 'Review the trees: npx nx affected -t review'];
}
