import { join } from 'node:path';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { valueOf } from '@sovereign-fleet/domain';
import { readSovereignAt } from '../read-fleet';
import { printable } from '../printable';
import { parseTargetOptions } from '../target-options';
import { RenderOptions } from './options';
import { renderSovereign, summaryOf } from './render-sovereign';
import { type RenderTools, toolsFor } from './render-tools';
import { writeRender } from './write-render';

type Given = Readonly<Record<string, unknown>>;

interface TaskResult {
  readonly success: boolean;
  readonly terminalOutput: string;
}

/** Renders one Sovereign to `dist/render/<name>/`. */
export default async function renderExecutor(given: Given, { root, projectName = '' }: ExecutorContext) {
  const { success, terminalOutput } = await renderProject(projectName, given, { root, toolsOf: new Map() });
  process.stdout.write(terminalOutput);
  return { success };
}

/** Renders many in one process, so that equal charts are rendered once and nothing is loaded twice. */
// eslint-disable-next-line @typescript-eslint/max-params -- Nx calls it so
export async function* renderBatch(
  graph: TaskGraph,
  inputs: Readonly<Record<string, Given>>,
  _overrides: unknown,
  { root }: ExecutorContext,
) {
  const context = { root, toolsOf: new Map() };
  for (const task of Object.values(graph.tasks)) {
    const startTime = Date.now();
    const result = await renderProject(task.target.project, inputs[task.id] ?? {}, context);
    yield { task: task.id, result: { ...result, startTime, endTime: Date.now() } };
  }
}

interface Context {
  readonly root: string;
  /** By whether they pull nothing. */
  readonly toolsOf: Map<boolean, Promise<RenderTools>>;
}

async function renderProject(name: string, given: Given, context: Context): Promise<TaskResult> {
  try {
    const options = valueOf(parseTargetOptions(RenderOptions, given, { name: `${name}:render` }));
    const sovereign = valueOf(readSovereignAt(context.root, name));
    const regions = sovereign.regions.map(({ key }) => key);
    const rendered = await renderSovereign(sovereign, { root: context.root, regions }, await toolsIn(context, options));
    writeRender(join(context.root, 'dist/render', name), rendered);
    const { text, complete } = summaryOf(name, rendered, options.allowMissingCharts);
    return { success: complete, terminalOutput: `${text}\n${name}: written to dist/render/${name}\n` };
  } catch (error) {
    return { success: false, terminalOutput: `${printable(error instanceof Error ? error.message : String(error))}\n` };
  }
}

function toolsIn({ root, toolsOf }: Context, options: RenderOptions): Promise<RenderTools> {
  const made = toolsOf.get(options.offline) ?? toolsFor(options, root);
  toolsOf.set(options.offline, made);
  return made;
}
