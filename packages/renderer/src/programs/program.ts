import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { endGroup, startGroup } from './child-group';
import { isKeptBySystem, watchMemory, withMemoryLimit } from './memory-limit';
import { explainEnd, explainFull, explainLate, explainStart, type ProgramEnd, type Stop } from './program-end';
import { mebibyte, outputLimitMiB } from './output-limit';
import { allowanceNow, secondsLeft } from './render-allowance';
import { isThere } from './program-path';
import type { Outcome } from '../contract/failure';

/** One run of a program. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  /** Its standard input. If left out, the input is empty. */
  readonly input?: string;
  readonly cwd?: string;
  /** All of its environment. If left out, it gets ours. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Counted from its start, not from the call, which may have to wait for its turn. */
  readonly timeoutSeconds: number;
  /** It is stopped when it writes more than this. */
  readonly outputLimitMiB?: number;
  /** It gets no more memory than this, nor does a program that it starts. If left out, there is no limit. */
  readonly memoryLimitMiB?: number;
}

export interface ProgramOutput {
  readonly stdout: string;
  /** What it wrote to stderr. */
  readonly words: string;
}

/** Its words are kept whole, so that what is secret in them is hidden before they are cut. */
const wordsLimitMiB = 16;

const programLimit = pLimit(availableParallelism());

/**
 * Runs a program; no shell reads its arguments. At most as many run at once as there are cores. Gives its standard
 * output. If its exit code is not 0, the failure has all that it wrote to stderr; else why it could not start or was
 * stopped. What it started ends with it. Never rejects. Why so: docs/decisions/0031.
 */
export function runProgram(call: ProgramCall): Promise<Outcome<ProgramOutput>> {
  const allowance = allowanceNow();
  return programLimit(async () => {
    const left = secondsLeft(allowance);
    if (left <= 0) return explainLate(call);
    if (allowance.output <= 0) return explainFull(call);
    const ran = await run({ ...call, timeoutSeconds: Math.min(call.timeoutSeconds, left) });
    if (ran.ok) allowance.output -= Buffer.byteLength(ran.value.stdout);
    return ran;
  });
}

async function run(given: ProgramCall): Promise<Outcome<ProgramOutput>> {
  const call = { ...given, outputLimitMiB: given.outputLimitMiB ?? outputLimitMiB };
  try {
    const end = await endOf(call, startGroup(commandOf(call), call));
    const isGood = end.stop === undefined && end.code === 0;
    return isGood ? { ok: true, value: { stdout: end.stdout, words: end.words } } : explainEnd(end, call);
  } catch (error) {
    return explainStart(error as NodeJS.ErrnoException, call); // Node throws nothing else
  }
}

/** Of a program that is not there, Node says so better than a shell. */
function commandOf({ program, args, env = process.env, memoryLimitMiB }: ProgramCall): readonly [string, ...string[]] {
  if (memoryLimitMiB === undefined || !isThere(program, env)) return [program, ...args];
  return withMemoryLimit(program, args, memoryLimitMiB);
}

type LimitedCall = ProgramCall & { readonly outputLimitMiB: number };

function endOf(call: LimitedCall, child: ChildProcess): Promise<ProgramEnd> {
  const { timeoutSeconds, outputLimitMiB, memoryLimitMiB = Infinity, input } = call;
  let stop: Stop | undefined;
  const stopFor = (reason: Stop) => () => {
    stop ??= reason;
    endGroup(child);
  };
  const timer = setTimeout(stopFor('timeout'), timeoutSeconds * 1000);
  if (!isKeptBySystem) watchMemory(child, memoryLimitMiB, stopFor('too-much-memory'));
  const stdout = collect(child.stdout, outputLimitMiB, stopFor('too-much-output'));
  const words = collect(child.stderr, Math.min(outputLimitMiB, wordsLimitMiB), stopFor('too-much-output'));
  // It may end without reading all of it; its exit code says whether that is bad.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  return new Promise<ProgramEnd>((settle, refuse) => {
    child.once('error', refuse);
    child.once('close', (code, signal) => {
      settle({ code, signal, stdout: stdout(), words: words().trim(), stop });
    });
  }).finally(() => {
    clearTimeout(timer);
  });
}

/** Keeps what comes, and calls `onMore` where it is more than the limit. */
function collect(stream: Readable | null, limitMiB: number, onMore: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limitMiB * mebibyte) onMore();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString();
}
