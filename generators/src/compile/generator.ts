import type { Tree as NxTree } from '@nx/devkit';
import { compile, resolve } from '@sovereign-fleet/compiler';
import { allOf, type Issue, valueOf } from '@sovereign-fleet/domain';
import type { Differences } from '../compare-folder';
import { readFleet } from '../read-fleet';
import { outputFolder, writeTree } from '../write-tree';

interface OutOfSync {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}

const longestList = 50;

/** Makes `gitops-out/` what the specs say. A sync generator: `nx sync` writes, `nx sync:check` reports. */
export default function compileGenerator(nxTree: NxTree): OutOfSync {
  const { fleet, kit, sovereigns } = valueOf(readFleet(nxTree));
  if (sovereigns.length === 0) refuseToEmpty(nxTree);
  const topologies = valueOf(allOf(sovereigns.map((sovereign) => resolve({ sovereign, fleet, kit }))));
  const differences = writeTree(nxTree, compile(topologies));
  return { outOfSyncMessage: messageOf(differences), outOfSyncDetails: [...detailsOf(differences)] };
}

/** An empty result deletes the platform of every customer; nobody means that by a command that compiles. */
function refuseToEmpty(nxTree: NxTree): void {
  if (nxTree.children(outputFolder).length === 0) return;
  const issue: Issue = {
    file: 'sovereigns',
    field: 'Sovereigns',
    value: [],
    problem: `there are none, and ${outputFolder}/ would be emptied`,
    remedy: `Restore the specs, or remove ${outputFolder}/ yourself`,
  };
  valueOf({ ok: false, issues: [issue] });
}

function messageOf({ missing, different, stale }: Differences): string {
  const counts = `${missing.length} missing, ${different.length} different, ${stale.length} stale`;
  const clusters = `${outputFolder}/clusters/`;
  const gone = stale.filter((path) => path.startsWith(clusters) && !path.slice(clusters.length).includes('/'));
  const removed = gone.length === 0 ? '' : ` Removed as a whole: ${gone.join(', ')}.`;
  return `${outputFolder}/ is not what the specs say: ${counts}.${removed}`;
}

function detailsOf({ missing, different, stale }: Differences): readonly string[] {
  const lines = [
    ...missing.map((path) => `missing: ${path}`),
    ...different.map((path) => `differs: ${path}`),
    ...stale.map((path) => `stale: ${path}`),
  ];
  const rest = lines.length - longestList;
  return rest > 0 ? [...lines.slice(0, longestList), `and ${rest} more`] : lines;
}
