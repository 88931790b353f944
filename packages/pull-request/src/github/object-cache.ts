import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ZodType } from 'zod';
import { type Sha, sha } from '../forge/git-object';

/** What is kept of an object; what it becomes is for the reader to say. */
export interface CachedKind<T> {
  readonly kind: 'commit' | 'tree' | 'files' | 'asked';
  /** Of what is stored, which is JSON. */
  readonly schema: ZodType<T>;
  /** Whether it is worth a file; else it is kept for this run alone. */
  readonly onDisk: boolean;
  /** Of what is no object: whether it stays as it was read; else it is not kept at all. */
  readonly isFinal?: (value: T) => boolean;
}

export interface ObjectCache {
  /** The object, as it was kept, or as it is read now. An object never changes under its name. */
  readonly get: <T>(kept: CachedKind<T>, sha: Sha, read: () => Promise<T>) => Promise<T>;
}

/** Keeps Git objects, and what else stays as it is, in memory, and in a folder where one is given, which can be deleted at any time. */
export function objectCache(folder: string | undefined): ObjectCache {
  const memory = new Map<string, Promise<unknown>>();
  return {
    get: <T>(kept: CachedKind<T>, sha: Sha, read: () => Promise<T>) => {
      const name = `${kept.kind}-${sha}`;
      const file = folder !== undefined && kept.onDisk ? join(folder, sha.slice(0, 2), `${name}.json`) : undefined;
      const found = memory.get(name) ?? (file === undefined ? read() : readThrough(file, kept, read));
      memory.set(name, found);
      const forget = () => memory.delete(name);
      (found as Promise<T>).then((value) => mayBeKept(kept, value) || forget(), forget); // kept under the name of its kind
      return found as Promise<T>; // kept under the name of its kind
    },
  };
}

/** A name for what is no object, and has none of Git's. */
export function keyFor(text: string): Sha {
  return sha(createHash('sha1').update(text).digest('hex'));
}

function mayBeKept<T>({ isFinal }: CachedKind<T>, value: T): boolean {
  return isFinal === undefined || isFinal(value);
}

async function readThrough<T>(file: string, kept: CachedKind<T>, read: () => Promise<T>): Promise<T> {
  const old = kept.schema.safeParse(await readEntry(file));
  if (old.success) return old.data;
  const value = await read();
  if (!mayBeKept(kept, value)) return value;
  // Without the entry the next run asks again: no reason to stop this one.
  await writeEntry(file, JSON.stringify(value)).catch(() => undefined);
  return value;
}

/** What a whole entry holds: one that is cut, damaged, or another's under this name has not its checksum. */
async function readEntry(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const body = text.slice(text.indexOf('\n') + 1);
  return text === entryOf(file, body) ? JSON.parse(body) : undefined;
}

function entryOf(file: string, body: string): string {
  return `${createHash('sha256')
    .update(`${basename(file)}\n${body}`)
    .digest('hex')}\n${body}`;
}

async function writeEntry(file: string, body: string): Promise<void> {
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
