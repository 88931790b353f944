import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import type { ResultState } from '@sovereign-fleet/pull-request';
import { valueOf } from '@sovereign-fleet/domain';
import { failureText } from '@sovereign-fleet/workspace/disk';
import { parseOptions } from '@sovereign-fleet/workspace/command';
import { TargetOptions, exitCode, propose, processHost } from '@sovereign-fleet/workspace/propose';
type Given = Readonly<Record<string, unknown>>;

/** Brings one Sovereign's pull request in step with `gitops-out/`. */
export default async function proposeExecutor(given: Given, { root, projectName = '' }: ExecutorContext) {
  const states = await statesOf(root, [projectName], given);
  return { success: isSuccess(states.get(projectName), given) };
}

/** Many in one process, so that the fleet repository is looked at once; the options are the same for all of them. */
// eslint-disable-next-line @typescript-eslint/max-params -- Nx calls it so
export async function proposeBatch(
  graph: TaskGraph,
  inputs: Readonly<Record<string, Given>>,
  _overrides: unknown,
  { root }: ExecutorContext,
) {
  const startTime = Date.now();
  const tasks = Object.values(graph.tasks);
  const names = tasks.map(({ target }) => target.project);
  const given = inputs[tasks[0]?.id ?? ''] ?? {};
  const states = await statesOf(root, names, given);
  const endTime = Date.now();
  const results = tasks.map(({ id, target }) => {
    const state = states.get(target.project);
    return [
      id,
      { success: isSuccess(state, given), terminalOutput: `${state ?? 'failed'}\n`, startTime, endTime },
    ] as const;
  });
  return Object.fromEntries(results);
}

async function statesOf(
  root: string,
  names: readonly string[],
  given: Given,
): Promise<ReadonlyMap<string, ResultState>> {
  try {
    const command = { name: names.length === 1 ? `${names.join('')}:propose` : 'propose', otherCommands };
    const options = valueOf(parseOptions(TargetOptions, given, command));
    return (await propose({ root, names, options: { ...options, allowRemoval: false } }, processHost())).states;
  } catch (error) {
    process.stderr.write(`${failureText(error, root)}\n`);
    return new Map();
  }
}

const otherCommands = Object.fromEntries(
  ['--allow-removal', '--campaign', '--output'].map((option) => [
    option,
    `It is about the whole fleet: run "npx sovereign-fleet propose ${option}"`,
  ]),
);

/** Nx knows no third result: a deferred Sovereign has not failed, and a held or declined one has only with --strict. */
function isSuccess(state: ResultState | undefined, { dryRun, strict }: Given): boolean {
  const options = { dryRun: dryRun === true, strict: strict === true };
  return state !== undefined && [0, 2].includes(exitCode([state], options));
}
