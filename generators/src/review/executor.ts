import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { findKit, type Sovereign, valueOf } from '@sovereign-fleet/domain';
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
import { failureText, replaceFolder } from '@sovereign-fleet/workspace/disk';
import { readCompiled, readSharedAt, readSovereignAt } from '@sovereign-fleet/workspace/specs';
import { blameOverrides, missingCharts, renderSovereign, toolsFor } from '@sovereign-fleet/workspace/render';
import { parseOptions } from '@sovereign-fleet/workspace/command';
import { checkOutBase, regionsIn } from '@sovereign-fleet/workspace/review';
import { ReviewOptions } from './options';

/** Reviews one Sovereign to `dist/review/<name>/`: the rules, and the differences from the base where one is given. */
export default async function reviewExecutor(
  given: Readonly<Record<string, unknown>>,
  { root, projectName = '' }: ExecutorContext,
) {
  try {
    const options = valueOf(parseOptions(ReviewOptions, given, { name: `${projectName}:review` }));
    const result = await reviewProject(options, root, projectName);
    writeReview(root, result);
    process.stdout.write(`${formatText([result])}
Report: ${reportFile(projectName)}
`);
    return { success: countFindings([result], 'error') === 0 };
  } catch (error) {
    process.stdout.write(`${failureText(error, root)}\n`);
    return { success: false };
  }
}

async function reviewProject(options: ReviewOptions, root: string, name: string): Promise<Review> {
  const sovereign = valueOf(readSovereignAt(root, name));
  const shared = valueOf(readSharedAt(root));
  const compiled = readCompiled(sovereign, { root, ...shared });
  const tools = await toolsFor(options, root);
  const regions = sovereign.regions.map(({ key }) => key);
  const asRead = await renderSovereign(sovereign, { root, regions }, tools);
  const record = { root, sovereign, fleet: shared.fleet, kit: valueOf(findKit(sovereign, shared.kits)) };
  const rendered = blameOverrides(asRead, record);
  const base = options.base === undefined ? {} : { base: await renderBase(options.base, sovereign, { root, options }) };
  const allowed: Options = options.allowMissingCharts ? { allowed: missingCharts } : {};
  const subtree = compiled.ok ? treeOfFiles(compiled.value, objectHash) : undefined;
  const of = subtree === undefined ? {} : { subtree };
  const drift = compiled.ok ? {} : { drift: compiled.issues };
  return review({ ...reviewSubject(record, rendered), ...drift }, { ...base, ...allowed, ...of });
}

/** The base with its own record, tree and charts, and with the fingerprints of this run. */
async function renderBase(
  commit: string,
  now: Sovereign,
  { root, options }: { readonly root: string; readonly options: ReviewOptions },
) {
  const checkout = checkOutBase(root, commit);
  try {
    const { sovereign, ...note } = recordOfBase(checkout.root, now);
    checkout.addTree(sovereign);
    const regions = regionsIn(checkout, sovereign);
    const of = { commit: { named: commit, commit: checkout.commit } };
    if (regions.length === 0) return { rendered: undefined, ...of };
    const tools = await toolsFor(options, root, checkout.root);
    return { rendered: await renderSovereign(sovereign, { root: checkout.root, regions }, tools), ...of, ...note };
  } finally {
    checkout.remove();
  }
}

/** The record as the base has it: it names the versions that charts ask for, and the tree. */
function recordOfBase(root: string, now: Sovereign): { readonly sovereign: Sovereign; readonly note?: string } {
  const own = readSovereignAt(root, now.name);
  if (own.ok) return { sovereign: own.value };
  const why = own.issues.map(({ file, field, value, problem }) => {
    return `${file}: ${problem} (${field}${value === undefined ? '' : ` ${JSON.stringify(value)}`})`;
  });
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
