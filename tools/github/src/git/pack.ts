import { createHash } from 'node:crypto';
import { deflateObject } from './git-object';
import type { GitObject, GitType } from './repository';
const typeNumbers: Readonly<Record<GitType, number>> = { commit: 1, tree: 2, blob: 3, tag: 4 };

/** A pack of whole objects, for `git index-pack`: a thousand Sovereigns' files are too many to write one by one. */
export function packBytes(objects: readonly GitObject[]): Buffer {
  const start = Buffer.from('PACK\0\0\0\x02\0\0\0\0', 'latin1');
  start.writeUInt32BE(objects.length, 8);
  const packed = objects.flatMap((object) => [objectHeader(object), deflateObject(object.bytes)]);
  const body = Buffer.concat([start, ...packed]);
  return Buffer.concat([body, createHash('sha1').update(body).digest()]);
}

/** Type and size: four bits of the size in the first byte, seven in each that follows. */
function objectHeader({ type, bytes }: GitObject): Buffer {
  const header: number[] = [];
  let rest = bytes.length >> 4;
  let byte = (typeNumbers[type] << 4) | (bytes.length & 15);
  for (; rest > 0; rest >>= 7) {
    header.push(byte | 128);
    byte = rest & 127;
  }
  return Buffer.from([...header, byte]);
}
