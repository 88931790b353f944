import type { Changes } from './forge';

/** As `POST git/trees` takes it: without content and with `sha: null` an entry is deleted. */
export interface SentEntry {
  readonly path: string;
  readonly mode: '100644';
  readonly type: 'blob';
  readonly content?: string;
  readonly sha?: null;
}

/** GitHub fails on large trees, and says to build them step by step. */
const mostEntries = 100;
const mostBytes = 1024 * 1024;

/** The changes as requests: deletions first, since a file may be where a folder is to be; each request small enough. */
export function treeChunks(changes: Changes): readonly (readonly SentEntry[])[] {
  const chunks: SentEntry[][] = [];
  let size = Infinity;
  for (const [path, content] of inOrder(changes)) {
    const bytes = path.length + (content === null ? 0 : Buffer.byteLength(content));
    const last = chunks.at(-1);
    const fits = last !== undefined && last.length < mostEntries && size + bytes <= mostBytes;
    if (fits) last.push(entryOf(path, content));
    else chunks.push([entryOf(path, content)]);
    size = fits ? size + bytes : bytes;
  }
  return chunks;
}

function inOrder(changes: Changes): readonly (readonly [string, string | null])[] {
  const sorted = [...changes].sort(([a], [b]) => Number(a > b) - Number(a < b));
  return [...sorted.filter(([, content]) => content === null), ...sorted.filter(([, content]) => content !== null)];
}

function entryOf(path: string, content: string | null): SentEntry {
  const file = { path, mode: '100644', type: 'blob' } as const;
  return content === null ? { ...file, sha: null } : { ...file, content };
}
