import type { Repository } from './repository';
import { entryAt } from './tree';
/** Commits from one backwards that changed something at a path, as `git log -- <path>` lists them. */
export function* log({ history, objects }: Repository, start: string, path: string | undefined): Generator<string> {
  const idAt = (id: string) => {
    const tree = history.commitAt(id)?.tree;
    return tree === undefined || path === undefined ? undefined : entryAt(objects, tree, path)?.id;
  };
  const seen = new Set([start]);
  // A set is walked in the order in which it grows.
  for (const id of seen) {
    const parents = history.commitAt(id)?.parents ?? [];
    // If a parent has the same at the path, only that parent can have changed it.
    const same = path === undefined ? undefined : parents.find((parent) => idAt(parent) === idAt(id));
    if (same === undefined && (parents.length > 0 || path === undefined || idAt(id) !== undefined)) yield id;
    for (const parent of same === undefined ? parents : [same]) seen.add(parent);
  }
}
