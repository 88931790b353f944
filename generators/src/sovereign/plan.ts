import {
  isEnvironment,
  type Issue,
  isRefusal,
  issuesOfRanges,
  type Location,
  type Network,
  networkOf,
  type NetworkRanges,
  parseFqdn,
  parseSovereignName,
  refusalOfEnvironment,
  refusalOfKit,
  type Result,
  resultOf,
  type Sovereign,
  type SovereignSpec,
} from '@sovereign-fleet/domain';
import { noKit, specFile, type FleetRecord } from '@sovereign-fleet/workspace/specs';
import { parseSovereignOptions, type SovereignOptions } from './options';
import { issuesOfPrimary, parseRegions, positionOf } from './regions';
import { commandLine } from '@sovereign-fleet/workspace/command';

/** What a command asks for: a new Sovereign, or one that is there already and is what the command says. */
export type Plan =
  | { readonly kind: 'new'; readonly name: string; readonly spec: SovereignSpec & { readonly kit: string } }
  | { readonly kind: 'present'; readonly sovereign: Sovereign };

/** The Plan for the options as Nx read them, or every Issue in them. */
export function planSovereign(
  options: SovereignOptions,
  { fleet, kits, sovereigns, unread }: FleetRecord,
): Result<Plan> {
  const parsed = parseSovereignOptions(options);
  if (!parsed.ok) return parsed;
  if (kits.length === 0) return { ok: false, issues: [noKit] };
  const given = parsed.value;
  const name = given.name ?? nextFreeName([...sovereigns, ...unread], fleet.domain);
  const found = sovereigns.find((sovereign) => sovereign.name === name);
  // One that names no kit is of the first.
  const present = found === undefined ? undefined : { ...found, kit: found.kit ?? kits[0]?.name };
  const fqdn = given.fqdn ?? present?.fqdn ?? `${name}.${fleet.domain}`;
  const environment = given.environment ?? present?.environment ?? 'prod';
  const kit = given.kit ?? present?.kit ?? kits[0]?.name ?? '';
  const regions = parseRegions(given.regions);
  const issues = [
    ...issuesOfName(name),
    ...regions.issues,
    ...issuesOfPrimary(given.primary, regions),
    ...issuesOfEnvironment(environment),
    ...issuesOfKit(kit, kits),
    // An FQDN that follows from a wrong name is wrong for the same reason.
    ...(given.fqdn === undefined && issuesOfName(name).length > 0 ? [] : issuesOfFqdn(fqdn, name, sovereigns)),
  ];
  if (issues.length > 0 || !isEnvironment(environment)) return { ok: false, issues };
  const networks = networksFor(regions.locations.length, fleet.network);
  if (!networks.ok) return networks;
  const ofRanges =
    present === undefined ? kits.filter((one) => one.name === kit).flatMap((one) => issuesOfRanges(fleet, one)) : [];
  if (ofRanges.length > 0) return { ok: false, issues: ofRanges };
  const primary = positionOf(given.primary, regions.locations);
  const spec = specOf(regions.locations, { primary, networks: networks.value, fqdn, environment, kit });
  if (present === undefined) return { ok: true, value: { kind: 'new', name, spec } };
  if (isWhatSpecSays(present, spec)) return { ok: true, value: { kind: 'present', sovereign: present } };
  return { ok: false, issues: [issueOfTakenName(present, spec)] };
}

/** `sovereign-<n>` with the lowest number that nobody has, as a name or as an FQDN. */
function nextFreeName(others: readonly { readonly name: string; readonly fqdn?: string }[], domain: string): string {
  const names = new Set<string>(others.map(({ name }) => name));
  const fqdns = new Set<string | undefined>(others.map(({ fqdn }) => fqdn));
  let number = 1;
  while (names.has(`sovereign-${number}`) || fqdns.has(`sovereign-${number}.${domain}`)) number += 1;
  return `sovereign-${number}`;
}

interface OfSpec extends Pick<SovereignSpec, 'fqdn' | 'environment'> {
  readonly kit: string;
  readonly primary: number;
  /** One for each region, or none where the fleet has no ranges. */
  readonly networks: readonly Network[];
}

function specOf(
  locations: readonly Location[],
  { primary, networks, ...shared }: OfSpec,
): SovereignSpec & { readonly kit: string } {
  const regions = locations.map((location, index) => {
    const role = index === primary ? ('primary' as const) : ('secondary' as const);
    return { ...location, role, ...(networks[index] === undefined ? {} : { network: networks[index] }) };
  });
  return networks.length === 0 ? { ...shared, regions } : { ...shared, networksGiven: networks.length, regions };
}

/** Numbers and networks for the regions of a new Sovereign, where the fleet has ranges to take them from. */
function networksFor(count: number, ranges: NetworkRanges | undefined): Result<readonly Network[]> {
  if (ranges === undefined) return { ok: true, value: [] };
  const found = Array.from({ length: count }, (_, index) => networkOf(index + 1, ranges));
  const issues = found.flatMap((network): readonly Issue[] =>
    isRefusal(network) ? [{ file: commandLine, field: '--regions', value: count, ...network }] : [],
  );
  return resultOf(issues, () => found.flatMap((network) => (isRefusal(network) ? [] : [network])));
}

/** Whether a Sovereign is what a command says; what the command does not say may be anything. */
function isWhatSpecSays(present: Sovereign, spec: SovereignSpec): boolean {
  const textOf = ({ provider, key, role }: SovereignSpec['regions'][number]) => `${provider}:${key} ${role ?? ''}`;
  return (
    present.fqdn === spec.fqdn &&
    present.environment === spec.environment &&
    present.kit === spec.kit &&
    present.regions.map(textOf).sort().join() === spec.regions.map(textOf).sort().join()
  );
}

function issuesOfName(name: string): readonly Issue[] {
  const parsed = parseSovereignName(name);
  return isRefusal(parsed) ? [{ file: commandLine, field: 'name', value: name, ...parsed }] : [];
}

function issueOfTakenName({ name, source, fqdn, regions, kit }: Sovereign, asked: SovereignSpec): Issue {
  const keys = regions.map(({ key }) => key).join(', ');
  const ofKit = kit === asked.kit ? '' : ` of kit "${kit}"`;
  const problem = `the name is taken by another Sovereign, ${fqdn} in ${keys}${ofKit} (${source})`;
  const remedy = `Choose another name, or edit ${specFile(name)} and run "nx sync"`;
  return { file: commandLine, field: 'name', value: name, problem, remedy };
}

function issuesOfFqdn(fqdn: string, name: string, sovereigns: readonly Sovereign[]): readonly Issue[] {
  const at = { file: commandLine, field: '--fqdn', value: fqdn };
  const parsed = parseFqdn(fqdn);
  if (isRefusal(parsed)) return [{ ...at, ...parsed }];
  const owner = sovereigns.find((sovereign) => sovereign.fqdn === fqdn && sovereign.name !== name);
  if (owner === undefined) return [];
  const problem = `the FQDN is taken by another Sovereign, "${owner.name}" (${owner.source})`;
  return [{ ...at, problem, remedy: 'Choose another with --fqdn' }];
}

function issuesOfEnvironment(environment: string): readonly Issue[] {
  if (isEnvironment(environment)) return [];
  return [{ file: commandLine, field: '--environment', value: environment, ...refusalOfEnvironment(environment) }];
}

function issuesOfKit(kit: string, kits: FleetRecord['kits']): readonly Issue[] {
  const refusal = refusalOfKit(kit, kits);
  return refusal === undefined ? [] : [{ file: commandLine, field: '--kit', value: kit, ...refusal }];
}
