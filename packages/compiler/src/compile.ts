import {
  type BootstrapKit,
  kitFolder,
  kitFolderName,
  slotFileName,
  type Tree,
  treePath,
  type TreePath,
} from '@sovereign-fleet/domain';
import { kustomizationFile, printManifests } from '@sovereign-fleet/flux';
import { oncePer } from './once-per';
import { regionFiles } from './region-files';
import { slotManifests } from './slot-file';
import type { Topology } from './topology';

/** The files of one Sovereign, or of several, in the order of their paths. Same Topologies, same bytes. */
export function compile(topologies: readonly Topology[]): Tree {
  const sovereigns = inOrder(topologies.map((topology) => ({ name: topology.fqdn, topology })));
  const folders = sovereigns.flatMap(({ topology }) => inOrder(foldersOf(topology)));
  return new Map(folders.flatMap(({ files }) => files()));
}

type File = readonly [path: TreePath, content: string];

interface Folder {
  readonly name: string;
  /** In the order of their paths. */
  readonly files: () => readonly File[];
}

function foldersOf(topology: Topology): readonly Folder[] {
  const regions = topology.regions.map((region) => ({
    name: region.key,
    files: () => regionFiles(region, topology),
  }));
  return [{ name: kitFolderName, files: () => kitFiles(topology) }, ...regions];
}

/** In the order of what is below them: a folder's name counts with its slash. */
function inOrder<Named extends { readonly name: string }>(folders: readonly Named[]): readonly Named[] {
  return [...folders].sort((a, b) => (`${a.name}/` < `${b.name}/` ? -1 : 1));
}

function kitFiles({ fqdn, kit }: Topology): readonly File[] {
  return printedKit(kit).map(([name, content]) => [treePath(kitFolder(fqdn), name), content]);
}

/** The files of a kit are the same in every Sovereign. */
const printedKit = oncePer((kit: BootstrapKit): readonly (readonly [name: string, content: string])[] => [
  // A slot's file begins with its number.
  ...kit.slots.map((slot) => [slotFileName(slot), printManifests(slotManifests(slot, kit))] as const),
  ['kustomization.yaml', printManifests([kustomizationFile({ resources: kit.slots.map(slotFileName) })])],
]);
