import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChartRequest } from './chart-request';
import { writePrivateFile } from '../disk/whole-file';

/** A chart's archive, and where it is. */
export interface Archive {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * What was stored for a request, or undefined. An archive counts as missing if its bytes have changed since, and a note
 * if it cannot be read. Storing the chart again replaces both.
 */
export async function readCached(folder: string, request: ChartRequest): Promise<Archive | undefined> {
  const sha256 = await storedHash(folder, request);
  if (sha256 === undefined) return undefined;
  const path = archivePath(folder, sha256);
  const bytes = await readFile(path).catch(() => undefined);
  return bytes !== undefined && sha256Of(bytes) === sha256 ? { path, bytes } : undefined;
}

/**
 * Stores an archive under the hash of its bytes, then a note of which request it answers. Each file appears whole, so
 * two processes may do this at the same time, and either may be killed halfway.
 */
export async function writeCached(folder: string, request: ChartRequest, bytes: Uint8Array): Promise<Archive> {
  const sha256 = sha256Of(bytes);
  const path = archivePath(folder, sha256);
  await writePrivateFile(path, bytes);
  await writePrivateFile(notePath(folder, request), JSON.stringify({ request: keyOf(request), sha256 }));
  return { path, bytes };
}

async function storedHash(folder: string, request: ChartRequest): Promise<string | undefined> {
  try {
    const note: unknown = JSON.parse(await readFile(notePath(folder, request), 'utf8'));
    if (typeof note !== 'object' || note === null || !('request' in note) || !('sha256' in note)) return undefined;
    const { request: storedKey, sha256 } = note;
    if (storedKey !== keyOf(request) || typeof sha256 !== 'string') return undefined;
    return /^[0-9a-f]{64}$/.test(sha256) ? sha256 : undefined;
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
