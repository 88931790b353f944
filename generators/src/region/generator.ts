import type { Tree as NxTree } from '@nx/devkit';
import { valueOf } from '@sovereign-fleet/domain';
import { readFleet } from '@sovereign-fleet/workspace/specs';
import { changeRecords } from '../change/change-records';
import { findSovereign } from '../change/find-sovereign';
import { planAddition } from './add-region';
import { parseRegionOptions, type RegionOptions } from './options';
import { planRemoval } from './remove-region';

/** Gives a Sovereign one more secondary region, or takes one away in two steps. */
export default async function regionGenerator(nxTree: NxTree, options: RegionOptions): Promise<() => Promise<void>> {
  const { name, add, remove, merged } = valueOf(parseRegionOptions({ ...options }));
  const record = valueOf(readFleet(nxTree));
  const sovereign = findSovereign(name, record);
  const saysRoles = /\brole\b/.test(nxTree.read(sovereign.source, 'utf-8') ?? '');
  const plan =
    remove === undefined
      ? valueOf(planAddition(add ?? '', { sovereign, fleet: record.fleet, saysRoles }))
      : valueOf(planRemoval(remove, sovereign, merged));
  const files = [{ file: sovereign.source, edits: plan.edits }];
  return changeRecords(nxTree, { record, files, sovereigns: [sovereign], render: false, lines: plan.lines });
}
