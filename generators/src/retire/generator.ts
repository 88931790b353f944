import type { Tree as NxTree } from '@nx/devkit';
import { valueOf } from '@sovereign-fleet/domain';
import { changeRecords } from '../change/change-records';
import { readNamed } from '../change/read-named';
import { requireStanding } from '../change/require-standing';
import { parseRetireOptions, type RetireOptions } from './options';
import { planRetirement } from './plan';

/** Takes a Sovereign out of the fleet in two steps; its entry stays, so that nobody gets its FQDN and numbers. */
export default async function retireGenerator(nxTree: NxTree, options: RetireOptions): Promise<() => Promise<void>> {
  const given = valueOf(parseRetireOptions({ ...options }));
  const { record, sovereign } = readNamed(nxTree, given.name);
  const plan = valueOf(planRetirement(given, sovereign));
  if (plan.waits) await requireStanding(nxTree, { record, sovereign, step: 'step 2 of 2', merged: given.merged });
  const files = [{ file: sovereign.source, edits: plan.edits }];
  return changeRecords(nxTree, { record, files, sovereigns: [sovereign], render: false, lines: plan.lines });
}
