import {
  canonicalLabel,
  type Environment,
  environments,
  isRefusal,
  type Issue,
  parseFqdn,
  parseSovereignName,
  pickOne,
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
  const { sovereign: name, fqdn = `${name}.${fleet.domain}`, environment, kit } = given;
  const regions = parseRegions(given.regions);
  const owner = sovereigns.find((one) => one.fqdn === fqdn && one.name !== name);
  const issues = [
    ...issuesOf('--sovereign', name, parseSovereignName(name)),
    ...regions.issues,
    ...(isEnvironment(environment) ? [] : [issueOfEnvironment(environment)]),
    ...(given.fqdn === undefined && isRefusal(parseSovereignName(name))
      ? []
      : issuesOf('--fqdn', fqdn, parseFqdn(fqdn))),
    ...(owner === undefined ? [] : [issueOfTakenFqdn(fqdn, owner)]),
  ];
  const [first] = regions.locations;
  if (issues.length > 0 || first === undefined || !isEnvironment(environment)) return { ok: false, issues };
  const spec = {
    fqdn,
    environment,
    kit,
    regions: regions.locations.map((one, index) => ({
      ...one,
      role: index === 0 ? ('primary' as const) : ('secondary' as const),
    })),
  };
  const facts = {
    fqdn,
    regionKey: first.key,
    regionRole: 'primary',
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

function isEnvironment(text: string): text is Environment {
  return (environments as readonly string[]).includes(text);
}

function issueOfEnvironment(value: string): Issue {
  const remedy = pickOne(value, environments);
  return { file: commandLine, field: '--environment', value, problem: 'there is no such environment', remedy };
}

function issueOfTakenFqdn(value: string, { name, source }: FleetRecord['sovereigns'][number]): Issue {
  const problem = `the FQDN is taken by another Sovereign, "${name}" (${source})`;
  return { file: commandLine, field: '--fqdn', value, problem, remedy: 'Choose another with --fqdn' };
}
