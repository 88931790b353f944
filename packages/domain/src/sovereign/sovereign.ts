import { z } from 'zod';
import { type ChartValues, chartValueRefusals, isPlainObject } from './chart-values';
import { parseFqdn, parseSovereignName, type SovereignName } from './dns-name';
import { isRefusal } from '../issue/issue';
import { type Location, providerNames } from './provider';
import { environments, locationOf, type Role, roles } from './region';
import { issuesOfRegions, regionsGiven, roleOf } from './regions-given';
import { readWhateverItIs, type Result } from '../issue/result';
import { asZodIssue, fieldOf, issuesOf, type Remedies } from '../issue/zod-issues';

const Overrides = z.custom<Readonly<Record<string, ChartValues>>>().superRefine(refuseOverrides);

// A command parses each spec once, so making code for it costs more than it saves (npm run bench, row 2).
z.config({ jitless: true });

const Version = z.string().regex(/^\d+\.\d+\.\d+$/, 'it must be a version of three numbers');

const RegionShape = z.strictObject({
  key: z.string(),
  provider: z.enum(providerNames),
  /** Without any role given, the first region is the primary; beside a given primary, a region is secondary. */
  role: z.enum(roles).optional(),
  /** Chart values that differ from the kit's in this region, by slot: `{ 'bp-cilium': { … } }`. */
  overrides: Overrides.optional(),
});

const SovereignShape = z.strictObject({
  /** The DNS name under which the Sovereign is reached, and its folder in the fleet repository. */
  fqdn: z.string().transform((text, context) => {
    const parsed = parseFqdn(text);
    if (!isRefusal(parsed)) return parsed;
    context.addIssue(asZodIssue(parsed));
    return z.NEVER;
  }),
  /** The last part of every canonical label. */
  environment: z.enum(environments),
  regions: z.array(RegionShape).min(1).readonly(),
  /** The Kubernetes of its clusters, such as `1.34.1`, for charts that ask. */
  kubeVersion: Version.optional(),
  /** What its clusters serve beside Kubernetes itself, such as `cilium.io/v2`, for charts that ask. */
  apiVersions: z.array(z.string()).readonly().optional(),
  /** The Flux of its clusters, such as `2.8.1`, which decides how it substitutes; the newest where it is not given. */
  fluxVersion: Version.optional(),
  /** The fleet repository that holds it, by its name in `shards` of the fleet; the fleet's own where it is not given. */
  shard: z.string().optional(),
});

/** A region as a spec names it. */
export type RegionSpec = Location & Omit<z.input<typeof RegionShape>, keyof Location>;

/** What a person writes into `sovereigns/<name>/sovereign.ts`. */
export type SovereignSpec = Omit<z.input<typeof SovereignShape>, 'regions'> & {
  readonly regions: readonly RegionSpec[];
};

export type Region = Location & {
  /** Where the spec has it, for later Issues: `regions[1]`. */
  readonly field: string;
  readonly role: Role;
  readonly overrides: Readonly<Record<string, ChartValues>>;
};

/** A Sovereign past all doubt: known regions, each once, in the order of their keys, one of them primary. */
export interface Sovereign extends Omit<z.output<typeof SovereignShape>, 'regions'> {
  /** The file of the spec, for later Issues. */
  readonly source: string;
  readonly name: SovereignName;
  readonly regions: readonly Region[];
}

const exampleRegion = "{ key: 'fsn1', provider: 'hetzner', role: 'primary' }";

const remedies: Remedies = {
  '': "Write export default defineSovereign({ fqdn: 'acme.example.com', environment: 'prod', regions: [...] })",
  fqdn: "Write a DNS name such as 'acme.example.com'",
  environment: `Write one of ${environments.join(', ')}`,
  regions: `Name at least one region, such as ${exampleRegion}`,
  kubeVersion: "Write a version such as '1.34.1'",
  apiVersions: "Write versions such as ['cilium.io/v2']",
  fluxVersion: "Write a version such as '2.8.1'",
  shard: 'Write a name from "shards" of sovereigns/fleet.ts',
  'regions[]': `Write a region such as ${exampleRegion}`,
  'regions[].key': "Write a key as the provider writes it, such as 'fsn1'",
  'regions[].provider': `Write one of ${providerNames.join(', ')}`,
  'regions[].role': `Write one of ${roles.join(', ')}`,
  'regions[].overrides': "Write chart values by slot, such as { 'bp-cilium': { … } }",
};

/** Types a spec in `sovereign.ts`; it is parsed when it is compiled. */
export function defineSovereign(spec: SovereignSpec): SovereignSpec {
  return spec;
}

/**
 * A Sovereign from what its `sovereign.ts` exports, or every Issue in it. `name` is the folder's name.
 * Whatever `spec` is, it returns.
 */
export function parseSovereign({ source, name, spec }: UnparsedSovereign): Result<Sovereign> {
  return readWhateverItIs(source, () => parse({ source, name, spec }));
}

export interface UnparsedSovereign {
  readonly source: string;
  readonly name: string;
  readonly spec: unknown;
}

function parse({ source, name: folder, spec }: UnparsedSovereign): Result<Sovereign> {
  const name = parseSovereignName(folder);
  const shape = SovereignShape.safeParse(spec);
  const given = regionsGiven(spec);
  const issues = [
    ...(isRefusal(name) ? [{ file: source, field: 'name', value: folder, ...name }] : []),
    ...(shape.success ? [] : issuesOf(shape.error, { file: source, input: spec, schema: SovereignShape, remedies })),
    ...issuesOfRegions(given, source),
  ];
  if (issues.length > 0 || isRefusal(name) || !shape.success) return { ok: false, issues };
  const regions = shape.data.regions.map((region, index) => ({
    ...locationOrThrow(region),
    field: fieldOf(['regions', index]),
    role: roleOf(given, index),
    overrides: region.overrides ?? {},
  }));
  return { ok: true, value: { source, name, ...shape.data, regions: regions.sort(byKey) } };
}

function locationOrThrow({ provider, key }: { provider: Location['provider']; key: string }): Location {
  const location = locationOf(provider, key);
  if (isRefusal(location)) throw new Error(location.problem);
  return location;
}

function byKey(a: Region, b: Region): number {
  return a.key < b.key ? -1 : 1;
}

function refuseOverrides(value: unknown, context: z.RefinementCtx): void {
  const isMapOfMaps = isPlainObject(value) && Object.values(value).every(isPlainObject);
  const refusals = chartValueRefusals(value);
  for (const refusal of refusals) context.addIssue({ ...asZodIssue(refusal), path: [...refusal.path] });
  if (isMapOfMaps || refusals.length > 0) return;
  const remedy = remedies['regions[].overrides'] ?? '';
  context.addIssue(asZodIssue({ problem: 'it must be chart values by slot', remedy }));
}
