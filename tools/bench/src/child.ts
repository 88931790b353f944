import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Measured, Step } from './measurement';

export const workspaceRoot = join(__dirname, '../../..');

/** Runs one step in a process of its own; with a folder to warm up in, after ten runs there. */
// eslint-disable-next-line @typescript-eslint/max-params -- what is measured, and where
export function measureInChild(step: Step, count: number, path: string, warmUp = ''): Measured {
  const script = join(__dirname, 'measurement.ts');
  const output = runNode(['--expose-gc', '--require', '@swc-node/register', script, step, String(count), path, warmUp]);
  return JSON.parse(output) as Measured; // `measurement.ts` printed it
}

/** What a new Node process prints that has nothing on its standard input. Throws when it fails. */
export function runNode(args: readonly string[], cwd = workspaceRoot): string {
  const { error, status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', input: '' });
  if (error === undefined && status === 0) return stdout;
  throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`, { cause: error });
}
