import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ChartRequest } from './chart-request';
import { writePrivateFile } from '../disk/whole-file';

/** A chart's archive, and where it is. */
export interface Archive {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The digest of the artifact that it came in, of what was pulled from a registry. */
  readonly artifact?: string;
}

/**
 * What was stored for a request, or undefined. An archive counts as missing if its bytes have changed since, and a note
 * if it cannot be read. Storing the chart again replaces both.
 */
export async function readCached(folder: string, request: ChartRequest): Promise<Archive | undefined> {
  const note = await readNote(folder, request);
  if (note === undefined) return undefined;
  const { sha256, artifact } = note;
  const path = archivePath(folder, sha256);
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined || sha256Of(bytes) !== sha256) return undefined;
  return { path, bytes, ...(artifact === undefined ? {} : { artifact }) };
}

/**
 * Stores an archive under the hash of its bytes, then a note of which request it answers. Each file appears whole, so
 * two processes may do this at the same time, and either may be killed halfway.
 */
export async function writeCached(
  folder: string,
  request: ChartRequest,
  { bytes, artifact }: Omit<Archive, 'path'>,
): Promise<Archive> {
  const sha256 = sha256Of(bytes);
  const path = archivePath(folder, sha256);
  const known = artifact === undefined ? {} : { artifact };
  await writePrivateFile(path, bytes);
  await writePrivateFile(notePath(folder, request), JSON.stringify({ request: keyOf(request), sha256, ...known }));
  return { path, bytes, ...known };
}

const noteOf = z.object({
  request: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  artifact: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .optional(),
});

async function readNote(folder: string, request: ChartRequest): Promise<z.output<typeof noteOf> | undefined> {
  try {
    const note = noteOf.parse(JSON.parse(await readFile(notePath(folder, request), 'utf8')));
    return note.request === keyOf(request) ? note : undefined;
  } catch {
    return undefined; // not there, or damaged
  }
}

function archivePath(folder: string, sha256: string): string {
  return join(folder, 'archives', `${sha256}.tgz`);
}

function notePath(folder: string, request: ChartRequest): string {
  return join(folder, 'requests', `${sha256Of(keyOf(request))}.json`);
}

/** Field by field, so that the key does not depend on the order in which a request was written. */
function keyOf(request: ChartRequest): string {
  const { from, url } = request;
  if (from === 'digest') return JSON.stringify([from, url, request.digest]);
  return JSON.stringify([from, url, from === 'index' ? request.name : '', request.version]);
}

function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
