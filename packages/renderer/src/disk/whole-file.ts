import { randomUUID } from 'node:crypto';
import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Of a file that only its owner may read. It is new: a file of another process is never written into. */
const privateAndNew = { mode: 0o600, flag: 'wx' } as const;

/**
 * Writes a file that appears whole or not at all, and that only its owner may read. Makes its folder, for the owner
 * alone, if there is none.
 */
export async function writePrivateFile(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const part = partOf(file);
  try {
    await writeFile(part, content, privateAndNew);
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}

/** The same for a file that is not there yet: throws `EEXIST`, and keeps a file that is. Its folder has to exist. */
export function createPrivateFile(file: string, content: string | Uint8Array): void {
  const part = partOf(file);
  try {
    writeFileSync(part, content, privateAndNew);
    linkSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}

function partOf(file: string): string {
  return `${file}.${randomUUID()}.part`;
}
