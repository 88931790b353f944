import { type Repository, repositoryOf, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import type { State } from '@sovereign-fleet/pull-request';
import { type FleetRecord, readFleetRecordAt } from '../read-fleet';
import type { ProposeOptions } from './options';
import { exitCode } from './result-line';
import { runRepository } from './run-repository';
import { chosen } from './chosen';
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
  const sovereigns = valueOf(chosen(record.sovereigns, names));
  const states = new Map<string, State>();
  try {
    for (const [repository, inIt] of byRepository(sovereigns, record, names === undefined)) {
      const run = { root, record, options, repository, sovereigns: inIt, isWhole: names === undefined };
      (await runRepository(run, around)).forEach((state, name) => states.set(name, state));
    }
  } finally {
    around.progress.stop();
  }
  return { exitCode: exitCode([...states.values()], options), states };
}

/** Of a whole fleet, repositories without a Sovereign too: the last one of a shard may be gone. */
function byRepository(
  sovereigns: readonly Sovereign[],
  { fleet }: FleetRecord,
  isWhole: boolean,
): ReadonlyMap<Repository, readonly Sovereign[]> {
  const all = isWhole ? [fleet.repository, ...Object.values(fleet.shards)] : [];
  const found = new Map<Repository, Sovereign[]>(all.map((repository) => [repository, []]));
  for (const sovereign of sovereigns) {
    const repository = repositoryOf(sovereign, fleet);
    found.set(repository, [...(found.get(repository) ?? []), sovereign]);
  }
  return found;
}
