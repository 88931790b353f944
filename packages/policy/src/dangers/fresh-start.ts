import type { ChangeRule } from '../contract/rule';
import { applierTitle, asApplier, objectTitle } from '../objects/object-id';
import { claimsOf } from './volumes';
import type { RenderedObject } from '@sovereign-fleet/renderer';

export const freshStart: ChangeRule = {
  id: 'fresh-start',
  severity: 'warning',
  title: 'A release with volumes comes to a region that goes on, and starts with no old data',
  fault: { one: 'release may find old data', many: 'releases may find old data', counts: 'findings' },
  why: 'Claims and kept Namespaces stay when a release goes. One that comes back starts with what is on them.',
  per: 'change',
  check: ({ state, added, after }) =>
    state !== 'compared'
      ? []
      : added.flatMap((one) => {
          const applier = asApplier(one);
          if (applier?.kind !== 'HelmRelease') return [];
          const own = after.objects.filter(({ appliedBy }) => applierTitle(appliedBy) === applierTitle(applier));
          const holders = own.filter(holdsData).map(objectTitle);
          if (holders.length === 0) return [];
          const problem = `if it was here before, it starts with its old data: ${holders.join(', ')} stayed`;
          return [
            { at: one, problem, remedy: 'Look in the cluster whether claims of it are there, and remove or keep them' },
          ];
        }),
};

function holdsData(one: RenderedObject): boolean {
  return claimsOf(one).length > 0;
}
