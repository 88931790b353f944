import { z } from 'zod';
import { type Issue, isRefusal, type Refusal } from '../issue/issue';
import { fieldOf, type Remedies } from '../issue/zod-issues';
import { type Layer, layerRemedies, layerShape, type LayerSpec } from './layer';
import { issuesOfNetworks, type Network, networkRemedies, NetworkShape } from './network';
import { type Pause, pausedRemedies, pausedShape } from './pause';
import { type Location, providerNames } from './provider';
import { locationOf, repeatedRegion, type Role, roles, sharedFolder } from './region';
import { k3sRemedy, K3sVersion } from './versions';

/**
 * On its way out: `draining` is still there, and in no list of the others; `removed` has no tree any more, and keeps
 * its numbers from being given out again.
 */
const regionStates = ['draining', 'removed'] as const;

// A command parses each spec once, so making code for it costs more than it saves (npm run bench, row 2).
z.config({ jitless: true });

/** A region by itself. What regions must be together is checked by `readRegions`. */
export const RegionShape = z.strictObject({
  key: z.string(),
  provider: z.enum(providerNames),
  /** Without any role given, the first region is the primary; beside a given primary, a region is secondary. */
  role: z.enum(roles).optional(),
  /** Needed where the kit reads it; given out by `nx g sovereign`. */
  network: NetworkShape.optional(),
  state: z.enum(regionStates).optional(),
  /** The k3s of its nodes, while an upgrade goes from region to region. Without it: that of the Sovereign. */
  k3sVersion: K3sVersion.optional(),
  ...pausedShape,
  ...layerShape,
});

/** A region as a spec names it. `Said` are the keys of a layer, which a kit types by its slots and parameters. */
export type RegionSpec<Said = LayerSpec> = Location &
  Omit<z.input<typeof RegionShape>, keyof Location | keyof Layer> &
  Said;

export type Region = Location &
  Layer & {
    /** Where the spec has it, for later Issues: `regions[1]`. */
    readonly field: string;
    readonly role: Role;
    readonly network: Network | undefined;
    readonly state: 'draining' | undefined;
    readonly k3sVersion: string | undefined;
    /** By slot. */
    readonly paused: Readonly<Record<string, Pause>> | undefined;
  };

const exampleRegion = "{ key: 'fsn1', provider: 'hetzner', role: 'primary' }";

export const regionRemedies: Remedies = {
  regions: `Name at least one region, such as ${exampleRegion}`,
  'regions[]': `Write a region such as ${exampleRegion}`,
  'regions[].key': "Write a key as the provider writes it, such as 'fsn1'",
  'regions[].provider': `Write one of ${providerNames.join(', ')}`,
  'regions[].role': `Write one of ${roles.join(', ')}`,
  'regions[].k3sVersion': k3sRemedy,
  'regions[].state': `Write one of ${regionStates.join(', ')}`,
  ...networkRemedies,
  ...pausedRemedies('regions[].'),
  ...layerRemedies('regions[].'),
};

/** What can be read of a region, even where the rest of the spec is wrong, so that every problem is found at once. */
export interface ReadRegion {
  readonly index: number;
  readonly key: unknown;
  readonly provider: unknown;
  readonly role: unknown;
  readonly state: unknown;
  /** Undefined where there is none, or none of the right type, which the shape refuses. */
  readonly network: Network | undefined;
  /** Undefined where key or provider are not of the right type, which the shape refuses. */
  readonly location: Location | Refusal | undefined;
}

/** The regions of a spec, whatever it is. */
export function readRegions(spec: unknown): readonly ReadRegion[] {
  const regions = propertyOf(spec, 'regions');
  if (!Array.isArray(regions)) return [];
  return regions.flatMap((region: unknown, index) => {
    if (typeof region !== 'object' || region === null) return [];
    const [key, provider, role, state] = ['key', 'provider', 'role', 'state'].map((name) => propertyOf(region, name));
    const network = NetworkShape.safeParse(propertyOf(region, 'network')).data;
    return [{ index, key, provider, role, state, network, location: locationIn(provider, key) }];
  });
}

function propertyOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name]; // of any object: undefined where there is none
}

function locationIn(provider: unknown, key: unknown): Location | Refusal | undefined {
  const known = providerNames.find((name) => name === provider);
  return known === undefined || typeof key !== 'string' ? undefined : locationOf(known, key);
}

/** What is wrong with the regions as such: keys that are not the provider's, repetitions, and their roles. */
export function issuesOfRegions(regions: readonly ReadRegion[], file: string): readonly Issue[] {
  return [
    ...regions.flatMap((region) => issuesOfLocation(region, file)),
    ...regions.flatMap((region) => issuesOfRepetition(region, regions, file)),
    ...issuesOfRoles(regions, file),
    ...issuesOfStates(regions, file),
    ...issuesOfNetworks(regions, file),
  ];
}

function issuesOfLocation({ index, key, location }: ReadRegion, file: string): readonly Issue[] {
  if (location === undefined || !isRefusal(location)) return [];
  return [{ file, field: fieldOf(['regions', index, 'key']), value: key, ...location }];
}

function issuesOfRepetition(region: ReadRegion, regions: readonly ReadRegion[], file: string): readonly Issue[] {
  const { index, key, provider } = region;
  const first = regions.find((other) => other.key === key);
  if (typeof key !== 'string' || first === undefined || first.index === index) return [];
  const isSame = first.provider === provider;
  const refusal = isSame ? repeatedRegion(`regions[${first.index}] is the same region`) : sharedFolder(key);
  return [{ file, field: fieldOf(['regions', index, 'key']), value: key, ...refusal }];
}

function issuesOfRoles(regions: readonly ReadRegion[], file: string): readonly Issue[] {
  const [first, ...others] = regions.filter(({ role }) => role === 'primary');
  if (first !== undefined) {
    return others.map(({ index }) => ({
      file,
      field: fieldOf(['regions', index, 'role']),
      value: 'primary',
      code: 'taken' as const,
      problem: `regions[${first.index}] is the primary, and a Sovereign has one`,
      remedy: 'Write "secondary"',
    }));
  }
  if (regions.length === 0 || regions.every(({ role }) => role !== 'secondary')) return [];
  const value = regions.map(({ key }) => key);
  const problem = 'no region is the primary, and a Sovereign has one';
  return [{ file, field: 'regions', value, code: 'missing', problem, remedy: "Give one role: 'primary'" }];
}

/** The primary serves, so it stays until another one has its role. */
function issuesOfStates(regions: readonly ReadRegion[], file: string): readonly Issue[] {
  return regions.flatMap(({ index, state }) => {
    if (state === undefined || roleOf(regions, index) !== 'primary') return [];
    const at = { file, field: fieldOf(['regions', index, 'state']), value: state, code: 'contradiction' as const };
    const problem = 'it is the primary, without which no region runs mgmt';
    return [{ ...at, problem, remedy: 'Remove it, or give the role to another region first' }];
  });
}

/** The role of a region: as the spec says, or else by its place. */
export function roleOf(regions: readonly ReadRegion[], index: number): Role {
  const stated = regions.findIndex(({ role }) => role === 'primary');
  return index === Math.max(stated, 0) ? 'primary' : 'secondary';
}
