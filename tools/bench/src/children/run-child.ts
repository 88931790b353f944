import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KitName } from '../fleet/example-fleet';
import { repository } from '../fleet/repository';
import type { Measurement, Step } from './measure-child';

/** What is measured, and where. */
export interface Order {
  readonly kit?: KitName;
  readonly count: number;
  /** Where it works: a folder, or a file for what is written into one. */
  readonly path?: string;
  /** A folder in which it runs before, sixty times. */
  readonly warmUp?: string;
}

/** Runs one step in a process of its own. */
export function measureInChild(step: Step, { kit = 'five', count, path = '', warmUp = '' }: Order): Measurement {
  const script = join(__dirname, 'measure-child.ts');
  const kitFolder = mkdtempSync(join(tmpdir(), 'sovereign-fleet-kit-'));
  const order = [step, kit, String(count), path, warmUp, kitFolder];
  const output = runNode(['--expose-gc', '--require', '@swc-node/register', script, ...order]);
  rmSync(kitFolder, { recursive: true });
  return JSON.parse(output) as Measurement; // `measure-child.ts` printed it
}

/** Runs a Node process with an empty standard input and returns its output. Throws if it fails. */
export function runNode(args: readonly string[], cwd = repository): string {
  const { error, status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', input: '' });
  if (error === undefined && status === 0) return stdout;
  throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`, { cause: error });
}
