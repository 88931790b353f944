import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { outputFolder, type Tree } from '@sovereign-fleet/domain';

/** Absolute path → content. */
export type Files = readonly (readonly [path: string, content: string])[];

/** The files of a Tree below `root`, each content in one piece: V8 puts text together as late as it can. */
export function filesBelow(root: string, tree: Tree): Files {
  return [...tree].map(([path, content]) => [join(root, outputFolder, path), Buffer.from(content).toString()]);
}

/** Writes files with as little as Node needs for it: each folder once, then each file. */
export function writeRaw(files: Files): number {
  const made = new Set<string>();
  for (const [path, content] of files) {
    const folder = dirname(path);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(path, content);
  }
  return files.length;
}

/** How many of the files are on disk as they should be. */
export function compareRaw(files: Files): number {
  let same = 0;
  for (const [path, content] of files) if (readFileSync(path, 'utf8') === content) same += 1;
  return same;
}
