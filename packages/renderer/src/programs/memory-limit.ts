import { type ChildProcess, execFile } from 'node:child_process';

/** For helm and kubectl. Go reserves some 600 MiB of it before it begins; 50 MB of ConfigMaps are built with it. */
export const memoryLimitMiB = 2048;

/** Whether the system can be told how much memory a program may have. */
export const isKeptBySystem = process.platform === 'linux';

/**
 * A command that gets no more memory than this, where the system can see to it: the shell sets the limit and becomes
 * the program.
 */
export function withMemoryLimit(
  program: string,
  args: readonly string[],
  limitMiB: number,
): readonly [string, ...string[]] {
  if (!isKeptBySystem) return [program, ...args];
  return [
    '/bin/sh',
    '-c',
    'unset PWD; ulimit -v "$1" && shift && exec "$@"',
    'sh',
    String(limitMiB * 1024),
    program,
    ...args,
  ];
}

const lookEvery = 200; // milliseconds

/** Calls `onMore` once a program holds more than this, for where the system does not see to it. */
export function watchMemory(child: ChildProcess, limitMiB: number, onMore: () => void): void {
  const { pid } = child;
  if (pid === undefined) return;
  const timer = setInterval(() => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, printed) => {
      if (error === null && Number(printed) > limitMiB * 1024) onMore();
    });
  }, lookEvery);
  child.once('exit', () => {
    clearInterval(timer);
  });
}

/** What Go's runtime says when the system gives it no more. */
const outOfMemory =
  /^(fatal error|runtime): .*(out of memory|cannot allocate memory|failed to (reserve|create new OS))/m;

/** Whether a program ended since it got no more memory, by what it wrote to stderr. */
export function saysOutOfMemory(words: string): boolean {
  return outOfMemory.test(words);
}
