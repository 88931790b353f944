import type { Role } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from '../finding';
import { objectTitle } from '../object-id';
import type { RegionUnderReview } from '../region-under-review';
import type { RegionRule } from '../rule';
import { valueAt } from '../walk';

export const blocksOfRole: RegionRule = {
  id: 'blocks-of-role',
  severity: 'error',
  title: 'The primary runs the mgmt and dmz vClusters, each secondary dmz and rtz (A4)',
  per: 'region',
  check: (region) => {
    const found = region.rendered.objects.filter(isVcluster).map((of) => ({ of, ...blockOf(region, of) }));
    return [
      ...blocks[region.facts.role].flatMap((block) => missing(region, block, found)),
      ...found.flatMap((one) => misplaced(region, one)),
      ...found.flatMap((one) => contradictory(one)),
    ];
  },
};

const blocks: Readonly<Record<Role, readonly string[]>> = { primary: ['mgmt', 'dmz'], secondary: ['dmz', 'rtz'] };

const roleLabel = 'catalyst.openova.io/vcluster-role';

interface FoundVcluster {
  readonly of: RenderedObject;
  readonly block: string | undefined;
  /** What the namespace's own label says, where it says something else. */
  readonly label: string | undefined;
}

/** Charts of vcluster label each control plane `app: vcluster`; its etcd, where it has one, is `app: vcluster-etcd`. */
function isVcluster({ object }: RenderedObject): boolean {
  if (object.kind !== 'StatefulSet' && object.kind !== 'Deployment') return false;
  const labels = [object.metadata.labels?.['app'], valueAt(object, 'spec', 'template', 'metadata', 'labels', 'app')];
  return labels.includes('vcluster');
}

/** The namespace is the block; where it has another name, a label says which one: of the object, then of the namespace. */
function blockOf(region: RegionUnderReview, { object, namespace }: RenderedObject): Omit<FoundVcluster, 'of'> {
  const label = object.metadata.labels?.[roleLabel] ?? region.namespaceLabels.get(namespace)?.[roleLabel];
  if (!isBlock(namespace)) return { block: label, label: undefined };
  return { block: namespace, label: label === namespace ? undefined : label };
}

function isBlock(name: string): boolean {
  return name === 'mgmt' || name === 'dmz' || name === 'rtz';
}

function missing(region: RegionUnderReview, block: string, found: readonly FoundVcluster[]): readonly Breach[] {
  const { key, role } = region.facts;
  const own = found.filter((one) => one.block === block && one.of.object.kind === 'StatefulSet');
  const [, ...more] = own;
  if (more.length > 0) {
    const names = own.map(({ of }) => objectTitle(of)).join(', ');
    const problem = `${own.length} StatefulSets are vClusters of ${block}: ${names}`;
    return [{ at: `region ${key}`, problem, remedy: 'Keep one of them' }];
  }
  if (own.length > 0 || isUnknown(region, block)) return [];
  const problem = `it is ${role} and has no StatefulSet of the ${block} vCluster`;
  const remedy = `Set ${block.toUpperCase()}_VCLUSTER_ENABLED to "true" there: run nx sync, and look that the slot is in the tree`;
  return [{ at: `region ${key}`, problem, remedy }];
}

/** What was not rendered cannot be said to be missing: its own problem is a finding already. */
function isUnknown({ rendered, appliers }: RegionUnderReview, block: string): boolean {
  return rendered.problems.some(({ kind, object }) => {
    if (kind === 'changed-type') return false;
    const release = appliers.get(object);
    if (release?.object.kind !== 'HelmRelease') return true;
    const label = release.object.metadata.labels?.[roleLabel];
    return label === block || valueAt(release.object, 'spec', 'targetNamespace') === block;
  });
}

function misplaced({ facts }: RegionUnderReview, { of, block }: FoundVcluster): readonly Breach[] {
  if (block === undefined || !isBlock(block)) {
    const problem = 'it is a vCluster, and neither its namespace nor a label says of which building block';
    return [{ at: of, problem, remedy: `Install it into mgmt, dmz or rtz, or label its namespace ${roleLabel}` }];
  }
  if (blocks[facts.role].includes(block)) return [];
  const problem = `it is the ${block} vCluster, and the region ${facts.key} is ${facts.role}`;
  return [{ at: of, problem, remedy: `Set ${block.toUpperCase()}_VCLUSTER_ENABLED to "false" there: run nx sync` }];
}

function contradictory({ of, block, label }: FoundVcluster): readonly Breach[] {
  if (label === undefined) return [];
  const problem = `it is in the namespace ${block ?? ''}, and the label ${roleLabel} says ${JSON.stringify(label)}`;
  return [{ at: of, problem, remedy: 'Write the same building block in both' }];
}
