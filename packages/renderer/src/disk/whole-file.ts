import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface WriteOptions {
  /** Of the file, such as 0o600 for its owner alone. */
  readonly mode?: number;
  /** Keeps a file that is already there, and throws `EEXIST`. */
  readonly isNew?: boolean;
}

/** Writes a file that appears whole or not at all. Its folder has to exist. */
export function writeWholeFile(
  file: string,
  content: string | Uint8Array,
  { mode = 0o666, isNew = false }: WriteOptions = {},
): void {
  const part = `${file}.${randomUUID()}.part`;
  try {
    writeFileSync(part, content, { mode, flag: 'wx' });
    if (isNew) linkSync(part, file);
    else renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}

/** The same for a file and a folder that only their owner may read. Makes the folder if there is none. */
export function writePrivateFile(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeWholeFile(file, content, { mode: 0o600 });
}
