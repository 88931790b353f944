import type { Repository } from './repository';
import { emptyTree, walkTree } from './tree';
/** The contents of all files of a branch, by path. */
export function filesAt({ objects, history, ...repository }: Repository, branch: string): ReadonlyMap<string, string> {
  const head = repository.refs.all().get(`refs/heads/${branch}`) ?? branch;
  const tree = history.commitAt(head)?.tree ?? emptyTree;
  if (tree === emptyTree) return new Map();
  const contents = [...walkTree(objects, tree)].map(
    ([path, { id }]) => [path, objects.read(id)?.bytes.toString() ?? ''] as const,
  );
  return new Map(contents);
}
