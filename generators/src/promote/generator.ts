import type { Tree as NxTree } from '@nx/devkit';
import { resolve } from '@sovereign-fleet/compiler';
import { findKit, promotionSteps, type Result, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import type { FleetRecord } from '@sovereign-fleet/workspace/specs';
import { changeRecords } from '../change/change-records';
import { readNamed } from '../change/read-named';
import { requireStanding } from '../change/require-standing';
import { parsePromoteOptions, type PromoteOptions } from './options';
import { planPromotion, type PromotionPlan } from './plan';

/** Gives the role of the primary to another region, a step at a time; what was done stays in the record. */
export default async function promoteGenerator(nxTree: NxTree, options: PromoteOptions): Promise<() => Promise<void>> {
  const given = valueOf(parsePromoteOptions({ ...options }));
  const { record, sovereign } = readNamed(nxTree, given.name);
  const kit = valueOf(findKit(sovereign, record.kits));
  const today = new Date().toISOString().slice(0, 10);
  const plan = valueOf(planPromotion(given, { sovereign, kit, today }));
  valueOf(resolveSteps(plan, sovereign, record));
  const { step } = plan;
  if (plan.waits) {
    const isEnd = step > promotionSteps;
    const next = isEnd ? 'the end' : `step ${step} of ${promotionSteps}`;
    // The end opens a region that was lost, so that it has to be back.
    await requireStanding(nxTree, { record, sovereign, step: next, asksLost: isEnd, merged: given.merged });
  }
  const files = [{ file: sovereign.source, edits: plan.edits }];
  const { render } = given;
  return changeRecords(nxTree, { record, files, sovereigns: [sovereign], render, lines: plan.lines });
}

/** What a later step could not be compiled for is told before the first one is taken: the primary is fenced then. */
function resolveSteps({ later }: PromotionPlan, sovereign: Sovereign, record: FleetRecord): Result<unknown> {
  for (const change of later) {
    const resolved = resolve({ ...record, sovereign: { ...sovereign, ...change } });
    if (!resolved.ok) return resolved;
  }
  return { ok: true, value: undefined };
}
