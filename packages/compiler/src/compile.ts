import {
  kitFolder,
  kitFolderName,
  secretsFolderName,
  type Slot,
  type Tree,
  treePath,
  type TreePath,
} from '@sovereign-fleet/domain';
import { printedKit } from './printed-kit';
import { regionFiles } from './region-files';
import { sharedSecretFiles } from './secret-folders';
import { namespacesNeeded } from './slot-namespaces';
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
  const { fqdn, kit } = topology;
  const base = slotsOfBase(topology);
  const regions = topology.regions.map((region) => ({
    name: region.key,
    files: () => regionFiles(region, base, topology),
  }));
  const files = () =>
    printedKit(kit, base).map(([name, content]) => [treePath(kitFolder(fqdn), name), content] as const);
  const secrets = () => sharedSecretFiles(topology);
  return [{ name: kitFolderName, files }, { name: secretsFolderName, files: secrets }, ...regions];
}

/**
 * The slots that a region of the Sovereign has, and those whose Namespace one needs: what else is absent everywhere is
 * not written.
 */
function slotsOfBase({ kit, regions }: Topology): readonly Slot[] {
  // A region has every slot of the kit, in its order.
  const isThere = (index: number) => regions.some(({ slots }) => slots[index]?.state !== 'absent');
  if (kit.slots.every((_, index) => isThere(index))) return kit.slots;
  const needed = new Set(regions.flatMap(({ slots }) => [...namespacesNeeded(slots, kit)]));
  return kit.slots.filter(({ namespace: { name, from } }, index) => {
    return isThere(index) || (from === 'slot' && needed.has(name));
  });
}

/** In the order of what is below them: a folder's name counts with its slash. */
function inOrder<Named extends { readonly name: string }>(folders: readonly Named[]): readonly Named[] {
  return [...folders].sort((a, b) => (`${a.name}/` < `${b.name}/` ? -1 : 1));
}
