import { isRefusal, type Refusal } from '../issue/issue';
import type { Location } from './provider';
import { parseLocation, repeatedRegion, sharedFolder } from './region';

/** Regions that a person named in words. */
export interface NamedRegions {
  /** Those that are known, each once, in the order of their names. */
  readonly locations: readonly Location[];
  /** Names that cannot be taken, and why. */
  readonly refused: readonly { readonly name: string; readonly refusal: Refusal }[];
}

/** The regions that are named as on a command line: `fsn1`, `aws:eu-central-1`. */
export function parseRegionNames(names: readonly string[]): NamedRegions {
  const locations: Location[] = [];
  const refused = names.flatMap((name) => {
    const location = parseLocation(name);
    if (isRefusal(location)) return [{ name, refusal: location }];
    const refusal = refusalBeside(location, locations);
    if (refusal !== undefined) return [{ name, refusal }];
    locations.push(location);
    return [];
  });
  return { locations, refused };
}

/** Keys, not locations, are told apart: the region's folder in the tree is its key. */
function refusalBeside({ provider, key }: Location, others: readonly Location[]): Refusal | undefined {
  const twin = others.find((other) => other.key === key);
  if (twin === undefined) return undefined;
  return twin.provider === provider ? repeatedRegion(`the region "${key}" is named twice`) : sharedFolder(key);
}
