import { join } from 'node:path';
import { runNode } from './child';
import type { RenderMeasured } from './render-child';

/** Renders `specs(count)` in a new process. */
export function renderInChild(root: string, count: number, which: 'one' | 'all'): RenderMeasured {
  const script = join(__dirname, 'render-child.ts');
  const output = runNode(['--require', '@swc-node/register', script, root, String(count), which]);
  return JSON.parse(output) as RenderMeasured; // `render-child.ts` printed it
}
