import type { Role } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import { type HeldBack, heldBack, holderOf, holds } from '../region/held-back';
import { objectTitle } from '../objects/object-id';
import type { RegionUnderReview } from '../region/region-under-review';
import type { RegionRule } from './rule';
import { isVcluster, roleLabel } from '../region/vcluster-workload';
import { valueAt } from '../objects/walk';

export const blocksOfRole: RegionRule = {
  id: 'blocks-of-role',
  severity: 'error',
  title: 'The primary runs the mgmt and dmz vClusters, each secondary dmz and rtz (A4)',
  fault: {
    one: 'vCluster is not as the role of its region asks',
    many: 'vClusters are not as the role of their region asks',
    counts: 'findings',
  },
  why: 'A gate that nobody set leaves a vCluster off, and nothing fails in the cluster until its tenants are missed.',
  per: 'region',
  check: (region) => {
    const found = region.rendered.objects.filter(isVcluster).map((of) => ({ of, ...blockOf(region, of) }));
    return [
      ...blocks[region.facts.role].flatMap((block) => missing(region, block, found)),
      ...found.flatMap((one) => misplaced(region, one)),
      ...found.flatMap((one) => contradictory(one)),
      ...found.flatMap((one) => idle(region, one)),
    ];
  },
};

const blocks: Readonly<Record<Role, readonly string[]>> = { primary: ['mgmt', 'dmz'], secondary: ['dmz', 'rtz'] };

interface FoundVcluster {
  readonly of: RenderedObject;
  readonly block: string | undefined;
  /** What the namespace's own label says, where it says something else. */
  readonly label: string | undefined;
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
  if (own.length > 0) return [];
  const holders = heldBack(region, block);
  if (isUnknown(region, block) && !holders.some(({ title }) => title.startsWith('HelmRelease '))) return [];
  const because = holders.map(({ title, why }) => `${title} ${why}`).join(', ');
  const problem = `it is ${role} and has no StatefulSet of the ${block} vCluster${because === '' ? '' : `: ${because}`}`;
  return [{ at: `region ${key}`, problem, remedy: holders.length > 0 ? releaseHold(holders) : setGate(block, 'true') }];
}

function setGate(block: string, value: 'true' | 'false'): string {
  const run = value === 'true' ? 'run nx sync, and look that the slot is in the tree' : 'run nx sync';
  return `Set ${block.toUpperCase()}_VCLUSTER_ENABLED to "${value}" there: ${run}`;
}

function releaseHold(holders: readonly HeldBack[]): string {
  const whys = new Set(holders.map(({ why }) => why));
  return [
    ...(whys.has('is suspended') ? ['Resume what is suspended'] : []),
    ...(whys.has('is for another cluster') ? ['Take spec.kubeConfig out: a block runs on its own region'] : []),
  ].join('. ');
}

/** What was not rendered cannot be said to be missing: its own problem is a finding already. What is held back can. */
function isUnknown(region: RegionUnderReview, block: string): boolean {
  return region.rendered.problems.some((problem) => {
    const { kind } = problem;
    if (kind === 'changed-type' || kind === 'suspended' || kind === 'other-cluster') return false;
    return holds(region, problem, block) !== 'another';
  });
}

function misplaced({ facts }: RegionUnderReview, { of, block }: FoundVcluster): readonly Breach[] {
  if (block === undefined || !isBlock(block)) {
    const problem = 'it is a vCluster, and neither its namespace nor a label says of which building block';
    return [{ at: of, problem, remedy: `Install it into mgmt, dmz or rtz, or label its namespace ${roleLabel}` }];
  }
  if (blocks[facts.role].includes(block)) return [];
  const problem = `it is the ${block} vCluster, and the region ${facts.key} is ${facts.role}`;
  return [{ at: of, problem, remedy: setGate(block, 'false') }];
}

function contradictory({ of, block, label }: FoundVcluster): readonly Breach[] {
  if (label === undefined) return [];
  const problem = `it is in the namespace ${block ?? ''}, and the label ${roleLabel} says ${JSON.stringify(label)}`;
  return [{ at: of, problem, remedy: 'Write the same building block in both' }];
}

/** A block of the role that is in the render and yet does not run. */
function idle(region: RegionUnderReview, { of, block = '' }: FoundVcluster): readonly Breach[] {
  if (!blocks[region.facts.role].includes(block)) return [];
  const remedy = 'Give it one or more: the role asks for it';
  const problem = `it is the ${block} vCluster, and with 0 replicas it does not run`;
  const stopped = valueAt(of.object, 'spec', 'replicas') === 0;
  const holder = holderOf(region, of);
  return [
    ...(stopped ? [{ at: of, field: 'spec.replicas', problem, remedy }] : []),
    ...(holder === undefined
      ? []
      : [{ at: of, problem: `${holder.title} ${holder.why}`, remedy: releaseHold([holder]) }]),
  ];
}
