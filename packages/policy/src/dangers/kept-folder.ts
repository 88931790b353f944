import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { ChangeRule } from '../contract/rule';
import { apiGroup, objectTitle } from '../objects/object-id';
import { valueAt } from '../objects/walk';
import { claimsOf, claimText, isClaim, sizeText } from './volumes';

export const keptFolder: ChangeRule = {
  id: 'kept-folder',
  severity: 'warning',
  title: 'The folder that the Flux of a region reads stays where it is',
  fault: { one: 'region loses its folder', many: 'regions lose their folder', counts: 'findings' },
  why: 'Flux reports the missing path and deletes nothing: the cluster goes on as it was, and nobody reads it.',
  per: 'change',
  check: ({ region, state, before }) => {
    if (state !== 'gone' && state !== 'moved') return [];
    const what = state === 'gone' ? 'its folder leaves' : 'its folder has another path';
    const problem = `${what}, and the ${before.objects.length} objects of its cluster stay, read by nobody`;
    const costs = costsOf(before.objects);
    const remedy =
      state === 'gone'
        ? 'Drain the region first, then take its cluster down, then remove it from the record'
        : 'Have the new path in the tree first, point the Flux of the region at it, then remove the old one';
    return [{ at: `region ${region}`, problem: `${problem}${costs}`, remedy }];
  },
};

const mostNamed = 12;

/** What a provider goes on to charge for: volumes, and what has an address of its own. */
function costsOf(objects: readonly RenderedObject[]): string {
  const all = objects.flatMap((one) => {
    const claims = claimsOf(one).map(claimText).join(', ');
    if (claims !== '') return [`${objectTitle(one)}${isClaim(one) ? sizeText(claimsOf(one)[0]) : ` (${claims})`}`];
    return hasAddress(one) ? [`${objectTitle(one)} with its address`] : [];
  });
  if (all.length === 0) return '';
  const more = all.length > mostNamed ? ` and ${all.length - mostNamed} more` : '';
  return `. These cost until they are deleted: ${all.slice(0, mostNamed).join(', ')}${more}`;
}

/** A Service of type LoadBalancer, or a Gateway, for which a controller makes one. */
function hasAddress({ object }: RenderedObject): boolean {
  if (object.kind === 'Gateway') return apiGroup(object.apiVersion) === 'gateway.networking.k8s.io';
  return object.kind === 'Service' && valueAt(object, 'spec', 'type') === 'LoadBalancer';
}
