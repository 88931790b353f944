import type { Repository } from './repository';
import { runGit, tryGit } from './run-git';

/** The tree of a merge by Git's own merging, written but in no commit; undefined where there is a conflict. */
export function mergedTree({ folder }: Repository, ours: string, theirs: string): string | undefined {
  const { status, output, errors } = tryGit(folder, ['merge-tree', '--write-tree', '--no-messages', ours, theirs]);
  if (status > 1) throw new Error(`git merge-tree failed:\n${errors}`);
  return status === 0 ? output.toString().trim() : undefined;
}

export function mergeBase({ folder }: Repository, one: string, other: string): string | undefined {
  const { status, output } = tryGit(folder, ['merge-base', one, other]);
  return status === 0 ? output.toString().trim() : undefined;
}

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
  readonly additions: number;
  readonly deletions: number;
  /** The blob as it is afterwards; of a file that went, as it was. */
  readonly blob: string;
}

/** What the head changed since it left the base: `git diff base...head`. */
export function changedFiles({ folder }: Repository, base: string, head: string): readonly ChangedFile[] {
  const diff = [
    'diff',
    '--no-renames',
    '--no-ext-diff',
    '-z',
    '--abbrev=40',
    '--raw',
    '--numstat',
    `${base}...${head}`,
  ];
  const parts = runGit(folder, diff).split('\0');
  const raw = new Map<string, { readonly status: ChangedFile['status']; readonly blob: string }>();
  let at = 0;
  for (; parts[at]?.startsWith(':'); at += 2) {
    const [, , old = '', now = '', letter = ''] = parts[at]?.split(' ') ?? [];
    const status = letter === 'A' ? 'added' : letter === 'D' ? 'removed' : 'modified';
    raw.set(parts[at + 1] ?? '', { status, blob: status === 'removed' ? old : now });
  }
  return parts.slice(at).flatMap((line) => {
    const [additions, deletions, path = ''] = line.split('\t');
    const entry = raw.get(path);
    // Git counts no lines of a binary: a dash.
    return entry ? [{ path, ...entry, additions: Number(additions) || 0, deletions: Number(deletions) || 0 }] : [];
  });
}
