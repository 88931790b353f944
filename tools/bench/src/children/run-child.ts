import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Measurement, Step } from './measure-child';

export const workspaceRoot = join(__dirname, '../../../..');

/** Runs one step in a process of its own. With a folder to warm up in, it runs there first, sixty times. */
// eslint-disable-next-line @typescript-eslint/max-params -- what is measured, and where
export function measureInChild(step: Step, count: number, path: string, warmUp = ''): Measurement {
  const script = join(__dirname, 'measure-child.ts');
  const output = runNode(['--expose-gc', '--require', '@swc-node/register', script, step, String(count), path, warmUp]);
  return JSON.parse(output) as Measurement; // `measure-child.ts` printed it
}

/** Runs a Node process with an empty standard input and returns its output. Throws if it fails. */
export function runNode(args: readonly string[], cwd = workspaceRoot): string {
  const { error, status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', input: '' });
  if (error === undefined && status === 0) return stdout;
  throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`, { cause: error });
}
