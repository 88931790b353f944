import { type BootstrapKit, type Tree, treePath, type TreePath } from '@sovereign-fleet/domain';
import { kustomizationFile, printManifests } from '@sovereign-fleet/flux';
import { oncePer } from './once-per';
import { regionFiles, sovereignFolder } from './region-files';
import { slotFileName, slotManifests } from './slot-file';
import type { Topology } from './topology';

/** The files of one Sovereign, or of several, in the order of their paths. Same Topologies, same bytes. */
export function compile(topologies: readonly Topology[]): Tree {
  const files = topologies.flatMap((topology) => [
    ...kitFiles(topology),
    ...topology.regions.flatMap((region) => regionFiles(region, topology)),
  ]);
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function kitFiles({ fqdn, kit }: Topology): readonly (readonly [TreePath, string])[] {
  return printedKit(kit).map(([name, content]) => [treePath(sovereignFolder(fqdn), 'bootstrap-kit', name), content]);
}

/** The files of a kit are the same in every Sovereign. */
const printedKit = oncePer((kit: BootstrapKit): readonly (readonly [name: string, content: string])[] => [
  ['kustomization.yaml', printManifests([kustomizationFile({ resources: kit.slots.map(slotFileName) })])],
  ...kit.slots.map((slot) => [slotFileName(slot), printManifests(slotManifests(slot, kit))] as const),
]);
