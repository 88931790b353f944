import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ZodType } from 'zod';
import { type Sha, sha } from '../forge/git-object';

/** A kind of thing that is kept, and how. */
export interface CachedKind<T> {
  readonly kind: 'commit' | 'tree' | 'files' | 'asked';
  /** The shape in which it is stored, as JSON. */
  readonly schema: ZodType<T>;
  /** Whether it is worth a file. Otherwise it is kept for this run only. */
  readonly onDisk: boolean;
  /** For something that is not a Git object: whether it will stay as it is. Otherwise it is not kept at all. */
  readonly isFinal?: (value: T) => boolean;
}

export interface ObjectCache {
  /** The object, from the cache or read now. An object never changes under its name. */
  readonly get: <T>(cachedKind: CachedKind<T>, sha: Sha, read: () => Promise<T>) => Promise<T>;
}

/**
 * Keeps Git objects, and other things that never change, in memory and, if a folder is given, in files. The folder can
 * be deleted at any time.
 */
export function objectCache(folder: string | undefined): ObjectCache {
  const memory = new Map<string, Promise<unknown>>();
  return {
    get: <T>(cachedKind: CachedKind<T>, sha: Sha, read: () => Promise<T>) => {
      const name = `${cachedKind.kind}-${sha}`;
      const file =
        folder !== undefined && cachedKind.onDisk ? join(folder, sha.slice(0, 2), `${name}.json`) : undefined;
      const found = memory.get(name) ?? (file === undefined ? read() : readThrough(file, cachedKind, read));
      memory.set(name, found);
      const forget = () => memory.delete(name);
      const object = found as Promise<T>; // it is kept under the name of its kind
      object.then((value) => mayBeKept(cachedKind, value) || forget(), forget);
      return object;
    },
  };
}

/** A name for something that is not a Git object. */
export function keyFor(text: string): Sha {
  return sha(createHash('sha1').update(text).digest('hex'));
}

function mayBeKept<T>({ isFinal }: CachedKind<T>, value: T): boolean {
  return isFinal === undefined || isFinal(value);
}

async function readThrough<T>(file: string, cachedKind: CachedKind<T>, read: () => Promise<T>): Promise<T> {
  const old = cachedKind.schema.safeParse(await readEntry(file));
  if (old.success) return old.data;
  const value = await read();
  if (!mayBeKept(cachedKind, value)) return value;
  // If the file cannot be written, the next run reads it again from GitHub.
  await writeEntry(file, JSON.stringify(value)).catch(() => undefined);
  return value;
}

/** The content of an entry. If it is cut, damaged or of another name, its checksum does not match. */
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
