import { join } from 'node:path';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { findKit, formatProblem, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import {
  countFindings,
  formatHtml,
  formatJson,
  formatMarkdown,
  formatSarif,
  formatText,
  review,
  type Review,
  type ReviewOptions as Options,
  reviewSubject,
} from '@sovereign-fleet/policy';
import { treeOfFiles } from '@sovereign-fleet/pull-request';
import { objectHash } from '@sovereign-fleet/pull-request/node';
import { failureText, printableText, replaceFolder } from '@sovereign-fleet/workspace/disk';
import { readCompiled, type RecordReader } from '@sovereign-fleet/workspace/specs';
import { blameOverrides, missingCharts, outsideOf, renderSovereign } from '@sovereign-fleet/workspace/render';
import { parseOptions } from '@sovereign-fleet/workspace/command';
import { regionsIn } from '@sovereign-fleet/workspace/review';
import { batchResults, projectsIn, type TaskResult } from '../render/batch';
import { ReviewOptions } from './options';
import { reviewContext, type ReviewContext } from './review-context';

type Given = Readonly<Record<string, unknown>>;

/** Reviews one Sovereign to `dist/review/<name>/`: the rules, and the differences from the base where one is given. */
export default async function reviewExecutor(given: Given, { root, projectName = '' }: ExecutorContext) {
  const context = reviewContext(root, [projectName]);
  try {
    const { success, terminalOutput } = await reviewProject(projectName, given, context);
    process.stdout.write(terminalOutput);
    return { success };
  } finally {
    context.close();
  }
}

/** Reviews many in one process: what they share is loaded, checked out, built and rendered once. */
// eslint-disable-next-line @typescript-eslint/max-params -- Nx calls it so
export async function* reviewBatch(
  graph: TaskGraph,
  inputs: Readonly<Record<string, Given>>,
  _overrides: unknown,
  { root }: ExecutorContext,
) {
  const context = reviewContext(root, projectsIn(graph));
  try {
    yield* batchResults(graph, inputs, (project, given) => reviewProject(project, given, context));
  } finally {
    context.close();
  }
}

async function reviewProject(name: string, given: Given, context: ReviewContext): Promise<TaskResult> {
  const { root } = context;
  try {
    const options = valueOf(parseOptions(ReviewOptions, given, { name: `${name}:review` }));
    const result = await reviewOf(name, options, context);
    writeReview(root, result);
    const terminalOutput = printableText(`${formatText([result])}\nReport: ${reportFile(name)}\n`);
    return { success: countFindings([result], 'error') === 0, terminalOutput };
  } catch (error) {
    return { success: false, terminalOutput: `${failureText(error, root)}\n` };
  }
}

async function reviewOf(name: string, options: ReviewOptions, context: ReviewContext): Promise<Review> {
  const { root, records } = context;
  const sovereign = valueOf(records.readSovereign(name));
  const shared = valueOf(context.shared);
  const compiled = readCompiled(sovereign, { root, ...shared });
  const tools = await context.tools({ offline: options.offline, fluxVersion: sovereign.fluxVersion });
  const regions = sovereign.regions.map(({ key }) => key);
  const kit = valueOf(findKit(sovereign, shared.kits));
  const outside = outsideOf(kit, shared.fleet);
  const asRead = await renderSovereign(sovereign, { root, regions, outside }, tools);
  const record = { root, sovereign, fleet: shared.fleet, kit };
  const rendered = blameOverrides(asRead, record);
  const request = { options, context, outside };
  const named = options.base ?? baseOfEnvironment();
  const base = named === undefined ? {} : { base: await renderBase(named, sovereign, request) };
  const allowed: Options = options.allowMissingCharts ? { allowed: missingCharts } : {};
  const subtree = compiled.ok ? treeOfFiles(compiled.value, objectHash) : undefined;
  const of = subtree === undefined ? {} : { subtree };
  const drift = compiled.ok ? {} : { drift: compiled.issues };
  const today = new Date().toISOString().slice(0, 10);
  return review({ ...reviewSubject(record, rendered), today, ...drift }, { ...base, ...allowed, ...of });
}

/** `NX_BASE`, which says of a whole run of `nx affected` what it is compared with; what is empty says nothing. */
function baseOfEnvironment(): string | undefined {
  const named = process.env['NX_BASE'];
  return named === '' ? undefined : named;
}

interface BaseRequest {
  readonly context: ReviewContext;
  readonly options: ReviewOptions;
  readonly outside: ReturnType<typeof outsideOf>;
}

/** The base with its own record, tree and charts, and with the fingerprints of this run. */
async function renderBase(commit: string, now: Sovereign, { options, context, outside }: BaseRequest) {
  const { checkout, records, tools } = context.base(commit, options);
  const { sovereign, ...note } = recordOfBase(records, now);
  const tree = checkout.treeOf(sovereign);
  const regions = tree === undefined ? [] : regionsIn(tree, sovereign);
  const of = { commit: { named: commit, commit: checkout.commit } };
  if (tree === undefined || regions.length === 0) return { rendered: undefined, ...of };
  const from = { root: checkout.root, regions, tree, outside };
  const rendered = await renderSovereign(sovereign, from, await tools(sovereign.fluxVersion));
  return { rendered, isProtected: sovereign.protected === true, ...of, ...note };
}

/** The record as the base has it: it names the versions that charts ask for, and the tree. */
function recordOfBase(
  records: RecordReader,
  now: Sovereign,
): { readonly sovereign: Sovereign; readonly note?: string } {
  const own = records.readSovereign(now.name);
  if (own.ok) return { sovereign: own.value };
  const why = own.issues.map(formatProblem);
  const note = `The base is rendered with the record as it is now, since its own cannot be used: ${why.join('; ')}`;
  return { sovereign: now, note };
}

/** For people, from the root. */
function reportFile(name: string): string {
  return `dist/review/${name}/review.html`;
}

function writeReview(root: string, result: Review): void {
  const files = {
    'review.md': formatMarkdown([result], { fullText: reportFile(result.name) }),
    'review.json': formatJson([result]),
    'review.html': formatHtml([result]),
    'review.sarif': formatSarif([result]),
  };
  replaceFolder(join(root, 'dist/review', result.name), new Map(Object.entries(files)), root);
}
