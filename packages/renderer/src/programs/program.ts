import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { failure, type Outcome } from '../contract/failure';

/** One run of a program. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  /** What it reads from its standard input; nothing when left out. */
  readonly input?: string;
  readonly cwd?: string;
  /** All of its environment; ours when left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Counted from its start, not from when it was asked for. */
  readonly timeoutSeconds: number;
  /** It is stopped when it writes more than this. */
  readonly outputLimitMiB?: number;
}

export interface ProgramOutput {
  readonly stdout: string;
}

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>;

const defaultOutputLimitMiB = 256;
const mebibyte = 1024 * 1024;
/** Of what a program says on stderr: enough to know why, too little to fill a report. */
const longestWords = 16 * 1024;

/**
 * Runs a program without a shell, no more at once than there are cores. Gives its standard output; when it ends with
 * another exit code than 0, what it said on stderr; else why it could not start or was stopped. Never rejects.
 */
export async function runProgram(call: ProgramCall): Promise<Outcome<ProgramOutput>> {
  return inTurn(() => run(call));
}

const waiting: (() => void)[] = [];
let places = availableParallelism();

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (places > 0) places -= 1;
  else await new Promise<void>((start) => waiting.push(start));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) places += 1;
    else next(); // our place is theirs
  }
}

function run(call: ProgramCall): Promise<Outcome<ProgramOutput>> {
  const name = basename(call.program);
  return new Promise((settle) => {
    let child: Child;
    try {
      child = start(call);
    } catch (error) {
      settle(failure('program-missing', cannotStart(call, String(error)))); // an argument with a NUL, say
      return;
    }
    const stopped = watch(child, call, name);
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    child.on('error', (error) => {
      settle(failure('program-missing', cannotStart(call, error.message), install));
    });
    child.on('close', (code, signal) => {
      settle(stopped() ?? outcomeOf({ name, code, signal, stdout: stdout(), words: stderr().trim() }));
    });
    child.stdin?.on('error', () => undefined); // it ended without reading all; its exit code says whether that is bad
    child.stdin?.end(call.input);
  });
}

function start({ program, args, cwd, env, input }: ProgramCall): Child {
  const options = { cwd, env };
  if (input === undefined) return spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  return spawn(program, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
}

function cannotStart({ program, cwd }: ProgramCall, why: string): string {
  const where = cwd === undefined ? '' : ` in ${cwd}`;
  return `${program} cannot be started${where}: ${why}`;
}

const install = 'Install it, or name one that runs here in SOVEREIGN_FLEET_HELM or SOVEREIGN_FLEET_KUBECTL';
const again = 'Run it again where it has enough memory and nobody ends it';
const slow = 'Run it again on a machine with less to do, or mend what keeps it busy';

type Stopped = Extract<Outcome<never>, { readonly ok: false }>;

/** Stops it after its time, or after too much output. Gives why it was stopped, or undefined. */
function watch(child: Child, call: ProgramCall, name: string): () => Stopped | undefined {
  let why: Stopped | undefined;
  const stop = (reason: Stopped): void => {
    why ??= reason;
    child.kill('SIGKILL');
    // A process that it started may hold these open, and 'close' waits for them.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const { timeoutSeconds, outputLimitMiB = defaultOutputLimitMiB } = call;
  const late = `${name} did not end within ${timeoutSeconds} seconds and was stopped`;
  const timer = setTimeout(stop, timeoutSeconds * 1000, failure('timeout', late, slow));
  child.on('close', () => {
    clearTimeout(timer);
  });
  let size = 0;
  const count = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > outputLimitMiB * mebibyte)
      stop(failure('too-much-output', `${name} wrote more than ${outputLimitMiB} MiB and was stopped`));
  };
  child.stdout.on('data', count);
  child.stderr.on('data', count);
  return () => why;
}

function collect(stream: Readable): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

interface End {
  readonly name: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly words: string;
}

function outcomeOf({ name, code, signal, stdout, words }: End): Outcome<ProgramOutput> {
  if (code === 0) return { ok: true, value: { stdout } };
  const said = words.length > longestWords ? `${words.slice(0, longestWords)}…` : words;
  if (signal !== null) {
    return failure('program-ended', `${name} was ended by ${signal}${said === '' ? '' : `: ${said}`}`, again);
  }
  const silent = `${name} ended with exit code ${code ?? 'unknown'} and said nothing`;
  return failure('program-failed', said === '' ? silent : said);
}
