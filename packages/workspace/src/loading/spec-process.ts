import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Outcome } from './realm';
import { transpile } from './transpile';

/** How the loading of a file ended; what only its process can tell. */
export type Ending =
  | Outcome
  /** `in` is the file that ran. */
  | { readonly is: 'endless'; readonly in: string }
  | { readonly is: 'ended the process'; readonly by: string };

export interface FilesToLoad {
  /** CommonJS, with the path behind each name that a module imports. */
  readonly modules: readonly { readonly path: string; readonly text: string; readonly needs: object }[];
  /** In the order in which they are loaded. */
  readonly files: readonly string[];
  /** How long each may take. */
  readonly seconds: number;
}

/** A new process begins no file after so many seconds, so that each has an end that is known. */
const secondsOfProcess = 5;

/** What a process may take of memory. A kit of a thousand rows takes 30 MB. */
const mebibytes = 512;

/**
 * Loads people's files in a process that has nothing: no environment, no file, no other process, and in it a realm of
 * JavaScript alone, in which there is no network and no code can be made from text. One process for all of them; where
 * a file ends it, or does not end itself, the others are loaded in the next one.
 */
export function loadInProcess({ modules, files, seconds }: FilesToLoad): ReadonlyMap<string, Ending> {
  const endings = new Map<string, Ending>();
  const stopped: string[] = [];
  for (let left = files; left.length > 0; left = left.filter((file) => !endings.has(file))) {
    const texts = modules.map(({ needs, ...one }) => ({ ...one, needs: JSON.stringify(needs) }));
    const work = {
      ...ownTexts(),
      modules: texts,
      files: left,
      stopped,
      seconds,
      secondsInAll: secondsOfProcess,
    };
    const ran = start(JSON.stringify(work), (seconds + secondsOfProcess) * 1000 + graceMilliseconds);
    const before = endings.size;
    const found = endingsIn(ran);
    for (const [file, ending] of found) endings.set(file, ending);
    const endless = [...found.values()].filter((ending) => ending.is === 'endless');
    for (const ending of endless) stopped.push(ending.in);
    if (endings.size === before) throw new Error(`Specs cannot be loaded: ${failureOf(ran)}`);
  }
  return endings;
}

/** V8 stops a file by itself; that the process is stopped means that one did what V8 cannot stop. */
const graceMilliseconds = 5000;

/** Node says which of the two names it has: `--permission` since 22.13. */
const permission = ['--permission', '--experimental-permission'].find((name) =>
  process.allowedNodeEnvironmentFlags.has(name),
);

function start(input: string, timeout: number): SpawnSyncReturns<string> {
  const limits = ['--disallow-code-generation-from-strings', `--max-old-space-size=${mebibytes}`, '--no-warnings'];
  const given = permission === undefined ? limits : [permission, ...limits];
  return spawnSync(process.execPath, [...given, '--eval', ownText('child')], {
    input,
    env: {},
    encoding: 'utf8',
    timeout,
    killSignal: 'SIGKILL',
    maxBuffer: mebibytes * 1024 * 1024,
  });
}

function ownTexts() {
  return { realm: ownText('realm'), writer: ownText('write-value') };
}

/** A file of this room as JavaScript: the process reads no file itself. */
function ownText(name: string): string {
  const path = join(__dirname, `${name}${extname(__filename)}`);
  const source = readFileSync(path, 'utf8');
  return path.endsWith('.ts') ? transpile(path, source).text : source;
}

/** The lines that child.ts writes; the last file has no end of its own where the process was ended. */
function endingsIn(ran: SpawnSyncReturns<string>): ReadonlyMap<string, Ending> {
  const endings = new Map<string, Ending>();
  let begun: string | undefined;
  for (const line of ran.stdout.split('\n').slice(0, -1)) {
    const [what = ''] = line.split(' ', 1);
    const told: unknown = JSON.parse(line.slice(what.length + 1));
    if (what === 'begun') begun = String(told);
    if (begun === undefined || what === 'begun') continue;
    endings.set(begun, what === 'endless' ? { is: 'endless', in: String(told) } : (told as Ending)); // an Outcome
    begun = undefined;
  }
  if (begun !== undefined) endings.set(begun, endingOf(ran, begun));
  return endings;
}

function endingOf(ran: SpawnSyncReturns<string>, file: string): Ending {
  const code = ran.error !== undefined && 'code' in ran.error ? ran.error.code : undefined;
  if (code === 'ETIMEDOUT') return { is: 'endless', in: file };
  const isFull = code === 'ENOBUFS' || /heap|out of memory/i.test(ran.stderr);
  return { is: 'ended the process', by: isFull ? `more than ${mebibytes} MiB of memory` : failureOf(ran) };
}

function failureOf({ error, signal, status, stderr }: SpawnSyncReturns<string>): string {
  const words = stderr.trim().split('\n').at(-1) ?? '';
  const how = error?.message ?? (signal === null ? `exit code ${status ?? 'unknown'}` : `the signal ${signal}`);
  return words === '' ? how : `${how}: ${words}`;
}
