import { availableParallelism } from 'node:os';
import type { TaskGraph } from '@nx/devkit';
import { addAll } from '@sovereign-fleet/domain';
import type { Given, TaskResult } from '../render/executor';

type Work = (project: string, given: Given) => Promise<TaskResult>;

/**
 * Does the tasks of a batch, and gives what Nx asks for: in their order, but those of a project together. Several are
 * begun at once: while programs run for one, another is read or written. `work` never rejects. Whoever stops early
 * waits for those that are begun.
 */
export async function* batchResults(graph: TaskGraph, inputs: Readonly<Record<string, Given>>, work: Work) {
  const begin = async ({ id, target }: Task) => {
    const startTime = Date.now();
    const result = await work(target.project, inputs[id] ?? {});
    return { task: id, result: { ...result, startTime, endTime: Date.now() } };
  };
  const tasks = byProject(Object.values(graph.tasks));
  const begun = tasks.slice(0, atOnce).map(begin);
  try {
    for (const result of begun) {
      yield await result;
      addAll(begun, tasks.slice(begun.length, begun.length + 1).map(begin)); // the loop comes to it, too
    }
  } finally {
    await Promise.all(begun);
  }
}

type Task = TaskGraph['tasks'][string];

function byProject(tasks: readonly Task[]): readonly Task[] {
  const of = new Map<string, Task[]>();
  for (const task of tasks) of.set(task.target.project, [...(of.get(task.target.project) ?? []), task]);
  return [...of.values()].flat();
}

/** As many as can run programs: more would only take memory. */
const atOnce = availableParallelism();
