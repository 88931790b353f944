import { z } from 'zod';
import type { Issue, Refusal } from '../issue/issue';
import type { Remedies } from '../issue/zod-issues';
import { asZodIssue, fieldOf } from '../issue/zod-issues';
import { Cidr, doOverlap, prefixOf, subnet } from './cidr';

/** Cilium numbers the clusters of a mesh from 1 to 255. */
const highestMeshId = 255;

/** The numbers of a region's network. */
export const NetworkShape = z.strictObject({
  /** The number of its cluster in the mesh of its Sovereign. */
  meshId: z.int().min(1).max(highestMeshId),
  pods: Cidr,
  services: Cidr,
});

export type Network = Readonly<z.output<typeof NetworkShape>>;

export interface NetworkRanges {
  readonly pods: string;
  readonly services: string;
  readonly perRegion: number;
}

/** Where the networks of regions are taken from: region number 3 has network number 3 of each range. */
export const NetworkRangesShape = z
  .strictObject({
    pods: Cidr,
    services: Cidr,
    /** The bits of the network of one region, of pods and of services: 16 for `10.3.0.0/16`. */
    perRegion: z.int().min(8).max(28).default(16),
  })
  .superRefine(refuseRanges);

const exampleNetwork = "{ meshId: 1, pods: '10.1.0.0/16', services: '10.129.0.0/16' }";
const exampleRanges: NetworkRanges = { pods: '10.0.0.0/9', services: '10.128.0.0/9', perRegion: 16 };
export const rangesRemedy = "Write { pods: '10.0.0.0/9', services: '10.128.0.0/9' }";

export const networkRemedies: Remedies = {
  'regions[].network': `Write ${exampleNetwork}`,
  'regions[].network.meshId': `Write a number from 1 to ${highestMeshId}`,
  'regions[].network.pods': "Write a network such as '10.1.0.0/16'",
  'regions[].network.services': "Write a network such as '10.129.0.0/16'",
};

export const networkRangesRemedies: Remedies = {
  network: rangesRemedy,
  'network.pods': rangesRemedy,
  'network.services': rangesRemedy,
  'network.perRegion': 'Write the bits of the network of one region, from 8 to 28',
};

/** The network of that number, or why the ranges have none. */
export function networkOf(meshId: number, ranges: NetworkRanges | undefined): Network | Refusal {
  const { pods, services, perRegion } = ranges ?? exampleRanges;
  const [ofPods, ofServices] = [subnet(pods, perRegion, meshId), subnet(services, perRegion, meshId)];
  if (meshId <= highestMeshId && ofPods !== undefined && ofServices !== undefined) {
    return { meshId, pods: ofPods, services: ofServices };
  }
  const problem = `the ranges of the fleet have no network number ${meshId}`;
  return { code: 'out-of-range', problem, remedy: 'Write wider ranges into network of sovereigns/fleet.ts' };
}

/** A network as one writes it into a region. */
export function networkText({ meshId, pods, services }: Network): string {
  return `network: { meshId: ${meshId}, pods: '${pods}', services: '${services}' }`;
}

interface NumberedRegion {
  readonly index: number;
  readonly network: Network | undefined;
}

/** Numbers and networks that two regions of a Sovereign have, or that one has twice. */
export function issuesOfNetworks(regions: readonly NumberedRegion[], file: string): readonly Issue[] {
  const places = regions.flatMap(({ index, network }) => (network === undefined ? [] : placesOf(index, network)));
  return places.flatMap((place, at) => {
    const twin = places.slice(0, at).find((other) => isTwin(place, other));
    if (twin === undefined) return [];
    const { field, value } = place;
    const problem = `${twin.field} is ${String(twin.value)}, and a mesh tells its clusters apart by it`;
    return [{ file, field, value, code: 'taken' as const, problem, remedy: 'Write one that no other region has' }];
  });
}

interface Place {
  readonly field: string;
  readonly value: string | number;
}

function placesOf(index: number, network: Network): readonly Place[] {
  const keys = ['meshId', 'pods', 'services'] as const;
  return keys.map((key) => ({ field: fieldOf(['regions', index, 'network', key]), value: network[key] }));
}

function isTwin({ value: a }: Place, { value: b }: Place): boolean {
  return typeof a === 'string' && typeof b === 'string' ? doOverlap(a, b) : a === b;
}

function refuseRanges({ pods, services, perRegion }: NetworkRanges, context: z.RefinementCtx): void {
  const remedy = rangesRemedy;
  if (doOverlap(pods, services)) {
    const problem = `pods is ${pods}, and the two may have no address in common`;
    context.addIssue({ ...asZodIssue({ code: 'taken', problem, remedy }), path: ['services'] });
  }
  for (const [key, range] of Object.entries({ pods, services })) {
    if (prefixOf(range) >= perRegion) {
      const problem = `it holds no second network of ${perRegion} bits`;
      context.addIssue({ ...asZodIssue({ code: 'out-of-range', problem, remedy }), path: [key] });
    }
  }
}
