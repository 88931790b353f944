import { parseCommit } from './commit';
import type { Commit, History, ObjectStore } from './repository';
/** The graph of commits, walked in memory. */
export function openHistory(objects: ObjectStore): History {
  const parsed = new Map<string, Commit>();
  const reached = new Map<string, ReadonlySet<string>>();
  const commitAt = (id: string): Commit | undefined => {
    const known = parsed.get(id);
    if (known !== undefined) return known;
    const object = objects.read(id);
    if (object?.type !== 'commit') return undefined;
    const commit = parseCommit(object.bytes);
    parsed.set(id, commit);
    return commit;
  };
  const parentsOf = (id: string) => commitAt(id)?.parents ?? [];
  const reachable = (id: string): ReadonlySet<string> => {
    const known = reached.get(id);
    if (known !== undefined) return known;
    const found = new Set(walk(id, parentsOf));
    // A few are kept: most questions are about the base branch.
    if (reached.size >= 8) reached.clear();
    reached.set(id, found);
    return found;
  };
  const isAncestor = (ancestor: string, commit: string) => ancestor === commit || reachable(commit).has(ancestor);
  return {
    commitAt,
    isAncestor,
    between: (base, head) => {
      const behind = reachable(base);
      return [...walk(head, (id) => (behind.has(id) ? [] : parentsOf(id)))].filter((id) => !behind.has(id));
    },
    mergeBase: (one, other) => {
      const behind = reachable(one);
      const shared = [...walk(other, (id) => (behind.has(id) ? [] : parentsOf(id)))].filter((id) => behind.has(id));
      return shared.find((id) => !shared.some((later) => later !== id && isAncestor(id, later)));
    },
  };
}

function* walk(start: string, next: (id: string) => readonly string[]): Generator<string> {
  const seen = new Set([start]);
  // A set is walked in the order in which it grows.
  for (const id of seen) {
    yield id;
    for (const parent of next(id)) seen.add(parent);
  }
}
