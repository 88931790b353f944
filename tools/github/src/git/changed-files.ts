import type { ObjectStore, Repository } from './repository';
import { emptyTree, entriesOf, type TreeEntries, type TreeEntry } from './tree';
export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
  /** Lines that the other side lacks, or has less often. A line that moved is not counted, unlike in `git diff`. */
  readonly additions: number;
  readonly deletions: number;
  /** The new blob; of a removed file, the old one. */
  readonly blob: string;
}

/** What the head changed since it left the base, as `git diff base...head` shows it, without renames. */
export function changedFiles({ objects, history }: Repository, base: string, head: string): readonly ChangedFile[] {
  const fork = history.mergeBase(base, head);
  const treeOf = (id: string | undefined) => (id === undefined ? undefined : history.commitAt(id)?.tree) ?? emptyTree;
  return [...differences(objects, { from: treeOf(fork), to: treeOf(head) })];
}

interface Trees {
  readonly from: string;
  readonly to: string;
}

function* differences(objects: ObjectStore, { from: old, to: now }: Trees, prefix = ''): Generator<ChangedFile> {
  if (old === now) return;
  const entries = (id: string): TreeEntries => (id === emptyTree ? new Map() : entriesOf(objects, id));
  const [before, after] = [entries(old), entries(now)];
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [one, other] = [before.get(name), after.get(name)];
    if (one?.id === other?.id && one?.mode === other?.mode) continue;
    const path = `${prefix}${name}`;
    yield* differences(objects, { from: treeId(one), to: treeId(other) }, `${path}/`);
    const [from, to] = [blobId(one), blobId(other)];
    if (from !== undefined || to !== undefined) yield fileDifference(objects, path, { from, to });
  }
}

const treeId = (entry: TreeEntry | undefined) => (entry?.mode === '040000' ? entry.id : emptyTree);
const blobId = (entry: TreeEntry | undefined) => (entry?.mode === '040000' ? undefined : entry?.id);

interface Sides {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function fileDifference(objects: ObjectStore, path: string, { from, to }: Sides): ChangedFile {
  const [old, now] = [linesOf(objects, from), linesOf(objects, to)];
  const status = from === undefined ? 'added' : to === undefined ? 'removed' : 'modified';
  return { path, status, additions: surplus(now, old), deletions: surplus(old, now), blob: to ?? from ?? '' };
}

/** How often each line occurs. A binary file has no lines, as for Git. */
function linesOf(objects: ObjectStore, id: string | undefined): ReadonlyMap<string, number> {
  const bytes = id === undefined ? undefined : objects.read(id)?.bytes;
  const counts = new Map<string, number>();
  if (bytes === undefined || bytes.includes(0)) return counts;
  for (const line of bytes.toString().match(/[^\n]*\n|[^\n]+$/g) ?? []) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function surplus(lines: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): number {
  return [...lines].reduce((sum, [line, count]) => sum + Math.max(0, count - (others.get(line) ?? 0)), 0);
}
