import { vclusterRoleLabel } from '@sovereign-fleet/domain';
import type { RenderedRegion } from '@sovereign-fleet/renderer';
import { asApplier } from '../objects/object-id';
import type { ChangeRule } from '../contract/rule';

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
  check: (change, all) => {
    if (servesAsPrimary(change.before) || !servesAsPrimary(change.after)) return [];
    const others = all.filter(({ region, before }) => region !== change.region && servesAsPrimary(before));
    if (others.length === 0) return [];
    const names = others.map(({ region }) => region).join(', ');
    const problem = `it becomes the primary, and ${names} is it until its own Flux has taken the same change`;
    const remedy = 'Take the role away from the old primary first, and give it in a change that follows';
    return [{ at: `region ${change.region}`, problem, remedy }];
  },
};

/** The vCluster of the role mgmt runs in the primary alone (A4). */
function servesAsPrimary({ objects }: RenderedRegion): boolean {
  return objects.some((one) => {
    const isRelease = asApplier(one)?.kind === 'HelmRelease';
    return isRelease && one.object.metadata.labels?.[vclusterRoleLabel] === 'mgmt';
  });
}
