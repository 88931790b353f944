import type { Tree as NxTree } from '@nx/devkit';
import { valueOf } from '@sovereign-fleet/domain';
import { readFleet } from '@sovereign-fleet/workspace/specs';
import { changeRecords } from '../change/change-records';
import { type NamedSovereign, readNamed } from '../change/read-named';
import { requireStanding } from '../change/require-standing';
import { campaignFiles } from './campaign';
import { findRowFile } from './find-row-file';
import { parseUpgradeOptions, type UpgradeOptions } from './options';
import { planUpgrade } from './plan';
import { planFlux } from './plan-flux';
import { planK3s } from './plan-k3s';

/**
 * Takes a slot to a version of its chart, in the layer that is asked for: the kit, an environment or a Sovereign; or
 * the clusters of Sovereigns to another Flux or k3s.
 */
export default async function upgradeGenerator(nxTree: NxTree, options: UpgradeOptions): Promise<() => Promise<void>> {
  const given = valueOf(parseUpgradeOptions({ ...options }));
  const { record, sovereign } = readRecords(nxTree, given.only);
  const rowOf = (kit: string, slot: string) => findRowFile(nxTree, kit, slot);
  const plans = { flux: planFlux, k3s: planK3s };
  const plan = isOfClusters(given.slot)
    ? valueOf(plans[given.slot](given, record))
    : valueOf(planUpgrade(given, { record, rowOf, only: sovereign }));
  const { sovereigns, layer, lines: told = [], waits = [] } = plan;
  for (const one of waits) {
    const { merged } = given;
    await requireStanding(nxTree, { record, sovereign: one, step: `the next region of ${one.name}`, merged });
  }
  const hasWaves = given.campaign && plan.files.length > 0;
  // A campaign that is there already may have been changed by people.
  const waves = hasWaves ? campaignFiles(given, sovereigns, record) : [];
  const files = [...plan.files, ...waves.filter((one) => 'edits' in one || !nxTree.exists(one.file))];
  const lines = [
    `${given.slot} is ${given.version} in ${layer}.`,
    ...told,
    'Next: npx nx affected -t review, and commit what was written.',
  ];
  return changeRecords(nxTree, { record, files, sovereigns, render: given.render, lines });
}

/** What every cluster has, whatever its kit: no slot has such a name. */
function isOfClusters(slot: string): slot is 'flux' | 'k3s' {
  return slot === 'flux' || slot === 'k3s';
}

/** All of them, or the one that is named. */
function readRecords(
  nxTree: NxTree,
  only: string | undefined,
): Partial<NamedSovereign> & Pick<NamedSovereign, 'record'> {
  return only === undefined ? { record: valueOf(readFleet(nxTree)) } : readNamed(nxTree, only, '--only');
}
