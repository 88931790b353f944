import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { formatProblem, type Sovereign, valueOf } from '@sovereign-fleet/domain';
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
import { changeRefusals, type Rendered } from '@sovereign-fleet/renderer';
import { serverTables } from '@sovereign-fleet/renderer/server-tables';
import { failureText, printableText, replaceFolder } from '@sovereign-fleet/workspace/disk';
import type { RecordReader } from '@sovereign-fleet/workspace/specs';
import { missingCharts, type outsideOf, renderSovereign } from '@sovereign-fleet/workspace/render';
import { parseOptions } from '@sovereign-fleet/workspace/command';
import { regionsIn } from '@sovereign-fleet/workspace/review';
import type { Given, TaskResult } from '../render/executor';
import { taskContext } from '../render/read-sovereign';
import { ReviewOptions } from './options';
import { reviewContext, type ReviewContext } from './review-context';

/** Reviews one Sovereign to `dist/review/<name>/`: the rules, and the differences from the base where one is given. */
export default async function reviewExecutor(given: Given, { root, projectName = '' }: ExecutorContext) {
  const context = reviewContext(taskContext(root, [projectName]), [projectName]);
  try {
    const { success, terminalOutput } = await reviewProject(projectName, given, context);
    process.stdout.write(terminalOutput);
    return { success };
  } finally {
    context.close();
  }
}

export async function reviewProject(name: string, given: Given, context: ReviewContext): Promise<TaskResult> {
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
  const { sovereign, shared, compiled, outside, ...read } = context.read(name, options.offline);
  const kit = valueOf(read.kit);
  const rendered = await read.render();
  const named = options.base ?? baseOfEnvironment();
  const base = named === undefined ? {} : { base: await renderBase(named, sovereign, { options, context, outside }) };
  const against = base.base?.rendered === undefined ? {} : { refusals: await refusalsOf(rendered, outside) };
  const allowed: Options = options.allowMissingCharts ? { allowed: missingCharts } : {};
  const subtree = compiled.ok ? treeOfFiles(compiled.value, objectHash) : undefined;
  const of = subtree === undefined ? {} : { subtree };
  const drift = compiled.ok ? {} : { drift: compiled.issues };
  const today = new Date().toISOString().slice(0, 10);
  const record = { root: context.root, sovereign, fleet: shared.fleet, kit };
  return review({ ...reviewSubject(record, rendered), today, ...drift }, { ...base, ...against, ...allowed, ...of });
}

function refusalsOf(rendered: Rendered, { standIns }: ReturnType<typeof outsideOf>) {
  return changeRefusals(rendered, { standIns, tables: serverTables() });
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
