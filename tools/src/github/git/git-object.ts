import { createHash } from 'node:crypto';

export type GitType = 'blob' | 'tree' | 'commit' | 'tag';

export interface GitObject {
  readonly type: GitType;
  readonly bytes: Buffer;
}

/** An object as Git hashes and stores it: a header of type and length, then the bytes. */
export function framed({ type, bytes }: GitObject): Buffer {
  return Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
}

export function unframed(frame: Buffer): GitObject {
  const end = frame.indexOf(0);
  const [type] = frame.toString('latin1', 0, end).split(' ');
  // Git wrote the header.
  return { type: type as GitType, bytes: frame.subarray(end + 1) };
}

/** The name of an object: the SHA-1 of its frame. */
export function idOf(frame: Buffer): string {
  return createHash('sha1').update(frame).digest('hex');
}
