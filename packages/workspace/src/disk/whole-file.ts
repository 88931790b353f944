import { randomUUID } from 'node:crypto';
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';

interface HowToWrite {
  /** Of the file, such as 0o600 for its owner alone. */
  readonly mode?: number;
  /** Whether a file that is there stays, and the call throws `EEXIST`. */
  readonly isNew?: boolean;
}

/** Writes a file that appears whole or not at all, in a folder that is there. */
export function writeWholeFile(file: string, text: string, { mode = 0o666, isNew = false }: HowToWrite = {}): void {
  const part = `${file}.${randomUUID()}.part`;
  try {
    writeFileSync(part, text, { mode, flag: 'wx' });
    if (isNew) linkSync(part, file);
    else renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}
