import { setTimeout } from 'node:timers/promises';
import type { TaskGraph } from '@nx/devkit';
import { batchResults } from './batch';

const names = Array.from({ length: 9 }, (_, at) => `s${at}`);
const tasks = names.map((project) => [`${project}:render`, { id: `${project}:render`, target: { project } }]);
// A batch reads nothing else of it.
const graph = { tasks: Object.fromEntries(tasks) as TaskGraph['tasks'] } as TaskGraph;
const inputs = { 's3:render': { offline: true } };

/** Ends after a time of its own, and counts what is not ended yet. */
function countedWork() {
  const counted = { running: 0, most: 0, begun: 0 };
  const work = async (project: string, given: object) => {
    counted.running += 1;
    counted.begun += 1;
    counted.most = Math.max(counted.most, counted.running);
    await setTimeout((Number(project.slice(1)) * 7) % 5);
    counted.running -= 1;
    return { success: true, terminalOutput: `${project} ${JSON.stringify(given)}` };
  };
  return { counted, work };
}

test('a batch works on some tasks at once and gives all results in their order', async () => {
  const { counted, work } = countedWork();
  const said: string[] = [];
  for await (const { task, result } of batchResults(graph, inputs, work)) said.push(`${task} ${result.terminalOutput}`);
  expect(said).toEqual(names.map((name) => `${name}:render ${name} ${name === 's3' ? '{"offline":true}' : '{}'}`));
  expect(counted.most).toBeLessThan(names.length);
});

test('the tasks of a project are done together', async () => {
  const { work } = countedWork();
  const both = ['render', 'review'].flatMap((target) => {
    return names.map((project) => [`${project}:${target}`, { id: `${project}:${target}`, target: { project } }]);
  });
  const ofBoth = { tasks: Object.fromEntries(both) as TaskGraph['tasks'] } as TaskGraph;
  const done: string[] = [];
  for await (const { task } of batchResults(ofBoth, {}, work)) done.push(task);
  expect(done).toEqual(names.flatMap((name) => [`${name}:render`, `${name}:review`]));
});

test('a batch that is stopped early waits for what is begun, and begins nothing more', async () => {
  const { counted, work } = countedWork();
  for await (const { task } of batchResults(graph, inputs, work)) {
    if (task === 's1:render') break;
  }
  expect(counted.running).toBe(0);
  expect(counted.begun).toBeLessThan(names.length);
});
