import { availableParallelism } from 'node:os';
import type { TaskGraph } from '@nx/devkit';
import { addAll } from '@sovereign-fleet/domain';

export interface TaskResult {
  readonly success: boolean;
  readonly terminalOutput: string;
}

type Given = Readonly<Record<string, unknown>>;
type Work = (project: string, given: Given) => Promise<TaskResult>;

/** The Sovereigns whose specs are loaded together. */
export function projectsIn({ tasks }: TaskGraph): readonly string[] {
  return Object.values(tasks).map(({ target }) => target.project);
}

/**
 * Does the tasks of a batch, and gives what Nx asks for, in their order. Several are begun at once: while programs run
 * for one, another is read or written. `work` never rejects. Whoever stops early waits for those that are begun.
 */
export async function* batchResults(graph: TaskGraph, inputs: Readonly<Record<string, Given>>, work: Work) {
  const begin = async ({ id, target }: TaskGraph['tasks'][string]) => {
    const startTime = Date.now();
    const result = await work(target.project, inputs[id] ?? {});
    return { task: id, result: { ...result, startTime, endTime: Date.now() } };
  };
  const tasks = Object.values(graph.tasks);
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

/** As many as can run programs: more would only take memory. */
const atOnce = availableParallelism();
