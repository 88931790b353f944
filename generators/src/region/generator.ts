import type { Tree as NxTree } from '@nx/devkit';
import { valueOf } from '@sovereign-fleet/domain';
import { saysKey } from '@sovereign-fleet/workspace/edit';
import { changeRecords } from '../change/change-records';
import { readNamed } from '../change/read-named';
import { requireStanding } from '../change/require-standing';
import { planAddition } from './add-region';
import { parseRegionOptions, type RegionOptions } from './options';
import { planRemoval } from './remove-region';

/** Gives a Sovereign one more secondary region, or takes one away in two steps. */
export default async function regionGenerator(nxTree: NxTree, options: RegionOptions): Promise<() => Promise<void>> {
  const { name, add, remove, merged, render } = valueOf(parseRegionOptions({ ...options }));
  const { record, sovereign } = readNamed(nxTree, name);
  const saysRoles = saysKey(nxTree.read(sovereign.source, 'utf-8') ?? '', 'role');
  const plan =
    remove === undefined
      ? valueOf(planAddition(add ?? '', { ...record, sovereign, saysRoles }))
      : valueOf(planRemoval(remove, sovereign));
  if (plan.waits === true) await requireStanding(nxTree, { record, sovereign, step: 'step 2 of 2', merged });
  const files = [{ file: sovereign.source, edits: plan.edits }];
  return changeRecords(nxTree, { record, files, sovereigns: [sovereign], render, lines: plan.lines });
}
