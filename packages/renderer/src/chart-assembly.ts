import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ChartFiles, digestOf, readChartFolder } from './chart-files';

/**
 * A folder with exactly these files, named by their hash, below the cache's folder. It is written under another name and
 * renamed, so that two processes may do this at once and one may die at it; one that is there is read before it is used,
 * and written again when it is damaged.
 */
export async function assembledFolder(cacheFolder: string, files: ChartFiles): Promise<string> {
  const digest = digestOf(files);
  const folder = join(cacheFolder, 'assembled', digest.replace('sha256:', ''));
  if (await holds(folder, digest)) return folder;
  const part = `${folder}.${randomUUID()}.part`;
  try {
    await writeFiles(part, files);
    await place(part, folder, digest);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  return folder;
}

/** Moves the folder to where it belongs, unless another process was first; a damaged one that is there makes way. */
async function place(part: string, folder: string, digest: string): Promise<void> {
  try {
    await rename(part, folder);
  } catch {
    if (await holds(folder, digest)) return;
    const damaged = `${part}.damaged`;
    await rename(folder, damaged);
    await rm(damaged, { recursive: true, force: true });
    await rename(part, folder);
  }
}

async function holds(folder: string, digest: string): Promise<boolean> {
  const files = await readChartFolder(folder);
  return files.ok && digestOf(files.value) === digest;
}

async function writeFiles(folder: string, files: ChartFiles): Promise<void> {
  for (const [path, bytes] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, bytes, { mode: 0o600 });
  }
}
