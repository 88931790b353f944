import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Files, Outcome } from './ports';

/**
 * The text files below `root`/`folder`, by their paths from `root`. A symbolic link is followed where it stays below
 * `root`/`folder`, and refused where it leaves; so is what is no UTF-8 text.
 */
export function readTree(root: string, folder: string): Outcome<Files> {
  const top = join(root, folder);
  if (lstatSync(top, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return { ok: false, reason: `there is no folder ${folder}` };
  }
  const realTop = realpathSync.native(top);
  const files = new Map<string, string>();
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { folders, others, leaving } = entriesIn(root, next, realTop);
    const [link] = leaving;
    if (link !== undefined) return { ok: false, reason: `${link} is a symbolic link that leaves ${folder}` };
    const texts = others.map((path) => [path, textOf(join(root, path))] as const);
    const binary = texts.find(([, text]) => text === undefined);
    if (binary !== undefined) return { ok: false, reason: `${binary[0]} is no UTF-8 text` };
    for (const [path, text = ''] of texts) files.set(path, text);
    open.push(...folders);
  }
  return { ok: true, value: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

interface Entries {
  readonly folders: readonly string[];
  readonly others: readonly string[];
  /** Symbolic links that leave the top. */
  readonly leaving: readonly string[];
}

function entriesIn(root: string, folder: string, top: string): Entries {
  const kinds = readdirSync(join(root, folder), { withFileTypes: true }).map((entry) => {
    const path = `${folder}/${entry.name}`;
    const own = entry.isDirectory() ? 'folder' : 'file';
    return { path, kind: entry.isSymbolicLink() ? whereALinkLeads(join(root, path), top) : own };
  });
  const of = (wanted: string) => kinds.filter(({ kind }) => kind === wanted).map(({ path }) => path);
  return { folders: of('folder'), others: of('file'), leaving: of('out') };
}

/** A link to a folder above itself would never end, so it counts as one that leaves. */
function whereALinkLeads(path: string, top: string): 'out' | 'folder' | 'file' {
  try {
    const target = realpathSync.native(path);
    const way = relative(top, target);
    const isAbove = path.startsWith(`${target}${sep}`);
    if (way === '..' || way.startsWith(`..${sep}`) || isAbove) return 'out';
    return statSync(target).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'out'; // it leads nowhere
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(path: string): string | undefined {
  try {
    return utf8.decode(readFileSync(path));
  } catch {
    return undefined;
  }
}
