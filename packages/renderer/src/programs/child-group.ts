import { type ChildProcess, spawn } from 'node:child_process';
import { atEnd } from '../disk/at-end';

interface GroupOptions {
  readonly cwd?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** So long we wait for output after the end: who holds it then has left the group. */
const longestWait = 1000;

/**
 * Starts a program in a process group of its own. When it ends, or this process does, all that it started is ended too:
 * a terminal sends Ctrl+C to our own group alone.
 */
export function startGroup([file, ...args]: readonly [string, ...string[]], { cwd, env }: GroupOptions): ChildProcess {
  const child = spawn(file, args, { cwd, env, stdio: 'pipe', detached: true });
  if (child.pid === undefined) return child; // it says why by itself
  const forget = atEnd(() => {
    endGroup(child);
  });
  child.once('exit', () => {
    endGroup(child);
    forget();
    setTimeout(closeOutput, longestWait, child).unref();
  });
  return child;
}

/** Ends a program and all that it started, at once. */
export function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    return; // nothing of it is left
  }
}

function closeOutput({ stdout, stderr }: ChildProcess): void {
  stdout?.destroy();
  stderr?.destroy();
}
