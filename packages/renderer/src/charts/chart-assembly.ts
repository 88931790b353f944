import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ChartFiles, digestOf, readChartFolder } from './chart-files';

/**
 * A folder with exactly these files, named by their digest, below the cache's folder. It is written under another name and
 * renamed, so that two processes may do this at once and one may die at it; one that is there is read before it is used,
 * and written again when it is damaged.
 */
export function assembledFolder(cacheFolder: string, files: ChartFiles, digest: string): string {
  const folder = join(cacheFolder, 'assembled', digest.replace('sha256:', ''));
  if (holds(folder, digest)) return folder;
  const part = `${folder}.${randomUUID()}.part`;
  try {
    writeFiles(part, files);
    place(part, folder, digest);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return folder;
}

/** Moves the folder to where it belongs, unless another process was first; a damaged one that is there makes way. */
function place(part: string, folder: string, digest: string): void {
  try {
    renameSync(part, folder);
  } catch {
    if (holds(folder, digest)) return;
    const damaged = `${part}.damaged`;
    renameSync(folder, damaged);
    rmSync(damaged, { recursive: true, force: true });
    renameSync(part, folder);
  }
}

function holds(folder: string, digest: string): boolean {
  const files = readChartFolder(folder);
  return files.ok && digestOf(files.value) === digest;
}

function writeFiles(folder: string, files: ChartFiles): void {
  const folders = new Set([...files.keys()].map((path) => dirname(join(folder, path))));
  for (const one of folders) mkdirSync(one, { recursive: true, mode: 0o700 });
  for (const [path, bytes] of files) writeFileSync(join(folder, path), bytes, { mode: 0o600 });
}
