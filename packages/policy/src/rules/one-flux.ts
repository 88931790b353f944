import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { RegionRule } from '../contract/rule';
import { installedBy } from '../objects/installed-version';
import { applierTitle, objectTitle } from '../objects/object-id';

export const oneFlux: RegionRule = {
  id: 'one-flux',
  severity: 'error',
  title: 'Flux is installed by one of the tree and the slots',
  fault: { one: 'region has Flux installed twice', many: 'regions have Flux installed twice', counts: 'findings' },
  why: 'Each takes the controllers back to its own version, while they are at work.',
  per: 'region',
  check: ({ rendered }) => {
    const own = rendered.objects.filter((of) => of.cluster === undefined && installedBy(of)?.what === 'Flux');
    const [first, another] = [...new Map(own.map((of) => [installerOf(of), of]))];
    if (first === undefined || another === undefined) return [];
    const problem = `it installs Flux, and so does ${first[0]}`;
    const remedy = 'Leave one of them out: the slot, or fluxInstall of sovereigns/fleet.ts';
    return [{ at: another[1], problem, remedy }];
  },
};

/** A chart installs many controllers; another object has Flux installed by itself. */
function installerOf(of: RenderedObject): string {
  return of.object.kind === 'Deployment' ? applierTitle(of.appliedBy) : objectTitle(of);
}
