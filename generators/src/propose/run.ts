import { type Issue, type Repository, repositoryOf, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import type { SovereignResult, State } from '@sovereign-fleet/pull-request';
import { type FleetRecord, readFleetRecordAt } from '../read-fleet';
import { commandLine } from '../sovereign/options';
import { chosen } from './chosen';
import type { ProposeOptions } from './options';
import { readCampaign } from './read-campaign';
import { exitCode } from './result-line';
import { type RepositoryRun, runRepository } from './run-repository';
import type { Surroundings } from './surroundings';

export interface ProposeRequest {
  readonly root: string;
  /** Sovereigns by name; without them the whole fleet, and what is left of Sovereigns that are gone. */
  readonly names?: readonly string[];
  readonly options: ProposeOptions;
}

export interface Proposed {
  readonly exitCode: number;
  /** By the Sovereign's name. */
  readonly states: ReadonlyMap<string, State>;
}

/**
 * Brings pull requests in step with `gitops-out/`, one fleet repository after the other. Throws, before anything is
 * asked or written, where the specs, the names or the credentials are wrong.
 */
export async function propose(
  { root, names, options: given }: ProposeRequest,
  around: Surroundings,
): Promise<Proposed> {
  // A clone can only be looked at.
  const options = { ...given, dryRun: given.dryRun || given.clone !== undefined };
  const record = valueOf(readFleetRecordAt(root));
  const wanted = wantedOf(record, { root, names, options });
  const results: SovereignResult[] = [];
  try {
    for (const [repository, sovereigns] of byRepository(wanted, record)) {
      const run = { root, record, options, repository, ...wanted, sovereigns };
      results.push(...(await runRepository(run, around)));
    }
  } finally {
    around.progress.stop();
  }
  // One that moved to another repository has a result in both.
  const code = exitCode(
    results.map(({ state }) => state),
    options,
  );
  return { exitCode: code, states: new Map(results.map(({ name, state }) => [name, state])) };
}

type Wanted = Pick<RepositoryRun, 'sovereigns' | 'isWhole' | 'campaign'>;

/** Whom the command is about: the members of a campaign, those that are named, or all. */
function wantedOf({ sovereigns }: FleetRecord, { root, names, options: { campaign } }: Asked): Wanted {
  // A workflow without one hands over an empty text.
  if (campaign === undefined || campaign === '') {
    return { sovereigns: valueOf(chosen(sovereigns, names)), isWhole: names === undefined };
  }
  if (names !== undefined) return valueOf({ ok: false, issues: [namesAndCampaign(names)] });
  const planned = valueOf(readCampaign(root, campaign, sovereigns));
  return { sovereigns: planned.members, isWhole: false, campaign: planned };
}

interface Asked extends Pick<ProposeRequest, 'root' | 'options'> {
  readonly names: readonly string[] | undefined;
}

function namesAndCampaign(value: readonly string[]): Issue {
  const problem = 'a campaign says itself which Sovereigns it is about';
  return { file: commandLine, field: 'name', value, problem, remedy: 'Leave out the names, or --campaign' };
}

/** Of a whole fleet, repositories without a Sovereign too: the last one of a shard may be gone. */
function byRepository(
  { sovereigns, isWhole }: Wanted,
  { fleet }: FleetRecord,
): ReadonlyMap<Repository, readonly Sovereign[]> {
  const all = isWhole ? [fleet.repository, ...Object.values(fleet.shards)] : [];
  const found = new Map<Repository, Sovereign[]>(all.map((repository) => [repository, []]));
  for (const sovereign of sovereigns) {
    const repository = repositoryOf(sovereign, fleet);
    found.set(repository, [...(found.get(repository) ?? []), sovereign]);
  }
  return found;
}
