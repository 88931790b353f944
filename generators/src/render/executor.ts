import { join } from 'node:path';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { valueOf } from '@sovereign-fleet/domain';
import { readSovereignAt } from '../read-fleet';
import { printable } from '../printable';
import { renderSovereign, summaryOf } from './render-sovereign';
import { type RenderTools, toolsFor } from './render-tools';
import { writeRender } from './write-render';

export interface RenderOptions {
  /** Goes on where a chart cannot be had; what it would apply is missing from the render, and said to be. */
  readonly allowMissingCharts?: boolean;
  /** Pulls nothing. */
  readonly offline?: boolean;
}

interface TaskResult {
  readonly success: boolean;
  readonly terminalOutput: string;
}

/** Renders one Sovereign to `dist/render/<name>/`. */
export default async function renderExecutor(options: RenderOptions, context: ExecutorContext) {
  const tools = await toolsFor(options, context.root);
  const { success, terminalOutput } = await renderProject(context.projectName ?? '', options, {
    root: context.root,
    tools,
  });
  process.stdout.write(terminalOutput);
  return { success };
}

/** Renders many in one process, so that equal charts are rendered once and nothing is loaded twice. */
// eslint-disable-next-line @typescript-eslint/max-params -- Nx calls it so
export async function* renderBatch(
  graph: TaskGraph,
  inputs: Readonly<Record<string, RenderOptions>>,
  _overrides: unknown,
  context: ExecutorContext,
) {
  const toolsOf = new Map<boolean, Promise<RenderTools>>();
  for (const task of Object.values(graph.tasks)) {
    const startTime = Date.now();
    const options = inputs[task.id] ?? {};
    const made = toolsOf.get(options.offline === true) ?? toolsFor(options, context.root);
    toolsOf.set(options.offline === true, made);
    const result = await renderProject(task.target.project, options, { root: context.root, tools: await made });
    yield { task: task.id, result: { ...result, startTime, endTime: Date.now() } };
  }
}

interface Context {
  readonly root: string;
  readonly tools: RenderTools;
}

async function renderProject(name: string, options: RenderOptions, context: Context): Promise<TaskResult> {
  try {
    const sovereign = valueOf(readSovereignAt(context.root, name));
    const regions = sovereign.regions.map(({ key }) => key);
    const rendered = await renderSovereign(sovereign, { root: context.root, regions }, context.tools);
    writeRender(join(context.root, 'dist/render', name), rendered);
    const { text, complete } = summaryOf(name, rendered, options.allowMissingCharts === true);
    return { success: complete, terminalOutput: `${text}\n` };
  } catch (error) {
    return { success: false, terminalOutput: `${printable(error instanceof Error ? error.message : String(error))}\n` };
  }
}
