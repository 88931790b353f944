import type { GitObject, GitType } from './repository';
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** An object as Git hashes and stores it: a header of type and length, then the bytes. */
export function frameObject({ type, bytes }: GitObject): Buffer {
  return Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
}

export function parseFrame(frame: Buffer): GitObject {
  const end = frame.indexOf(0);
  const [type] = frame.toString('latin1', 0, end).split(' ');
  // Git wrote the header.
  return { type: type as GitType, bytes: frame.subarray(end + 1) };
}

/** Deflated as Git stores it. Without a chunk size zlib would keep 16 KiB for each of 60,000 small files. */
export function deflateObject(bytes: Buffer): Buffer {
  return deflateSync(bytes, { level: 1, chunkSize: bytes.length + 64 });
}

/** The name of an object: the SHA-1 of its frame. */
export function objectId(frame: Buffer): string {
  return createHash('sha1').update(frame).digest('hex');
}
