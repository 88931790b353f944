import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { formatIssue, type Issue, valueOf, visible } from '@sovereign-fleet/domain';
import { failureText, printableText } from '@sovereign-fleet/workspace/disk';
import { parseOptions } from '@sovereign-fleet/workspace/command';
import { summaryOf, writeRender } from '@sovereign-fleet/workspace/render';
import { RenderOptions } from './options';
import { type TaskContext, taskContext } from './read-sovereign';

/** What Nx is told of a task. */
export interface TaskResult {
  readonly success: boolean;
  readonly terminalOutput: string;
}

export type Given = Readonly<Record<string, unknown>>;

/** Renders one Sovereign to `dist/render/<name>/`. */
export default async function renderExecutor(given: Given, { root, projectName = '' }: ExecutorContext) {
  const { success, terminalOutput } = await renderProject(projectName, given, taskContext(root, [projectName]));
  process.stdout.write(terminalOutput);
  return { success };
}

export async function renderProject(name: string, given: Given, context: TaskContext): Promise<TaskResult> {
  const { root } = context;
  let drift = '';
  try {
    const { offline, allowMissingCharts } = valueOf(parseOptions(RenderOptions, given, { name: `${name}:render` }));
    const { compiled, render } = context.read(name, offline);
    drift = compiled.ok ? '' : driftText(name, compiled.issues);
    const rendered = await render();
    writeRender(join(root, 'dist/render', name), rendered, root);
    const { text, complete } = summaryOf(name, rendered, allowMissingCharts);
    const terminalOutput = `${text}\n${name}: written to dist/render/${name}\n${drift}`;
    return { success: complete && compiled.ok, terminalOutput };
  } catch (error) {
    return { success: false, terminalOutput: `${failureText(error, root)}\n${drift}` };
  }
}

/** What a person reads of a tree that is not what its spec says: a line a file. */
function driftText(name: string, issues: readonly Issue[]): string {
  const head = `${name}: failed, since the tree is not what the spec compiles to; it was rendered as it is`;
  return `${[head, ...issues.map((issue) => `  ${visible(formatIssue(issue))}`)].map(printableText).join('\n')}\n`;
}
