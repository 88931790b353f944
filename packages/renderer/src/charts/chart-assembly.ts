import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ChartFiles, digestOf, readChartFolder } from './chart-files';
import type { Cache } from '../disk/cache';
import { writeWholeFolder } from '../disk/whole-folder';

/**
 * A folder with exactly these files, named by their digest, below the cache's folder. If it is there already, it is
 * read before it is used, and written again when it is damaged.
 */
export function assembledFolder(cache: Cache, files: ChartFiles, digest: string): Promise<string> {
  return cache.write((below) => {
    const folder = join(below, 'assembled', digest.replace('sha256:', ''));
    const isWhole = (): boolean => hasDigest(folder, digest);
    const write = (part: string): void => {
      writeFiles(part, files);
    };
    if (!isWhole()) writeWholeFolder(folder, { write, isWhole });
    return Promise.resolve(folder);
  });
}

function hasDigest(folder: string, digest: string): boolean {
  const files = readChartFolder(folder);
  return files.ok && digestOf(files.value) === digest;
}

function writeFiles(folder: string, files: ChartFiles): void {
  const folders = new Set([...files.keys()].map((path) => dirname(join(folder, path))));
  for (const one of folders) mkdirSync(one, { recursive: true, mode: 0o700 });
  for (const [path, bytes] of files) writeFileSync(join(folder, path), bytes, { mode: 0o600 });
}
