import { type Issue, type Location, parseRegionNames, pickOne } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';

export interface NamedRegions {
  /** As they were typed. */
  readonly names: readonly string[];
  /** Those that are known, each once. */
  readonly locations: readonly Location[];
  readonly issues: readonly Issue[];
}

/** The regions of `--regions` and every Issue in them. A comma in one of the texts parts it as well. */
export function parseRegions(given?: string | readonly string[] | true): NamedRegions {
  const names = [given === true ? [] : (given ?? [])]
    .flat()
    .flatMap((part) => part.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const at = { file: commandLine, field: '--regions' };
  if (names.length === 0) {
    const remedy = 'Name one or more, such as --regions=fsn1,nbg1';
    return { names, locations: [], issues: [{ ...at, value: given, problem: 'no region is named', remedy }] };
  }
  const { locations, refused } = parseRegionNames(names);
  return { names, locations, issues: refused.map(({ name, refusal }) => ({ ...at, value: name, ...refusal })) };
}

/** An Issue if `--primary` is not one of the regions. */
export function issuesOfPrimary(primary: string | undefined, { names, locations }: NamedRegions): readonly Issue[] {
  if (primary === undefined || names.includes(primary) || positionOf(primary, locations) >= 0) return [];
  const problem = 'it is not one of the regions';
  const remedy = names.length > 0 ? pickOne(primary, names) : 'Name it in --regions too';
  return [{ file: commandLine, field: '--primary', value: primary, problem, remedy }];
}

/** The position of the primary among the regions. Without `--primary` it is the first; -1 if it is not there. */
export function positionOf(primary: string | undefined, locations: readonly Location[]): number {
  if (primary === undefined) return 0;
  return locations.findIndex(({ provider, key }) => primary === key || primary === `${provider}:${key}`);
}
