import { gzipSync } from 'node:zlib';

// For tests: archives that no program would make.

/** An entry of a tar: its name as it is written, and its type by tar's letter, which is `0` for a file. */
export interface RawEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly type?: string;
}

/** An archive of these entries, with names and types as they are. */
export function rawArchive(entries: readonly RawEntry[]): Buffer {
  return gzipSync(Buffer.concat([...entries.map(rawEntry), Buffer.alloc(1024)]));
}

function rawEntry({ name, content = '', type = '0' }: RawEntry): Buffer {
  const bytes = Buffer.from(content);
  const head = Buffer.alloc(512);
  const octal = (value: number, length: number): string => value.toString(8).padStart(length - 1, '0');
  head.write(name, 0, 100);
  head.write(octal(0o644, 8), 100);
  head.write(octal(bytes.length, 12), 124);
  head.write(octal(0, 12), 136);
  head.write(' '.repeat(8), 148);
  head.write(type, 156);
  if (type === '2') head.write('target', 157);
  head.write('ustar\u000000', 257, 'latin1');
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${octal(sum, 7)}\u0000 `, 148, 'latin1');
  return Buffer.concat([head, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}
