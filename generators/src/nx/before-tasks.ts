import type { PreTasksExecutionContext } from '@nx/devkit';
import { TaskHistoryLifeCycle } from 'nx/src/tasks-runner/life-cycles/task-history-life-cycle';
import { removeLeftovers, removeOldOutputs } from '@sovereign-fleet/workspace/project';

/** What Nx does for us before it runs tasks, or takes them from its cache. */
export function preTasksExecution(_options: unknown, { workspaceRoot }: PreTasksExecutionContext): void {
  // A task that failed and then succeeds is not flaky: a registry was not there, and then it was. Nx has no
  // setting for this (docs/decisions/0026), and goes on to recommend a service that `neverConnectToCloud` declines.
  TaskHistoryLifeCycle.prototype.printFlakyTasksMessage = () => undefined;
  removeLeftovers(workspaceRoot);
  for (const line of removeOldOutputs(workspaceRoot)) process.stdout.write(`${line}\n`);
}
