import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ZodType } from 'zod';
import type { Sha } from './git-object';

/** What is kept of an object; what it becomes is for the reader to say. */
export interface Kept<T> {
  readonly kind: 'commit' | 'tree' | 'files';
  /** Of what is stored, which is JSON. */
  readonly stored: ZodType<T>;
  /** Whether it is worth a file; else it is kept for this run alone. */
  readonly lasting: boolean;
}

export interface ObjectCache {
  /** The object, as it was kept, or as it is read now. An object never changes under its name. */
  readonly get: <T>(kept: Kept<T>, sha: Sha, read: () => Promise<T>) => Promise<T>;
}

/** Keeps Git objects in memory, and in a folder where one is given, which can be deleted at any time. */
export function objectCache(folder: string | undefined): ObjectCache {
  const memory = new Map<string, Promise<unknown>>();
  return {
    get: <T>(kept: Kept<T>, sha: Sha, read: () => Promise<T>) => {
      const name = `${kept.kind}-${sha}`;
      const file = folder !== undefined && kept.lasting ? join(folder, sha.slice(0, 2), `${name}.json`) : undefined;
      const found = memory.get(name) ?? (file === undefined ? read() : readThrough(file, kept.stored, read));
      memory.set(name, found);
      found.catch(() => memory.delete(name));
      return found as Promise<T>; // kept under the name of its kind
    },
  };
}

async function readThrough<T>(file: string, stored: ZodType<T>, read: () => Promise<T>): Promise<T> {
  const old = stored.safeParse(await storedIn(file));
  if (old.success) return old.data;
  const value = await read();
  // Without the entry the next run asks again: no reason to stop this one.
  await store(file, JSON.stringify(value)).catch(() => undefined);
  return value;
}

/** What a whole entry holds: one that is cut, damaged, or another's under this name has not its checksum. */
async function storedIn(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const body = text.slice(text.indexOf('\n') + 1);
  return text === entryOf(file, body) ? JSON.parse(body) : undefined;
}

function entryOf(file: string, body: string): string {
  return `${createHash('sha256')
    .update(`${basename(file)}\n${body}`)
    .digest('hex')}\n${body}`;
}

async function store(file: string, body: string): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  const part = `${file}.${randomUUID()}.part`;
  try {
    await writeFile(part, entryOf(file, body), { mode: 0o600, flag: 'wx' });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
