import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RefMap } from './repository';

interface SeenFile {
  readonly stamp: string;
  readonly id: string;
}

interface SeenFolder {
  readonly stamp: string;
  /** False if a write in the same tick would leave the same time. Such a folder is read again. */
  readonly isSettled: boolean;
  readonly folders: readonly string[];
  readonly files: ReadonlyMap<string, SeenFile>;
}

// Milliseconds. Git replaces a ref by renaming a file, which moves the folder's time, but only in ticks of this size.
const tick = 12;

const fileStamp = (path: string): { readonly stamp: string; readonly age: number } | undefined => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  return { stamp: `${stat.ino}:${stat.mtimeMs}:${stat.size}`, age: Date.now() - stat.mtimeMs };
};

export interface RefFiles {
  /** The same map as long as nothing moved. */
  readonly all: () => RefMap;
  /** Says that this process wrote a ref, so that its folder is read again, even in the same tick. */
  readonly markWritten: (name: string) => void;
}

/**
 * Returns what reads the branches and tags of a repository. It looks at the times of the folders each time and reads
 * again only what changed, since a fleet has a thousand branches and a campaign asks thousands of times.
 */
export function watchRefs(repository: string): RefFiles {
  const seen = new Map<string, SeenFolder>();
  let packed = { stamp: '', refs: new Map<string, string>() };
  let last: RefMap = new Map();
  const all = () => {
    const packedStamp = fileStamp(join(repository, 'packed-refs'))?.stamp ?? '';
    const packedMoved = packedStamp !== packed.stamp;
    if (packedMoved) packed = { stamp: packedStamp, refs: readPacked(repository) };
    const moved = ['refs/heads', 'refs/tags'].map((root) => refreshFolder(repository, root, seen)).includes(true);
    if (moved || packedMoved) last = joinRefs(packed.refs, seen);
    return last;
  };
  const markWritten = (name: string) => {
    for (const [folder, known] of seen) {
      if (name.startsWith(`${folder}/`)) seen.set(folder, { ...known, stamp: '' });
    }
  };
  return { all, markWritten };
}

/** Reads a folder again if it may have changed; true if a ref moved. */
function refreshFolder(repository: string, name: string, seen: Map<string, SeenFolder>): boolean {
  const now = fileStamp(join(repository, name));
  const before = seen.get(name);
  if (now === undefined) return forget(name, seen);
  let current = before;
  const isSettled = now.age >= tick;
  if (before?.stamp !== now.stamp || (!before.isSettled && isSettled)) {
    current = { ...readFolder(repository, name, before), stamp: now.stamp, isSettled };
    seen.set(name, current);
  }
  const gone = before?.folders.filter((folder) => !current?.folders.includes(folder)) ?? [];
  const below = [...gone, ...(current?.folders ?? [])].map((folder) =>
    refreshFolder(repository, `${name}/${folder}`, seen),
  );
  return below.includes(true) || !sameFiles(before, current);
}

function forget(name: string, seen: Map<string, SeenFolder>): boolean {
  const gone = [...seen.keys()].filter((folder) => folder === name || folder.startsWith(`${name}/`));
  for (const folder of gone) seen.delete(folder);
  return gone.length > 0;
}

function readFolder(
  repository: string,
  name: string,
  before: SeenFolder | undefined,
): Pick<SeenFolder, 'folders' | 'files'> {
  const folders: string[] = [];
  const files = new Map<string, SeenFile>();
  for (const entry of readdirSync(join(repository, name), { withFileTypes: true })) {
    if (entry.isDirectory()) folders.push(entry.name);
    else if (!entry.name.endsWith('.lock')) addFile(join(repository, name, entry.name), entry.name);
  }
  return { folders, files };

  function addFile(path: string, file: string): void {
    const stamp = fileStamp(path)?.stamp;
    const old = before?.files.get(file);
    if (stamp === undefined) return; // Gone since the folder was listed.
    files.set(file, old?.stamp === stamp ? old : { stamp, id: readFileSync(path, 'utf8').trim() });
  }
}

function sameFiles(before: SeenFolder | undefined, now: SeenFolder | undefined): boolean {
  if (before === now) return true;
  if (before?.files.size !== now?.files.size) return false;
  return [...(now?.files ?? [])].every(([file, { id }]) => before?.files.get(file)?.id === id);
}

function readPacked(repository: string): Map<string, string> {
  const lines = /^([0-9a-f]{40}) (refs\/(?:heads|tags)\/\S+)$/gm;
  let text = '';
  try {
    text = readFileSync(join(repository, 'packed-refs'), 'utf8');
  } catch {
    // There is no such file while nothing is packed, and while Git replaces it.
  }
  return new Map([...text.matchAll(lines)].map(([, id = '', name = '']) => [name, id]));
}

function joinRefs(packed: RefMap, seen: ReadonlyMap<string, SeenFolder>): RefMap {
  const all = new Map(packed);
  for (const [folder, { files }] of seen) for (const [file, { id }] of files) all.set(`${folder}/${file}`, id);
  return new Map([...all].sort(([a], [b]) => Number(a > b) - Number(a < b)));
}
