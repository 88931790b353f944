import { join } from 'node:path';
import { runNode } from './child';
import type { RenderMeasured } from './render-child';

/** Renders `specs(count)` in a new process: all regions once, or one region as often as asked. */
export function renderInChild(root: string, count: number, rounds: number | 'all' = 'all'): RenderMeasured {
  const script = join(__dirname, 'render-child.ts');
  const asked = rounds === 'all' ? ['all', '1'] : ['one', String(rounds)];
  const output = runNode(['--expose-gc', '--require', '@swc-node/register', script, root, String(count), ...asked]);
  return JSON.parse(output) as RenderMeasured; // `render-child.ts` printed it
}
