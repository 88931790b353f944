import { copyFileSync, linkSync, mkdirSync, readdirSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Copies a folder. Files that `isLinked` names are not copied but linked: nobody may edit them in place. */
export function linkFiles(from: string, to: string, isLinked: (path: string) => boolean): void {
  mkdirSync(to, { recursive: true });
  // A link is within one disk.
  const isOneDisk = statSync(from).dev === statSync(to).dev;
  for (const entry of readdirSync(from, { withFileTypes: true, recursive: true })) {
    const source = join(entry.parentPath, entry.name);
    const path = source.slice(from.length + 1);
    const target = join(to, path);
    mkdirSync(dirname(target), { recursive: true });
    if (entry.isDirectory()) mkdirSync(target, { recursive: true });
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (isOneDisk && isLinked(path)) linkSync(source, target);
    else copyFileSync(source, target);
  }
}
