import {
  addAll,
  type Issue,
  type Repository,
  repositoryOf,
  type Result,
  resultOf,
  type Sovereign,
  valueOf,
} from '@sovereign-fleet/domain';
import type { ResultState, SovereignResult } from '@sovereign-fleet/pull-request';
import type { FleetRecord } from '../specs/fleet-record';
import { readFleetRecordAt } from '../specs/read-fleet';
import { type Job, jobsOf } from './jobs';
import type { ProposeOptions } from './options';
import { exitCode, resultLine, resultText } from './result-line';
import { type RepositoryResult, resultsOfMissing } from './missing-sovereigns';
import { type RepositoryRun, runRepository } from './run-repository';
import type { Host } from './host';
import { removeLeftovers } from '../disk/remove-leftovers';
import { openOutput } from './output-file';
import { uncommittedText } from './uncommitted-text';
import { commandLine } from '../command/options';

export interface ProposeRequest {
  readonly root: string;
  /** Sovereigns by name; without them the whole fleet, and what is left of Sovereigns that are gone. */
  readonly names?: readonly string[];
  readonly options: ProposeOptions;
}

export interface Proposed {
  readonly exitCode: number;
  /** By the Sovereign's name. */
  readonly states: ReadonlyMap<string, ResultState>;
}

/**
 * Brings pull requests in step with `gitops-out/`, one fleet repository after the other. A failure in one of them does
 * not stop the others, nor does a spec that cannot be read. Throws if what all specs share or the names are wrong,
 * before anything is asked or written.
 */
export async function propose({ root, names, options: given }: ProposeRequest, host: Host): Promise<Proposed> {
  // A clone can only be looked at.
  const options = { ...given, dryRun: given.dryRun || given.clone !== undefined };
  removeLeftovers(root);
  const record = valueOf(readFleetRecordAt(root));
  const { jobs, settled } = valueOf(jobsOf(record, { root, names, options }));
  const runs = valueOf(allowedRuns(jobs, record, options));
  const write = valueOf(openOutput(root, options));
  host.tell(uncommittedText(root, host.environment));
  const results = [...settled];
  const tell = (result: SovereignResult) => {
    host.record(resultLine(result, options.dryRun));
    host.tell(resultText(result, options.dryRun));
  };
  settled.forEach(tell);
  const looked: RepositoryResult[] = [];
  try {
    for (const run of runs) {
      const done = await runRepository({ ...run, root, record, options, ...(write && { write }) }, host);
      addAll(results, done.results);
      addAll(looked, run.gone === undefined ? [] : [done]);
    }
  } finally {
    host.progress.stop();
  }
  if (options.output !== undefined) host.tell(`The differences are in ${options.output}.\n`);
  const missing = resultsOfMissing(looked);
  missing.forEach(tell);
  addAll(results, missing);
  // One that moved to another repository has a result in both.
  const states = results.map(({ state }) => state);
  const byName = new Map(results.map(({ name, state }) => [name, state]));
  return { exitCode: exitCode(states, options), states: byName };
}

/** The runs of all jobs; with a clone, those of its one repository. */
function allowedRuns(
  jobs: readonly Job[],
  record: FleetRecord,
  { clone }: ProposeOptions,
): Result<readonly RunOfJob[]> {
  const runs = jobs.flatMap((job) => runsOf(job, record));
  if (clone === undefined) return { ok: true, value: runs };
  const used = runs.filter(({ sovereigns, gone }) => sovereigns.length > 0 || gone !== undefined);
  const isOne = new Set(used.map(({ repository }) => repository.url)).size <= 1;
  return resultOf(isOne ? [] : [issueOfClone(clone)], () => used);
}

function issueOfClone(value: string): Issue {
  const problem = 'the Sovereigns are in several fleet repositories, and a clone is of one';
  return { file: commandLine, field: '--clone', value, problem, remedy: 'Name the Sovereigns of that repository' };
}

type RunOfJob = Omit<RepositoryRun, 'root' | 'record' | 'options'>;

/** A run for each repository. */
function runsOf(job: Job, record: FleetRecord): readonly RunOfJob[] {
  return [...byRepository(job, record)].map(([repository, sovereigns]) => ({ ...job, repository, sovereigns }));
}

/** Of a whole fleet, repositories without a Sovereign too: the last one of a shard may be gone. */
function byRepository(
  { sovereigns, isWhole, gone }: Job,
  { fleet }: FleetRecord,
): ReadonlyMap<Repository, readonly Sovereign[]> {
  const all = isWhole || gone !== undefined ? [fleet.repository, ...Object.values(fleet.shards)] : [];
  const found = new Map<Repository, Sovereign[]>(all.map((repository) => [repository, []]));
  for (const sovereign of sovereigns) {
    const repository = repositoryOf(sovereign, fleet);
    found.set(repository, [...(found.get(repository) ?? []), sovereign]);
  }
  return found;
}
