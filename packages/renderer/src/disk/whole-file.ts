import { linkSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { partOf } from './temporary-folder';

/** Of a file that only its owner may read. It is new: a file of another process is never written into. */
const privateAndNew = { mode: 0o600, flag: 'wx' } as const;

const privateFolders = { recursive: true, mode: 0o700 } as const;

/**
 * Writes a file that appears whole or not at all, and that only its owner may read. Makes its folder, for the owner
 * alone, if there is none.
 */
export async function writePrivateFile(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), privateFolders);
  const { path, end } = partOf(file);
  try {
    await writeFile(path, content, privateAndNew);
    await rename(path, file);
  } finally {
    end();
  }
}

/** The same at once, for who may not wait. */
export function writePrivateFileSync(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), privateFolders);
  const { path, end } = partOf(file);
  try {
    writeFileSync(path, content, privateAndNew);
    renameSync(path, file);
  } finally {
    end();
  }
}

/** The same for a file that is not there yet: throws `EEXIST`, and keeps a file that is. Its folder has to exist. */
export function createPrivateFile(file: string, content: string | Uint8Array): void {
  const { path, end } = partOf(file);
  try {
    writeFileSync(path, content, privateAndNew);
    linkSync(path, file);
  } finally {
    end();
  }
}
