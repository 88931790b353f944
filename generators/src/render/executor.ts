import { join } from 'node:path';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { findKit, formatIssue, type Issue, valueOf, visible } from '@sovereign-fleet/domain';
import { failureText, printableText } from '@sovereign-fleet/workspace/disk';
import { readCompiled, type RecordReader, recordReaderAt } from '@sovereign-fleet/workspace/specs';
import { parseOptions } from '@sovereign-fleet/workspace/command';
import { batchResults, projectsIn, type TaskResult } from './batch';
import { RenderOptions } from './options';
import {
  blameOverrides,
  outsideOf,
  renderSovereign,
  summaryOf,
  toolsOnce,
  writeRender,
} from '@sovereign-fleet/workspace/render';
type Given = Readonly<Record<string, unknown>>;

/** Renders one Sovereign to `dist/render/<name>/`. */
export default async function renderExecutor(given: Given, { root, projectName = '' }: ExecutorContext) {
  const { success, terminalOutput } = await renderProject(projectName, given, contextOf(root, [projectName]));
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
  const context = contextOf(root, projectsIn(graph));
  yield* batchResults(graph, inputs, (project, given) => renderProject(project, given, context));
}

interface Context {
  readonly root: string;
  /** What every tree is compiled from, beside its spec. */
  readonly shared: ReturnType<RecordReader['readShared']>;
  readonly records: RecordReader;
  readonly toolsOf: ReturnType<typeof toolsOnce>;
}

function contextOf(root: string, names: readonly string[]): Context {
  const records = recordReaderAt(root, names);
  return { root, records, shared: records.readShared(), toolsOf: toolsOnce(root) };
}

async function renderProject(name: string, given: Given, context: Context): Promise<TaskResult> {
  const { root, shared, records } = context;
  let drift = '';
  try {
    const options = valueOf(parseOptions(RenderOptions, given, { name: `${name}:render` }));
    const sovereign = valueOf(records.readSovereign(name));
    const compiled = readCompiled(sovereign, { root, ...valueOf(shared) });
    drift = compiled.ok ? '' : driftText(name, compiled.issues);
    const regions = sovereign.regions.map(({ key }) => key);
    const { fleet, kits } = valueOf(shared);
    const kit = findKit(sovereign, kits);
    const outside = kit.ok ? outsideOf(kit.value, fleet) : {};
    const tools = await context.toolsOf({ offline: options.offline, fluxVersion: sovereign.fluxVersion });
    const asRead = await renderSovereign(sovereign, { root, regions, outside }, tools);
    const rendered = kit.ok ? blameOverrides(asRead, { root, sovereign, fleet, kit: kit.value }) : asRead;
    writeRender(join(root, 'dist/render', name), rendered, root);
    const { text, complete } = summaryOf(name, rendered, options.allowMissingCharts);
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
