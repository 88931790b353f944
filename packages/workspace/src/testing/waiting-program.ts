// For tests: a program that takes the place of a real one, and does not end by itself.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface WaitingProgram {
  readonly path: string;
  /** The process ids of all that were started, oldest first. */
  readonly ids: () => readonly number[];
  /** Those of them that still run. */
  readonly running: () => readonly number[];
  /** Ends what a killed process has left running. */
  readonly end: () => void;
}

/**
 * Writes the program into a folder. `passes` is a test of the shell: where it holds, the real program is run. Several
 * may be started at once, so each adds its line, and half a line is not read.
 */
export function makeWaitingProgram(
  folder: string,
  { name, real, passes }: { readonly name: string; readonly real: string; readonly passes: string },
): WaitingProgram {
  const path = join(folder, name);
  const list = join(folder, `${name}.pids`);
  writeFileSync(path, `#!/bin/sh\nif ${passes}; then exec '${real}' "$@"; fi\necho $$ >>'${list}'\nexec sleep 1000\n`);
  chmodSync(path, 0o755);
  const ids = () => (existsSync(list) ? readFileSync(list, 'utf8').split('\n').slice(0, -1).map(Number) : []);
  const running = () => ids().filter(isRunning);
  const endAll = () => {
    for (const id of ids()) end(id);
  };
  return { path, ids, running, end: endAll };
}

/** Ends a program with all that it started. */
function end(id: number): void {
  try {
    process.kill(-id, 'SIGKILL');
  } catch {
    return; // it has ended
  }
}

/** Whether a process runs: one that ended and that nobody asked how (a zombie) does not. */
function isRunning(id: number): boolean {
  const status = `/proc/${String(id)}/status`;
  if (existsSync('/proc/self/status')) return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
