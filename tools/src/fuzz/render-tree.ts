import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printJson } from '@sovereign-fleet/go-text';
import { review } from '@sovereign-fleet/policy';
import {
  type RenderTools,
  renderSovereign,
  summaryOf,
  toolsFor,
  toolsForCheckout,
} from '@sovereign-fleet/workspace/render';
import { checkLines, reportsOf } from './check-reports';
import type { Kept, Subject } from './kind';
import { subjectOf } from './review-subject';
import { sovereign, type TreeInput, writeTreeInput } from '../inputs/tree-input';

/** Renders with real programs and without the network, and reviews what came of it. */
export async function openRenderer(): Promise<Subject<TreeInput>> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const [workspace, checkout] = [join(folder, 'workspace'), join(folder, 'checkout')];
  process.env['SOVEREIGN_FLEET_FINGERPRINT_KEY'] ??= 'of a fuzzer'; // the same for each cache
  mkdirSync(workspace);
  const own = await toolsFor({ offline: true }, workspace);
  const answerTo = async (input: TreeInput, kept: Kept): Promise<string> => {
    rmSync(checkout, { recursive: true, force: true });
    mkdirSync(checkout);
    writeTreeInput(checkout, input);
    const options = { offline: true };
    if (kept === 'anew') return renderAndReview(checkout, await toolsFor(options, checkout));
    return renderAndReview(checkout, await toolsForCheckout(options, { workspace, checkout, own }));
  };
  return {
    answer: async (inputs, kept) => {
      const answers: string[] = [];
      for (const input of inputs) answers.push(await answerTo(input, kept)); // all have one place
      return answers;
    },
    close: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

async function renderAndReview(root: string, tools: RenderTools): Promise<string> {
  const rendered = await renderSovereign(sovereign, { root, regions: ['fsn1'] }, tools);
  const summary = summaryOf(sovereign.name, rendered, true).text;
  checkLines('the summary', summary);
  const nothing = { ...rendered, regions: [] };
  const reviews = [
    review(subjectOf(sovereign, rendered), { base: { rendered: nothing } }),
    review(subjectOf(sovereign, nothing), { base: { rendered } }),
  ];
  return printJson([rendered, summary, ...reportsOf(reviews)]);
}
