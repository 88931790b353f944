import { rmSync } from 'node:fs';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { makeSpecs } from '@sovereign-fleet/workspace/testing';
import { renderReviewBatch } from './executor';

test('a step that there is not is refused by its name, and nothing is rendered', async () => {
  const root = makeSpecs();
  const id = 'acme:check';
  // A batch reads nothing else of both.
  const graph = { tasks: { [id]: { id, target: { project: 'acme', target: 'check' } } } } as unknown as TaskGraph;
  const context = { root } as ExecutorContext;
  const results = [];
  for await (const one of renderReviewBatch(graph, { [id]: { step: 'check' } }, {}, context)) results.push(one);
  expect(results).toMatchObject([{ task: id, result: { success: false } }]);
  expect(results[0]?.result.terminalOutput).toContain('--step');
  rmSync(root, { recursive: true });
});
