import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
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

/** Where things are kept between runs. */
export interface CachePlace {
  readonly folder: string;
  /** Writes a file, and its folder, whole or not at all. */
  readonly write: (file: string, text: string) => Promise<void>;
}

export interface ObjectCache {
  /** The object, from the cache or read now. An object never changes under its name. */
  readonly get: <T>(cachedKind: CachedKind<T>, sha: Sha, read: () => Promise<T>) => Promise<T>;
}

/**
 * Keeps Git objects, and other things that never change, in memory and, if a place is given, in files. Its folder can
 * be deleted at any time.
 */
export function objectCache(place: CachePlace | undefined): ObjectCache {
  const memory = new Map<string, Promise<unknown>>();
  return {
    get: <T>(cachedKind: CachedKind<T>, sha: Sha, read: () => Promise<T>) => {
      const name = `${cachedKind.kind}-${sha}`;
      const isKept = place !== undefined && cachedKind.onDisk;
      const found = memory.get(name) ?? (isKept ? readThrough(place, { ...cachedKind, sha, read }) : read());
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

interface Wanted<T> extends CachedKind<T> {
  readonly sha: Sha;
  readonly read: () => Promise<T>;
}

async function readThrough<T>({ folder, write }: CachePlace, cachedKind: Wanted<T>): Promise<T> {
  const { kind, sha: name } = cachedKind;
  const file = join(folder, name.slice(0, 2), `${kind}-${name}.json`);
  const old = cachedKind.schema.safeParse(await readEntry(file));
  if (old.success) return old.data;
  const value = await cachedKind.read();
  if (!mayBeKept(cachedKind, value)) return value;
  // If the file cannot be written, the next run reads it again from GitHub.
  await write(file, entryOf(file, JSON.stringify(value))).catch(() => undefined);
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
