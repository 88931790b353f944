import { isRefusal, type Json, parseValuePath, vclusterRoleLabel } from '@sovereign-fleet/domain';
import type { RenderedRegion } from '@sovereign-fleet/renderer';
import { asApplier } from '../objects/object-id';
import type { ReviewedKit } from '../contract/review-subject';
import type { ChangeRule } from '../contract/rule';
import { valueAt } from '../objects/walk';

export const onePrimary: ChangeRule = {
  id: 'one-primary',
  severity: 'error',
  title: 'No region becomes the primary in the change in which another one stops being it',
  fault: {
    one: 'region becomes the primary too early',
    many: 'regions become the primary too early',
    counts: 'findings',
  },
  why: 'Each Flux takes a commit when it likes, so for some time there are two primaries or none.',
  per: 'change',
  check: (change, all, kit) => {
    if (servesAsPrimary(change.before, kit) || !servesAsPrimary(change.after, kit)) return [];
    const others = all.filter(({ region, before }) => region !== change.region && servesAsPrimary(before, kit));
    if (others.length === 0) return [];
    const names = others.map(({ region }) => region).join(', ');
    const problem = `it becomes the primary, and ${names} is it until its own Flux has taken the same change`;
    const remedy = 'Take the role away from the old primary first, and give it in a change that follows';
    return [{ at: `region ${change.region}`, problem, remedy }];
  },
};

/** The vCluster of the role mgmt runs in the primary alone (A4): its release is there, and its chart is turned on. */
export function servesAsPrimary({ objects }: RenderedRegion, { slots }: ReviewedKit): boolean {
  const gate = slots.find(({ buildingBlock }) => buildingBlock === 'mgmt')?.where?.gate;
  const path = gate === undefined ? undefined : parseValuePath(gate);
  return objects.some((one) => {
    const isRelease = asApplier(one)?.kind === 'HelmRelease';
    if (!isRelease || one.object.metadata.labels?.[vclusterRoleLabel] !== 'mgmt') return false;
    if (path === undefined || isRefusal(path)) return true;
    return !isOff(valueAt(one.object, 'spec', 'values', ...path.map(String)));
  });
}

/** A gate that is not said is that of the chart, which may be on. */
function isOff(gate: Json | undefined): boolean {
  return gate === false || gate === 'false';
}
