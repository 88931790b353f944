import { type Issue, isRefusal } from '../issue/issue';
import { providerNames } from './provider';
import { locationOf, type Role, sharedFolder } from './region';
import { fieldOf } from '../issue/zod-issues';

/** What can be read of a region, even where the rest of the spec is wrong, so that every problem is found at once. */
export interface RegionGiven {
  readonly index: number;
  readonly key: unknown;
  readonly provider: unknown;
  readonly role: unknown;
}

/** The regions of a spec, whatever it is. */
export function regionsGiven(spec: unknown): readonly RegionGiven[] {
  const regions = propertyOf(spec, 'regions');
  if (!Array.isArray(regions)) return [];
  return regions.flatMap((region: unknown, index) => {
    if (typeof region !== 'object' || region === null) return [];
    const [key, provider, role] = ['key', 'provider', 'role'].map((name) => propertyOf(region, name));
    return [{ index, key, provider, role }];
  });
}

function propertyOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name]; // of any object: undefined where there is none
}

/** What is wrong with the regions as such: keys that are not the provider's, repetitions, and their roles. */
export function issuesOfRegions(given: readonly RegionGiven[], file: string): readonly Issue[] {
  return [
    ...given.flatMap((region) => issuesOfLocation(region, file)),
    ...given.flatMap((region) => issuesOfRepetition(region, given, file)),
    ...issuesOfRoles(given, file),
  ];
}

function issuesOfLocation({ index, key, provider }: RegionGiven, file: string): readonly Issue[] {
  const known = providerNames.find((name) => name === provider);
  if (known === undefined || typeof key !== 'string') return [];
  const location = locationOf(known, key);
  return isRefusal(location) ? [{ file, field: fieldOf(['regions', index, 'key']), value: key, ...location }] : [];
}

/** Keys, not locations, are told apart: the region's folder in the tree is its key. */
function issuesOfRepetition(
  { index, key, provider }: RegionGiven,
  given: readonly RegionGiven[],
  file: string,
): readonly Issue[] {
  const first = given.find((other) => other.key === key);
  if (typeof key !== 'string' || first === undefined || first.index === index) return [];
  const field = fieldOf(['regions', index, 'key']);
  if (first.provider === provider) {
    const problem = `regions[${first.index}] is the same region`;
    return [{ file, field, value: key, problem, remedy: 'Name every region once' }];
  }
  return [{ file, field, value: key, ...sharedFolder(key) }];
}

function issuesOfRoles(given: readonly RegionGiven[], file: string): readonly Issue[] {
  const primaries = given.filter(({ role }) => role === 'primary');
  const [first, ...others] = primaries;
  if (first !== undefined) {
    return others.map(({ index }) => ({
      file,
      field: fieldOf(['regions', index, 'role']),
      value: 'primary',
      problem: `regions[${first.index}] is the primary, and a Sovereign has one`,
      remedy: 'Write "secondary"',
    }));
  }
  if (given.length === 0 || given.every(({ role }) => role !== 'secondary')) return [];
  const problem = 'no region is the primary, and a Sovereign has one';
  return [{ file, field: 'regions', value: given.map(({ key }) => key), problem, remedy: "Give one role: 'primary'" }];
}

/** The role of a region, stated or by its place. */
export function roleOf(given: readonly RegionGiven[], index: number): Role {
  const stated = given.findIndex(({ role }) => role === 'primary');
  return index === Math.max(stated, 0) ? 'primary' : 'secondary';
}
