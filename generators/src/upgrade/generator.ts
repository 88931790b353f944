import type { Tree as NxTree } from '@nx/devkit';
import { valueOf } from '@sovereign-fleet/domain';
import { readFleet } from '@sovereign-fleet/workspace/specs';
import { changeRecords } from '../change/change-records';
import { type NamedSovereign, readNamed } from '../change/read-named';
import { findRowFile } from './find-row-file';
import { parseUpgradeOptions, type UpgradeOptions } from './options';
import { planUpgrade } from './plan';

/** Takes a slot to a version of its chart, in the layer that is asked for: the kit, an environment or a Sovereign. */
export default async function upgradeGenerator(nxTree: NxTree, options: UpgradeOptions): Promise<() => Promise<void>> {
  const given = valueOf(parseUpgradeOptions({ ...options }));
  const { record, sovereign } = readRecords(nxTree, given.only);
  const rowOf = (kit: string, slot: string) => findRowFile(nxTree, kit, slot);
  const { files, sovereigns, layer } = valueOf(planUpgrade(given, { record, rowOf, only: sovereign }));
  const lines = [
    `${given.slot} is ${given.version} in ${layer}.`,
    'Next: npx nx affected -t review, and commit what was written.',
  ];
  return changeRecords(nxTree, { record, files, sovereigns, render: given.render, lines });
}

/** All of them, or the one that is named. */
function readRecords(
  nxTree: NxTree,
  only: string | undefined,
): Partial<NamedSovereign> & Pick<NamedSovereign, 'record'> {
  return only === undefined ? { record: valueOf(readFleet(nxTree)) } : readNamed(nxTree, only, '--only');
}
