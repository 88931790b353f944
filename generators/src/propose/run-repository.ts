import { formatIssue, type Issue, type PullRequests, type Repository, type Sovereign } from '@sovereign-fleet/domain';
import {
  describeFailure,
  type Desired,
  ForgeError,
  type Limits,
  type ProposeFleet,
  proposeFleet,
  type SovereignResult,
  type State,
} from '@sovereign-fleet/pull-request';
import { objectHash } from '@sovereign-fleet/pull-request/node';
import { version } from '../../package.json';
import type { FleetRecord } from '../read-fleet';
import { readDesired } from './desired';
import { type OpenForge, openForge } from './forge';
import { openJournal } from './journal';
import type { ProposeOptions } from './options';
import { summaryLine, summaryText } from './result-line';
import type { Surroundings } from './surroundings';

export interface RepositoryRun {
  readonly root: string;
  readonly record: FleetRecord;
  readonly options: ProposeOptions;
  readonly repository: Repository;
  /** Those that are asked for and in this repository. */
  readonly sovereigns: readonly Sovereign[];
  readonly isWhole: boolean;
}

/** One fleet repository: a record and a line for each Sovereign as it is done, then the summary. Gives the states. */
export async function runRepository(run: RepositoryRun, around: Surroundings): Promise<ReadonlyMap<string, State>> {
  const { root, record, options, repository, sovereigns } = run;
  const { environment, clock } = around;
  const open = await openForge(repository, { root, fleet: record.fleet, options, environment, clock });
  const journal = openJournal(options.dryRun, sovereigns.length, around);
  around.progress.at(`reading ${sovereigns.length} Sovereigns`);
  const read = sovereigns.map((sovereign) => ({
    name: sovereign.name,
    result: readDesired(sovereign, { root, ...record }),
  }));
  for (const { name, result } of read) if (!result.ok) journal.took(failed(name, reasonOf(result)));
  const desired = read.flatMap(({ result }) => (result.ok ? [result.value] : []));
  try {
    const summary = await proposeFleet(open.forge, fleetOf(run, desired, { open, around }), journal.took);
    if (options.dryRun) await journal.plans(open.forge);
    const told = { repository: repository.url, summary, ...spentBy(open) };
    around.record(summaryLine(told));
    around.tell(summaryText(told));
    if (options.clone !== undefined)
      around.tell('A clone knows no pull requests: one that is open is told as one to open.\n');
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    // There was no snapshot, and so nothing was written.
    for (const { name } of desired) if (!journal.states.has(name)) journal.took(failed(name, describeFailure(error)));
  }
  return journal.states;
}

function reasonOf({ issues }: { readonly issues: readonly Issue[] }): string {
  const more = issues.length - mostIssues;
  const shown = issues.slice(0, mostIssues).map(formatIssue).join(' ');
  return more > 0 ? `${shown} And ${more} more.` : shown;
}

const mostIssues = 5;

function failed(name: string, reason: string): SovereignResult {
  return { name, state: 'failed', reason, warnings: [], calls: 0 };
}

function fleetOf(
  { record, options, isWhole, sovereigns }: RepositoryRun,
  desired: readonly Desired[],
  { open, around }: { readonly open: OpenForge; readonly around: Surroundings },
): ProposeFleet {
  const { labels, reviewers, teamReviewers, draft, limits } = record.fleet.pullRequests;
  const { takeOver, reopen, allowShrink, allowRemoval, dryRun } = options;
  return {
    desired,
    // One that cannot be read is not gone: nothing may be taken for a Sovereign without a spec.
    isWhole: isWhole && desired.length === sovereigns.length,
    options: {
      ...{ labels, draft, takeOver, reopen, allowShrink, allowRemoval },
      reviewers: { users: reviewers, teams: teamReviewers },
      generator: version,
      hash: objectHash,
    },
    clock: around.clock,
    limits: given(limits),
    dryRun,
    ...(open.rateLeft === undefined ? {} : { rateLeft: open.rateLeft }),
  };
}

/** Without those that are not set, which would hide the defaults. */
function given(limits: PullRequests['limits']): Partial<Limits> {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => (limit as number | undefined) !== undefined));
}

function spentBy({ requests, rateLeft }: OpenForge) {
  return { requests: requests?.() ?? {}, rateLeft: rateLeft?.()?.remaining };
}
