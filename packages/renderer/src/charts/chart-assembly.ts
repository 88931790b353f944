import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cut } from '@sovereign-fleet/domain';
import { type ChartFiles, digestOf, readChartFolder } from './chart-files';
import { failure, type Outcome } from '../contract/failure';
import type { Cache } from '../disk/cache';
import { writeWholeFolder } from '../disk/whole-folder';

/**
 * A folder with exactly these files, named by their digest, below the cache's folder. If it is there already, it is
 * read before it is used, and written again when it is damaged. Fails where an archive has what no disk can hold.
 */
export async function assembledFolder(cache: Cache, files: ChartFiles, digest: string): Promise<Outcome<string>> {
  const reason = reasonAgainstNames(files);
  if (reason !== undefined) return failure('chart-invalid', reason);
  const value = await cache.write((below) => {
    const folder = join(below, 'assembled', digest.replace('sha256:', ''));
    const isWhole = (): boolean => hasDigest(folder, digest);
    const write = (part: string): void => {
      writeFiles(part, files);
    };
    if (!isWhole()) writeWholeFolder(folder, { write, isWhole });
    return Promise.resolve(folder);
  });
  return { ok: true, value };
}

/** In bytes. Linux takes 255 for a name and 4096 for a path, of which the cache's folder needs a part. */
const longest = { name: 255, path: 2048 };

/** An archive may have any names, and one for a file and for a folder. */
function reasonAgainstNames(files: ChartFiles): string | undefined {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    const isLong = Buffer.byteLength(path) > longest.path;
    if (isLong || path.split('/').some((part) => Buffer.byteLength(part) > longest.name || part.includes('\0'))) {
      return `no disk has such a name: ${cut(path, 80)}`;
    }
    for (let above = dirname(path); above !== '.' && !folders.has(above); above = dirname(above)) folders.add(above);
  }
  const both = [...files.keys()].find((path) => folders.has(path));
  return both === undefined ? undefined : `${both} is a file in it, and a folder`;
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
