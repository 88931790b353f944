import { join } from 'node:path';
import { runNode } from './run-child';
import type { RenderMeasurement } from './render-child';

/** Renders the example fleet in a new process: all regions once, or one region in a number of rounds. */
export function renderInChild(root: string, count: number, rounds: number | 'all' = 'all'): RenderMeasurement {
  const script = join(__dirname, 'render-child.ts');
  const order = rounds === 'all' ? ['all', '1'] : ['one', String(rounds)];
  const output = runNode(['--expose-gc', '--require', '@swc-node/register', script, root, String(count), ...order]);
  return JSON.parse(output) as RenderMeasurement; // `render-child.ts` printed it
}
