import type { Refusal } from '../issue/issue';
import { nearest, pickOne } from '../issue/nearest';
import { type Location, type Provider, providerNames, providers, regionCode, regionKeys } from './provider';

export const roles = ['primary', 'secondary'] as const;
export type Role = (typeof roles)[number];

export const environments = ['prod', 'stg', 'uat', 'dev', 'poc'] as const;
export type Environment = (typeof environments)[number];

/** Whether a text is an environment. */
export function isEnvironment(text: string): text is Environment {
  return (environments as readonly string[]).includes(text);
}

/** Why a text is no environment. */
export function refusalOfEnvironment(text: string): Refusal {
  return { code: 'unknown-value', problem: 'there is no such environment', remedy: pickOne(text, environments) };
}

declare const canonicalLabelBrand: unique symbol;

/** The value of the node label `openova.io/region`, for example `hz-fsn-rtz-prod`. */
export type CanonicalLabel = string & { readonly [canonicalLabelBrand]: true };

/** `<provider>-<region>-rtz-<environment>` with the codes of the catalogue (naming convention, section 3). */
export function canonicalLabel({ provider, key }: Location, environment: Environment): CanonicalLabel {
  const code = regionCode(provider, key);
  if (code === undefined) throw new Error(`the catalogue has no region ${provider}:${key}`);
  return `${providers[provider].code}-${code}-rtz-${environment}` as CanonicalLabel; // the naming rule itself
}

/**
 * A region as a person names it: `fsn1`, or `aws:ap-southeast-1` where two providers have the key.
 * Gives the Location, or why there is none and what to write.
 */
export function parseLocation(text: string): Location | Refusal {
  const separator = text.indexOf(':');
  if (separator < 0) return locationOfBareKey(text);
  const provider = text.slice(0, separator);
  if (!isProvider(provider)) {
    return {
      code: 'unknown-value',
      problem: `there is no provider "${provider}"`,
      remedy: pickOne(provider, providerNames),
    };
  }
  return locationOf(provider, text.slice(separator + 1));
}

/** Why one Sovereign cannot have a key of two providers. */
export function sharedFolder(key: string): Refusal {
  const owners = providerNames.filter((provider) => regionCode(provider, key) !== undefined);
  const names = owners.map((provider) => `"${provider}:${key}"`).join(' and ');
  const problem = `${names} would share the folder "${key}" in the tree`;
  return { code: 'taken', problem, remedy: 'Take one of them' };
}

/** Why a Sovereign cannot have a region twice. */
export function repeatedRegion(problem: string): Refusal {
  return { code: 'taken', problem, remedy: 'Name every region once' };
}

/** The Location for a provider and a key, or why there is none. */
export function locationOf(provider: Provider, key: string): Location | Refusal {
  // The catalogue was asked: the key is one of this provider's.
  if (regionCode(provider, key) !== undefined) return { provider, key } as Location;
  const owner = providerNames.find((name) => regionCode(name, key) !== undefined);
  const keys = regionKeys(provider);
  return {
    code: 'unknown-value',
    problem: `${providers[provider].title} has no region "${key}"`,
    remedy: owner === undefined ? pickOne(key, keys) : remedyForOwner(owner, keys),
  };
}

function remedyForOwner(owner: Provider, keys: readonly string[]): string {
  const { title } = providers[owner];
  return `It is a region of ${title}: write the provider "${owner}", or one of ${keys.join(', ')}`;
}

function locationOfBareKey(key: string): Location | Refusal {
  const owners = providerNames.filter((provider) => regionCode(provider, key) !== undefined);
  const [owner, another] = owners;
  if (owner === undefined) {
    const problem = `no provider has a region "${key}"`;
    return { code: 'unknown-value', problem, remedy: remedyForUnknownKey(key) };
  }
  if (another === undefined) return locationOf(owner, key);
  return {
    code: 'malformed',
    problem: `${owners.map((provider) => providers[provider].title).join(' and ')} both have a region "${key}"`,
    remedy: `Write ${owners.map((provider) => `"${provider}:${key}"`).join(' or ')}`,
  };
}

function remedyForUnknownKey(key: string): string {
  const near = nearest(key, [...new Set(providerNames.flatMap(regionKeys))]);
  if (near === undefined) return regionsOf(providerNames);
  const owners = providerNames.filter((provider) => regionCode(provider, near) !== undefined);
  return `Did you mean "${near}"? ${regionsOf(owners)}`;
}

function regionsOf(named: readonly Provider[]): string {
  return named.map((provider) => `${providers[provider].title} has ${regionKeys(provider).join(', ')}`).join('; ');
}

function isProvider(name: string): name is Provider {
  return Object.hasOwn(providers, name);
}
