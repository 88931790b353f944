import { z } from 'zod';
import { type Issue, isRefusal } from '../issue/issue';
import { pickOne } from '../issue/nearest';
import { readWhateverItIs, type Result } from '../issue/result';
import { asZodIssue, issuesOf, type Remedies } from '../issue/zod-issues';
import { isDnsLabel, parseFqdn } from '../sovereign/dns-name';
import { networkRangesRemedies, NetworkRangesShape } from '../sovereign/network';
import {
  type MirroredRegistries,
  mirroredRegistriesRemedies,
  MirroredRegistriesShape,
  mirrorRemedy,
  refuseMirror,
  usualRegistries,
} from '../sovereign/registry-mirror';
import type { Sovereign } from '../sovereign/sovereign';
import { KitOfFleet, kitRemedies, type NamedKit } from './kit-of-fleet';
import { PullRequestsShape, pullRequestsRemedies } from './pull-requests';
import { type Repository, RepositoryShape, repositoryRemedies } from './repository';

const fluxInstalls = ['elsewhere', 'tree'] as const;
const healthSources = ['commit-status', 'none'] as const;

const FleetKeys = z.strictObject({
  /** The kits of its Sovereigns; the first is that of those that name none. */
  kits: z.array(KitOfFleet).superRefine(refuseKitsTwice).readonly().default([]),
  /** A new Sovereign without an FQDN of its own gets `<name>.<domain>`. */
  domain: z.string().superRefine(refuseDomain),
  /** The Git repository that every region's Flux reads. */
  repository: RepositoryShape,
  /** Further fleet repositories, by a name of yours, for the Sovereigns whose specs name it as their `shard`. */
  shards: z.record(z.string(), RepositoryShape).superRefine(refuseShardNames).default({}),
  pullRequests: PullRequestsShape.prefault({}),
  /** Where each region says how it is: on commits of its repository, or nowhere. */
  health: z.enum(healthSources).default('commit-status'),
  /** Who keeps Flux at the `fluxVersion` of a record: the tree of its region, or somebody else. */
  fluxInstall: z.enum(fluxInstalls).default('elsewhere'),
  /** Where the networks of regions are taken from, for kits that read them. */
  network: NetworkRangesShape.optional(),
  /** The registry through which every image is pulled. */
  registryMirror: z.string().superRefine(refuseMirror).default('harbor.openova.io'),
  /** Registries that the mirror has beside those that every mirror has, and its project for each. */
  mirroredRegistries: MirroredRegistriesShape.optional(),
});

const FleetShape = FleetKeys.superRefine(refuseTakenRepository);

/** What a person writes into `sovereigns/fleet.ts`. */
export type FleetSpec = z.input<typeof FleetShape>;

/** What all Sovereigns share. */
export type Fleet = z.output<typeof FleetShape> & {
  /** The file of the spec, for later Issues. */
  readonly source: string;
};

const remedies: Remedies = {
  '': "Write export default defineFleet({ domain: 'example.com', repository: { url: 'https://…', branch: 'main' } })",
  domain: "Write the domain for new Sovereigns, such as 'example.com'",
  ...repositoryRemedies('repository'),
  ...repositoryRemedies('shards.*'),
  ...kitRemedies,
  ...networkRangesRemedies,
  shards: "Write repositories by a name, such as { eu: { url: 'https://example.com/org/fleet-eu', branch: 'main' } }",
  ...pullRequestsRemedies,
  fluxInstall: `Write one of ${fluxInstalls.join(', ')}`,
  health: `Write one of ${healthSources.join(', ')}`,
  registryMirror: mirrorRemedy,
  ...mirroredRegistriesRemedies,
};

/** The Fleet from what `fleet.ts` exports, or every Issue in it. Whatever `spec` is, it returns. */
export function parseFleet(source: string, spec: unknown): Result<Fleet> {
  return readWhateverItIs(source, () => {
    const shape = FleetShape.safeParse(spec);
    if (shape.success) return { ok: true, value: { ...shape.data, source } };
    return { ok: false, issues: issuesOf(shape.error, { file: source, input: spec, schema: FleetShape, remedies }) };
  });
}

/** FQDNs that two Sovereigns claim: an Issue for each but the first in the order given. */
export function issuesOfTakenFqdns(sovereigns: readonly Sovereign[]): readonly Issue[] {
  const owners = new Map<string, Sovereign>();
  return sovereigns.flatMap((sovereign) => {
    const owner = owners.get(sovereign.fqdn) ?? sovereign;
    owners.set(sovereign.fqdn, owner);
    return owner === sovereign ? [] : [issueOfTakenFqdn(sovereign, owner)];
  });
}

/** A shard that the fleet does not have. */
export function issuesOfShard({ source, shard }: Sovereign, { shards }: Fleet): readonly Issue[] {
  if (shard === undefined || Object.hasOwn(shards, shard)) return [];
  const names = Object.keys(shards);
  const remedy = names.length === 0 ? 'Remove it, or add it to "shards" of sovereigns/fleet.ts' : pickOne(shard, names);
  const problem = 'the fleet has no such shard';
  return [{ file: source, field: 'shard', value: shard, code: 'unknown-value', problem, remedy }];
}

/** The repository that holds a Sovereign. Throws for a shard that `issuesOfShard` refuses. */
export function repositoryOf({ name, shard }: Pick<Sovereign, 'name' | 'shard'>, fleet: Fleet): Repository {
  const repository = shard === undefined ? fleet.repository : fleet.shards[shard];
  if (repository === undefined) throw new Error(`${name} is in a shard that the fleet does not have`);
  return repository;
}

/** The registry through which the images of a Sovereign are pulled: its own, else that of the fleet. */
export function mirrorOf({ registryMirror }: Pick<Sovereign, 'registryMirror'>, fleet: Fleet): string {
  return registryMirror ?? fleet.registryMirror;
}

/** The registries whose images that mirror has. What the fleet says is of its own mirror alone. */
export function mirroredRegistriesOf(
  { registryMirror, mirroredRegistries }: Pick<Sovereign, 'registryMirror' | 'mirroredRegistries'>,
  fleet: Fleet,
): MirroredRegistries {
  const ofFleet = registryMirror === undefined ? fleet.mirroredRegistries : {};
  return { ...usualRegistries, ...ofFleet, ...mirroredRegistries };
}

function issueOfTakenFqdn({ source, fqdn }: Sovereign, owner: Sovereign): Issue {
  const problem = `the Sovereign "${owner.name}" has this FQDN (${owner.source})`;
  return { file: source, field: 'fqdn', value: fqdn, code: 'taken', problem, remedy: 'Write another FQDN' };
}

function refuseKitsTwice(kits: readonly NamedKit[], context: z.RefinementCtx): void {
  kits.forEach(({ name }, index) => {
    const first = kits.findIndex((kit) => kit.name === name);
    if (first === index) return;
    const remedy = 'Name every kit once';
    context.addIssue({
      ...asZodIssue({ code: 'taken', problem: `kits[${first}] is the same kit`, remedy }),
      path: [index],
    });
  });
}

function refuseDomain(text: string, context: z.RefinementCtx): void {
  const domain = parseFqdn(text);
  if (isRefusal(domain)) context.addIssue(asZodIssue(domain));
}

function refuseShardNames(shards: object, context: z.RefinementCtx): void {
  const problem = 'it is not a DNS label of a-z, 0-9 and "-"';
  for (const name of Object.keys(shards)) {
    if (isDnsLabel(name)) continue;
    const issue = asZodIssue({ code: 'malformed', problem, remedy: "Write a name such as 'eu'" });
    context.addIssue({ ...issue, path: [name] });
  }
}

/** Each repository is looked at as a whole: what another shard has in it would count as gone. */
function refuseTakenRepository({ repository, shards }: z.output<typeof FleetKeys>, context: z.RefinementCtx): void {
  const owners = new Map([[placeOf(repository), 'the fleet itself']]);
  for (const [name, shard] of Object.entries(shards)) {
    const owner = owners.get(placeOf(shard));
    owners.set(placeOf(shard), owner ?? `the shard "${name}"`);
    if (owner === undefined) continue;
    const issue = asZodIssue({
      code: 'taken',
      problem: `${owner} has this repository`,
      remedy: 'Write the URL of another repository',
    });
    context.addIssue({ ...issue, path: ['shards', name, 'url'] });
  }
}

/** A repository by its host and path, however it is reached and written. */
function placeOf({ url }: Repository): string {
  if (!URL.canParse(url)) return url; // which is refused, too
  const { hostname, pathname } = new URL(url);
  return `${hostname}${pathname.replace(/\/+$/, '').replace(/\.git$/, '')}`.toLowerCase();
}
