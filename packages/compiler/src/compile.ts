import { secretsFolderName, sovereignFolder, type Tree, treePath, type TreePath } from '@sovereign-fleet/domain';
import { partsOf } from './parts';
import { printedKit } from './printed-kit';
import { regionFiles } from './region-files';
import { sharedSecretFiles } from './secret-folders';
import { sharedSources } from './slot-file';
import type { Topology } from './topology';

/** The files of one Sovereign, or of several, in the order of their paths. Same Topologies, same bytes. */
export function compile(topologies: readonly Topology[]): Tree {
  // One that is retired has no regions, and no file.
  const served = topologies.filter(({ regions }) => regions.length > 0);
  const sovereigns = inOrder(served.map((topology) => ({ name: topology.fqdn, topology })));
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
  const { fqdn } = topology;
  const parts = partsOf(topology);
  const [kit] = parts;
  const regions = topology.regions.map((region) => ({
    name: region.key,
    files: () => regionFiles(region, parts, topology),
  }));
  const ofParts = parts.map((part) => {
    // A HelmRepository that the kit has is there for all.
    const known = part === kit || kit === undefined ? [] : sharedSources(kit.slots, kit.printedFrom);
    const files = () =>
      printedKit(part, known).map(([name, content]) => {
        return [treePath(sovereignFolder(fqdn), part.name, name), content] as const;
      });
    return { name: part.name, files };
  });
  const secrets = { name: secretsFolderName, files: () => sharedSecretFiles(topology) };
  return [...ofParts, secrets, ...regions];
}

/** In the order of what is below them: a folder's name counts with its slash. */
function inOrder<Named extends { readonly name: string }>(folders: readonly Named[]): readonly Named[] {
  return [...folders].sort((a, b) => (`${a.name}/` < `${b.name}/` ? -1 : 1));
}
