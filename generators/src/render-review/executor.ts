import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import renderExecutor, { type Given, renderProject } from '../render/executor';
import { taskContext } from '../render/read-sovereign';
import reviewExecutor, { reviewProject } from '../review/executor';
import { reviewContext } from '../review/review-context';
import { batchResults } from './batch';

/** Renders or reviews one Sovereign, as the step of its target says. */
export default function renderReviewExecutor(given: Given, context: ExecutorContext) {
  return isReview(given) ? reviewExecutor(withoutStep(given), context) : renderExecutor(withoutStep(given), context);
}

/**
 * Renders and reviews many in one process: nothing is loaded, checked out or rendered twice. Nx makes a batch of the
 * tasks of one executor, which is why the two targets have one.
 */
// eslint-disable-next-line @typescript-eslint/max-params -- Nx calls it so
export async function* renderReviewBatch(
  graph: TaskGraph,
  inputs: Readonly<Record<string, Given>>,
  _overrides: unknown,
  { root }: ExecutorContext,
) {
  const tasks = Object.values(graph.tasks);
  const names = tasks.map(({ target }) => target.project);
  const reviewed = tasks.flatMap(({ id, target }) => (isReview(inputs[id] ?? {}) ? [target.project] : []));
  const context = reviewContext(taskContext(root, names), reviewed);
  try {
    yield* batchResults(graph, inputs, (project, given) => {
      const work = isReview(given) ? reviewProject : renderProject;
      return work(project, withoutStep(given), context);
    });
  } finally {
    context.close();
  }
}

function isReview({ step }: Given): boolean {
  return step !== 'render';
}

/** One that there is not stays, and is refused as an option that there is not. */
function withoutStep({ step, ...given }: Given): Given {
  return step === 'render' || step === 'review' ? given : { step, ...given };
}
