import { deflateObject, frameObject, objectId, parseFrame } from './git-object';
import { packBytes } from './pack';
import type { GitObject, GitType, ObjectStore } from './repository';
import { runGit, tryGit } from './run-git';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';
const fullId = /^[0-9a-f]{40}$/;

/**
 * The objects of a bare repository: kept in memory, and written as loose objects without starting Git for each.
 * Objects that others pushed are read when they are needed.
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
      const frame = frameObject(object);
      const id = objectId(frame);
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
  writeFileSync(path, deflateObject(frame), { mode: 0o444 });
}

function readLoose(folder: string, id: string): GitObject | undefined {
  const path = loosePath(folder, id);
  return existsSync(path) ? parseFrame(Buffer.from(inflateSync(readFileSync(path)))) : undefined;
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
