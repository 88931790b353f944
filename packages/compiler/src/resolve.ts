import {
  allOf,
  type BootstrapKit,
  findKit,
  type Fleet,
  formatIssue,
  type Issue,
  issuesOfShard,
  repositoryOf,
  type Result,
  resultOf,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { isFluxFrom } from '@sovereign-fleet/flux';
import { fluxInstallOf, issuesOfFluxInstall } from './flux-install';
import { issuesOfSovereignLayers } from './layers/issues-of-layer';
import { placeRegion, type PlacedRegion } from './layers/place-region';
import { issuesOfNeeds } from './layers/unmet-needs';
import { issuesOfPauses } from './paused-slots';
import { resolveRegion } from './resolve-region';
import { issuesOfSecretFiles } from './secret-issues';
import type { Topology } from './topology';

export interface Unresolved {
  readonly sovereign: Sovereign;
  readonly fleet: Fleet;
  /** The kits of the fleet. */
  readonly kits: readonly BootstrapKit[];
}

/**
 * Works out what follows from the record and from the layers above the kit: labels, parameters, gates (A4), which slots
 * are on, values, versions and the repository. Refuses what has no place in a layer, a parameter that nobody says,
 * slots that need one that is not there, a Secret that nobody delivers, and a kit or a shard that the fleet does not
 * have.
 */
export function resolve({ sovereign, fleet, kits }: Unresolved): Result<Topology> {
  if (sovereign.state === 'retired') return resolveRetired(sovereign, { fleet, kits });
  const found = findKit(sovereign, kits);
  if (!found.ok) return { ok: false, issues: [...issuesOfShard(sovereign, fleet), ...found.issues] };
  const kit = found.value;
  const record = { sovereign, fleet, kit };
  const placed = sovereign.regions.map((region): PlacedRegion => placeRegion(region, record));
  const regions = allOf(placed.map((region) => resolveRegion(region, record)));
  const issues = [
    ...issuesOfShard(sovereign, fleet),
    ...placed.flatMap((region) => issuesOfNeeds(region, sovereign, kit)),
    ...issuesOfSovereignLayers(sovereign, placed, kit),
    ...issuesOfPauses(sovereign, kit, placed),
    ...issuesOfFluxInstall(sovereign, fleet),
    ...(regions.ok ? issuesOfSecretFiles(sovereign, regions.value, kit) : regions.issues),
  ];
  if (issues.length > 0 || !regions.ok) return { ok: false, issues: distinct(issues) };
  const { fqdn, secretFiles } = sovereign;
  const repository = repositoryOf(sovereign, fleet);
  const ofFlux = { reportsHealth: canReport(sovereign, fleet), fluxInstall: fluxInstallOf(sovereign, fleet) };
  return { ok: true, value: { fqdn, repository, ...ofFlux, kit, regions: regions.value, secretFiles } };
}

/** Nothing of it is compiled, so that a kit may go on without it; what is wrong in its shard is told all the same. */
function resolveRetired(sovereign: Sovereign, { fleet, kits }: Omit<Unresolved, 'sovereign'>): Result<Topology> {
  const found = findKit(sovereign, kits);
  if (!found.ok) return found;
  return resultOf(issuesOfShard(sovereign, fleet), () => ({
    fqdn: sovereign.fqdn,
    repository: repositoryOf(sovereign, fleet),
    reportsHealth: false,
    kit: found.value,
    regions: [],
    secretFiles: [],
  }));
}

/** From Flux 2.6 on a Provider says of which region a status is: before, regions overwrite each other's. */
function canReport({ fluxVersion }: Sovereign, { health }: Fleet): boolean {
  return health === 'commit-status' && isFluxFrom('2.6', fluxVersion);
}

/** Two regions have the same Issue in a layer that both are in. */
function distinct(issues: readonly Issue[]): readonly Issue[] {
  return [...new Map(issues.map((issue) => [formatIssue(issue), issue])).values()];
}
