import {
  canonicalLabel,
  highestNetwork,
  type ChartValue,
  type Fleet,
  isLost,
  isNetworkFact,
  isRefusal,
  type Issue,
  mirrorOf,
  networkFacts,
  networkOf,
  networkText,
  type Region,
  type RegionFact,
  type Sovereign,
} from '@sovereign-fleet/domain';

export interface FactSource {
  readonly sovereign: Sovereign;
  readonly fleet: Fleet;
}

/** A fact of a region; undefined for a number of its network, or a version, where the record has none. */
export function factOf(fact: RegionFact, region: Region, { sovereign, fleet }: FactSource): ChartValue | undefined {
  if (isNetworkFact(fact)) return region.network?.[networkFacts[fact]];
  const facts: Readonly<Record<Exclude<RegionFact, keyof typeof networkFacts>, () => ChartValue | undefined>> = {
    fqdn: () => sovereign.fqdn,
    regionKey: () => region.key,
    regionRole: () => region.role,
    canonicalLabel: () => canonicalLabel(region, sovereign.environment),
    registryMirror: () => mirrorOf(sovereign, fleet),
    provider: () => region.provider,
    environment: () => sovereign.environment,
    k3sVersion: () => region.k3sVersion ?? sovereign.k3sVersion,
    fluxVersion: () => sovereign.fluxVersion,
    regions: () => servingRegions(sovereign).map((one) => regionFact(one, sovereign)),
    peers: () =>
      servingRegions(sovereign)
        .filter((one) => one !== region)
        .map((one) => regionFact(one, sovereign)),
  };
  return facts[fact]();
}

/** A region that is drained or lost is in no list: nothing is sent to it any more. */
function servingRegions({ regions, promotion }: Sovereign): readonly Region[] {
  return regions.filter(({ key, state }) => state === undefined && !isLost(key, promotion));
}

function regionFact(region: Region, { environment }: Sovereign): ChartValue {
  const { key, provider, role, network } = region;
  const facts = { key, provider, role, canonicalLabel: canonicalLabel(region, environment) };
  return network === undefined ? facts : { ...facts, network: { ...network } };
}

/** An Issue for a fact that a record does not say, with the line to write. */
export function issueOfMissingFact(fact: RegionFact, region: Region, source: FactSource): Issue {
  const reader = `the kit reads the fact "${fact}"`;
  if (isNetworkFact(fact)) return issueOfMissingNetwork(reader, region, source);
  const version = fact === 'k3sVersion' ? 'v1.34.1+k3s1' : '2.9.1';
  const remedy = `Write the one that its clusters have, such as '${version}'`;
  return { file: source.sovereign.source, field: fact, value: undefined, code: 'missing', problem: reader, remedy };
}

/** An Issue for a region without the numbers that something reads, with the line to write. */
export function issueOfMissingNetwork(reader: string, region: Region, { sovereign, fleet }: FactSource): Issue {
  const at = { file: sovereign.source, field: `${region.field}.network`, value: undefined, code: 'missing' as const };
  const without = sovereign.regions.filter(({ network }) => network === undefined);
  const given = highestNetwork(sovereign);
  const network = networkOf(given + 1 + without.indexOf(region), fleet.network);
  if (isRefusal(network)) return { ...at, problem: `${reader}, and ${network.problem}`, remedy: network.remedy };
  const count = given + without.length;
  return {
    ...at,
    problem: reader,
    remedy: `Write ${networkText(network)}, and networksGiven: ${count} beside the regions`,
  };
}
