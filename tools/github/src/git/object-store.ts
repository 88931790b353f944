import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { deflated, framed, type GitObject, type GitType, idOf, unframed } from './git-object';
import { packBytes } from './pack';
import { runGit, tryGit } from './run-git';

export interface ObjectStore {
  readonly read: (id: string) => GitObject | undefined;
  /** Stores the object and returns its name. */
  readonly write: (object: GitObject) => string;
  /** Stores all that is written meanwhile at once, in a pack. */
  readonly together: <T>(run: () => T) => T;
}

const fullId = /^[0-9a-f]{40}$/;

/**
 * The objects of a bare repository: kept in memory, and written as Git's own loose objects, without a process of Git
 * for each. What others pushed is read when it is asked for.
 */
export function openObjects(folder: string): ObjectStore {
  const known = new Map<string, GitObject>();
  let waiting: GitObject[] | undefined;
  const keep = (id: string, object: GitObject | undefined) => {
    if (object !== undefined) known.set(id, object);
    return object;
  };
  return {
    read: (id) => {
      if (!fullId.test(id)) return undefined;
      return known.get(id) ?? keep(id, readLoose(folder, id) ?? readPacked(folder, id));
    },
    write: (object) => {
      const frame = framed(object);
      const id = idOf(frame);
      if (known.has(id)) return id;
      if (waiting === undefined) writeLoose(loosePath(folder, id), frame);
      else waiting.push(object);
      known.set(id, object);
      return id;
    },
    together: (run) => {
      const objects: GitObject[] = (waiting = []);
      try {
        return run();
      } finally {
        waiting = undefined;
        if (objects.length > 0) runGit(folder, ['index-pack', '--stdin'], packBytes(objects));
      }
    },
  };
}

function loosePath(folder: string, id: string): string {
  return join(folder, 'objects', id.slice(0, 2), id.slice(2));
}

function writeLoose(path: string, frame: Buffer): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, deflated(frame), { mode: 0o444 });
}

function readLoose(folder: string, id: string): GitObject | undefined {
  const path = loosePath(folder, id);
  return existsSync(path) ? unframed(Buffer.from(inflateSync(readFileSync(path)))) : undefined;
}

function readPacked(folder: string, id: string): GitObject | undefined {
  const packs = join(folder, 'objects/pack');
  if (!existsSync(packs) || readdirSync(packs).length === 0) return undefined;
  const { output } = tryGit(folder, ['cat-file', '--batch'], `${id}\n`);
  const end = output.indexOf('\n');
  const [, type, size] = output.toString('latin1', 0, end).split(' ');
  if (size === undefined) return undefined;
  // Git names no other types.
  return { type: type as GitType, bytes: output.subarray(end + 1, end + 1 + Number(size)) };
}
