import {
  canonicalLabel,
  isEnvironment,
  isRefusal,
  type Issue,
  parseFqdn,
  parseSovereignName,
  pickOne,
  refusalOfEnvironment,
  type Role,
  roles,
  type Result,
  type SovereignSpec,
} from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import type { FleetRecord } from '@sovereign-fleet/workspace/specs';
import { parseRegions } from '../sovereign/regions';
import type { GivenImport } from './options';

/** The Sovereign that the cluster becomes. */
export interface ImportPlan {
  readonly sovereign: { readonly name: string; readonly spec: SovereignSpec };
  /** What the region of the cluster is, by the names of facts. */
  readonly facts: Readonly<Record<string, string>>;
}

/** The spec for what a command says of the cluster, or every Issue in it. */
export function planImport(given: GivenImport, { fleet, sovereigns }: FleetRecord): Result<ImportPlan> {
  const { sovereign: name, fqdn = `${name}.${fleet.domain}`, environment, kit, role } = given;
  const regions = parseRegions(given.regions);
  const owner = sovereigns.find((one) => one.fqdn === fqdn && one.name !== name);
  const issues = [
    ...issuesOf('--sovereign', name, parseSovereignName(name)),
    ...regions.issues,
    ...(isEnvironment(environment) ? [] : [issueOfEnvironment(environment)]),
    ...issuesOfRole(role, regions.locations),
    ...(given.fqdn === undefined && isRefusal(parseSovereignName(name))
      ? []
      : issuesOf('--fqdn', fqdn, parseFqdn(fqdn))),
    ...(owner === undefined ? [] : [issueOfTakenFqdn(fqdn, owner)]),
  ];
  const [first] = regions.locations;
  if (issues.length > 0 || first === undefined || !isEnvironment(environment) || !isRole(role))
    return { ok: false, issues };
  const spec = {
    fqdn,
    environment,
    kit,
    regions: regions.locations.map((one, index) => ({
      ...one,
      role: index === (role === 'primary' ? 0 : 1) ? ('primary' as const) : ('secondary' as const),
    })),
  };
  const facts = {
    fqdn,
    regionKey: first.key,
    regionRole: role,
    canonicalLabel: canonicalLabel(first, environment),
    registryMirror: fleet.registryMirror,
  };
  return { ok: true, value: { sovereign: { name, spec }, facts } };
}

function issuesOf(
  field: string,
  value: string,
  parsed: ReturnType<typeof parseFqdn> | ReturnType<typeof parseSovereignName>,
): readonly Issue[] {
  return isRefusal(parsed) ? [{ file: commandLine, field, value, ...parsed }] : [];
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** Where the cluster is secondary, the primary is the region that is named next. */
function issuesOfRole(role: string, regions: readonly unknown[]): readonly Issue[] {
  const at = { file: commandLine, field: '--role', value: role };
  if (!isRole(role)) return [{ ...at, problem: 'there is no such role', remedy: pickOne(role, roles) }];
  if (role === 'primary' || regions.length !== 1) return [];
  const problem = 'a Sovereign has one primary region, and no other region is named';
  return [{ ...at, problem, remedy: 'Name the primary behind the region of the cluster: --regions=nbg1,fsn1' }];
}

function issueOfEnvironment(value: string): Issue {
  return { file: commandLine, field: '--environment', value, ...refusalOfEnvironment(value) };
}

function issueOfTakenFqdn(value: string, { name, source }: FleetRecord['sovereigns'][number]): Issue {
  const problem = `the FQDN is taken by another Sovereign, "${name}" (${source})`;
  return { file: commandLine, field: '--fqdn', value, problem, remedy: 'Choose another with --fqdn' };
}
