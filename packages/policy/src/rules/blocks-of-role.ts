import { buildingBlocksOf, isBuildingBlock, isGate, type Json, vclusterRoleLabel } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import { isHarmless, type RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import { type Hold, holdsOnBlock, holdOnObject, ownerOfProblem } from '../region/hold';
import { objectTitle } from '../objects/object-id';
import type { RegionUnderReview } from '../contract/region-under-review';
import type { ReviewedKit } from '../contract/review-subject';
import type { RegionRule } from '../contract/rule';
import { isVcluster } from '../region/vcluster-workload';
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
    if (!region.subject.kit.slots.some(makesVcluster)) return []; // the review says that it does not apply
    if (region.subject.isRetiring === true) return [];
    const vclusters = region.rendered.objects.filter((of) => of.cluster === undefined && isVcluster(of));
    const found = vclusters.map((of) => ({ of, ...blockOf(region, of) }));
    return [
      ...blocksOf(region).flatMap((block) => missingBlock(region, block, found)),
      ...found.flatMap((one) => wrongBlock(region, one)),
      ...found.flatMap((one) => conflictingLabel(one)),
      ...found.flatMap((one) => stoppedBlock(region, one)),
    ];
  },
};

/** What A4 has in a region, or leaves in one that is fenced. */
function blocksOf({ facts: { role, isFenced } }: RegionUnderReview) {
  return buildingBlocksOf(role, isFenced);
}

function roleOf({ role, isFenced }: RegionUnderReview['facts']): string {
  return isFenced === true ? `${role}, and fenced by a promotion` : role;
}

function makesVcluster({ buildingBlock }: ReviewedKit['slots'][number]): boolean {
  return buildingBlock !== undefined;
}

interface FoundVcluster {
  readonly of: RenderedObject;
  readonly block: string | undefined;
  /** What the namespace's own label says, where it says something else. */
  readonly label: Json | undefined;
}

/**
 * The namespace is the block. Where it has another name, a label says which one: the object's, else the namespace's.
 */
function blockOf(region: RegionUnderReview, { object, namespace }: RenderedObject): Omit<FoundVcluster, 'of'> {
  const [ofObject, ofNamespace] = [object.metadata.labels, region.namespaceLabels.get(namespace)];
  const label = ofObject?.[vclusterRoleLabel] ?? ofNamespace?.[vclusterRoleLabel] ?? undefined;
  if (!isBuildingBlock(namespace)) return { block: typeof label === 'string' ? label : undefined, label: undefined };
  return { block: namespace, label: label === namespace ? undefined : label };
}

function missingBlock(region: RegionUnderReview, block: string, found: readonly FoundVcluster[]): readonly Breach[] {
  const { key } = region.facts;
  const own = found.filter((one) => one.block === block && one.of.object.kind === 'StatefulSet');
  const [, ...more] = own;
  if (more.length > 0) {
    const names = own.map(({ of }) => objectTitle(of)).join(', ');
    const problem = `${own.length} StatefulSets are vClusters of ${block}: ${names}`;
    return [{ at: `region ${key}`, problem, remedy: 'Keep one of them' }];
  }
  if (own.length > 0) return [];
  const holds = holdsOnBlock(region, block);
  if (isUnknown(region, block) && !holds.some(({ title }) => title.startsWith('HelmRelease '))) return [];
  const reasons = holds.map(({ title, reason }) => `${title} ${reason}`).join(', ');
  const missing = `it is ${roleOf(region.facts)} and has no StatefulSet of the ${block} vCluster`;
  const problem = reasons === '' ? missing : `${missing}: ${reasons}`;
  return [{ at: `region ${key}`, problem, remedy: holds.length > 0 ? releaseHold(holds) : demandBlock(region, block) }];
}

function demandBlock({ subject: { kit } }: RegionUnderReview, block: string): string {
  const slot = slotOf(block, kit);
  if (slot === undefined) return `Add the row of the ${block} vCluster to the kit ${kit.name}`;
  const gate = gateOf(slot, kit);
  const look = 'run nx sync, and look that the slot is in the tree';
  return gate === undefined ? `R${look.slice(1)}` : `Set ${gate} to "true" there: ${look}`;
}

function refuseBlock({ subject: { kit } }: RegionUnderReview, block: string): string {
  const slot = slotOf(block, kit);
  const gate = slot === undefined ? undefined : gateOf(slot, kit);
  return gate === undefined ? 'Take it out there: run nx sync' : `Set ${gate} to "false" there: run nx sync`;
}

function slotOf(block: string, { slots }: ReviewedKit): string | undefined {
  return slots.find(({ buildingBlock }) => buildingBlock === block)?.name;
}

/** The parameter that is true where the slot is on. */
function gateOf(slot: string, { parameters }: ReviewedKit): string | undefined {
  return Object.entries(parameters).find(([, one]) => isGate(one) && one.enables === slot)?.[0];
}

function releaseHold(holds: readonly Hold[]): string {
  const reasons = new Set(holds.map(({ reason }) => reason));
  return [
    ...(reasons.has('is suspended') ? ['Resume what is suspended'] : []),
    ...(reasons.has('is for another cluster') ? ['Take spec.kubeConfig out: a block runs on its own region'] : []),
  ].join('. ');
}

/**
 * Whether a release of the block may be in what was not rendered: that is a finding already, and nothing is missing.
 */
function isUnknown(region: RegionUnderReview, block: string): boolean {
  return region.rendered.problems.some(
    (problem) => !isHarmless(problem) && ownerOfProblem(region, problem, block) !== 'another',
  );
}

function wrongBlock(region: RegionUnderReview, { of, block }: FoundVcluster): readonly Breach[] {
  const { facts } = region;
  if (block === undefined || !isBuildingBlock(block)) {
    const problem = 'it is a vCluster, and neither its namespace nor a label says of which building block';
    return [
      { at: of, problem, remedy: `Install it into mgmt, dmz or rtz, or label its namespace ${vclusterRoleLabel}` },
    ];
  }
  if (blocksOf(region).includes(block)) return [];
  const problem = `it is the ${block} vCluster, and the region ${facts.key} is ${roleOf(facts)}`;
  return [{ at: of, problem, remedy: refuseBlock(region, block) }];
}

function conflictingLabel({ of, block, label }: FoundVcluster): readonly Breach[] {
  if (label === undefined) return [];
  const said = printJson(label);
  const problem = `it is in the namespace ${block ?? ''}, and the label ${vclusterRoleLabel} says ${said}`;
  return [{ at: of, problem, remedy: 'Write the same building block in both' }];
}

/** A block of the role that is in the render and yet does not run. */
function stoppedBlock(region: RegionUnderReview, { of, block = '' }: FoundVcluster): readonly Breach[] {
  if (!isBuildingBlock(block) || !blocksOf(region).includes(block)) return [];
  const remedy = 'Give it one or more: the role asks for it';
  const problem = `it is the ${block} vCluster, and with 0 replicas it does not run`;
  const stopped = valueAt(of.object, 'spec', 'replicas') === 0;
  const hold = holdOnObject(region, of);
  return [
    ...(stopped ? [{ at: of, field: 'spec.replicas', problem, remedy }] : []),
    ...(hold === undefined ? [] : [{ at: of, problem: `${hold.title} ${hold.reason}`, remedy: releaseHold([hold]) }]),
  ];
}
