import type { TreeChanges } from '../forge/forge';
import type { TreeEntry } from '../forge/git-object';
import { folderMode } from '../forge/git-tree';

/** An entry for `POST git/trees`. Without content and with `sha: null`, it deletes. */
export interface SentEntry {
  readonly path: string;
  readonly mode: Mode;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly content?: string;
  readonly sha?: string | null;
}

type Mode = '100644' | '100755' | '040000' | '120000' | '160000';

/** GitHub fails on large trees, and recommends to build them step by step. */
const mostEntries = 100;
const mostBytes = 1024 * 1024;

/** Splits changes into requests of a size that GitHub takes. Deletions come first: a folder may replace a file. */
export function treeChunks(changes: TreeChanges): readonly (readonly SentEntry[])[] {
  const chunks: SentEntry[][] = [];
  let size = Infinity;
  for (const [path, content] of inOrder(changes)) {
    const bytes = path.length + (typeof content === 'string' ? Buffer.byteLength(content) : 0);
    const last = chunks.at(-1);
    const fits = last !== undefined && last.length < mostEntries && size + bytes <= mostBytes;
    if (fits) last.push(entryOf(path, content));
    else chunks.push([entryOf(path, content)]);
    size = fits ? size + bytes : bytes;
  }
  return chunks;
}

type Change = string | TreeEntry | null;

function inOrder(changes: TreeChanges): readonly (readonly [string, Change])[] {
  const sorted = [...changes].sort(([a], [b]) => Number(a > b) - Number(a < b));
  return [...sorted.filter(([, content]) => content === null), ...sorted.filter(([, content]) => content !== null)];
}

function entryOf(path: string, change: Change): SentEntry {
  const file = { path, mode: '100644', type: 'blob' } as const;
  if (change === null) return { ...file, sha: null };
  if (typeof change === 'string') return { ...file, content: change };
  const mode = change.mode as Mode; // Git's, as it was listed
  return { path, mode, type: typeOf(mode), sha: change.sha };
}

function typeOf(mode: Mode): SentEntry['type'] {
  if (mode === folderMode) return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
}
