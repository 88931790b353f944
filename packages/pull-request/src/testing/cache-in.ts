import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CachePlace } from '../github/object-cache';

/** Kept in this folder. */
export function cacheIn(folder: string): CachePlace {
  const write = async (file: string, text: string) => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  return { folder, write };
}
