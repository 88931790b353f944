import { sovereignFolder } from '@sovereign-fleet/compiler';
import { formatIssue, type Issue, type PullRequests, type Repository, type Sovereign } from '@sovereign-fleet/domain';
import {
  type CampaignSummary,
  describeFailure,
  type Desired,
  ForgeError,
  type Limits,
  proposeCampaign,
  proposeFleet,
  type RunSettings,
  type SovereignResult,
  type Summary,
} from '@sovereign-fleet/pull-request';
import { objectHash } from '@sovereign-fleet/pull-request/node';
import { version } from '../../package.json';
import type { FleetRecord } from '../read-fleet';
import { readDesired } from './desired';
import { type OpenForge, openForge } from './forge';
import { healthFrom } from './health';
import type { Job } from './jobs';
import { type Journal, openJournal } from './journal';
import type { Looked } from './nowhere';
import type { ProposeOptions } from './options';
import { summaryLine, summaryText } from './result-line';
import type { Surroundings } from './surroundings';

/** What of a job is in one repository. */
export interface RepositoryRun extends Job {
  readonly root: string;
  readonly record: FleetRecord;
  readonly options: ProposeOptions;
  readonly repository: Repository;
}

/** One fleet repository: a record and a line for each Sovereign as it is done, then the summary. Gives what came of each. */
export async function runRepository(run: RepositoryRun, around: Surroundings): Promise<Looked> {
  const { root, record, options, repository, sovereigns, gone = [] } = run;
  const { environment, clock } = around;
  const journal = openJournal(options.dryRun, sovereigns.length + gone.length, around);
  around.progress.at(`reading ${sovereigns.length} Sovereigns`);
  const desired = readAll(run, journal);
  try {
    const open = await openForge(repository, { root, fleet: record.fleet, options, environment, clock });
    return { results: journal.results, summary: await proposeAll({ run, desired, open, journal }, around) };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    // There was no snapshot, and so nothing was written.
    const names = desired.length === 0 ? [repository.url] : desired.map(({ name }) => name);
    for (const name of names) journal.took(failed(name, describeFailure(error)));
  }
  return { results: journal.results, summary: undefined };
}

function readAll({ root, record, sovereigns }: RepositoryRun, journal: Journal): readonly Desired[] {
  return sovereigns.flatMap((sovereign) => {
    const read = readDesired(sovereign, { root, ...record });
    if (read.ok) return [read.value];
    journal.took(failed(sovereign.name, reasonOf(read)));
    return [];
  });
}

interface Proposing {
  readonly run: RepositoryRun;
  readonly desired: readonly Desired[];
  readonly open: OpenForge;
  readonly journal: Journal;
}

async function proposeAll(proposing: Proposing, around: Surroundings): Promise<Looked['summary']> {
  const { run, open, journal, desired } = proposing;
  // A wave that lacks a member would let the next one go before its time.
  if (run.campaign !== undefined && desired.length < run.sovereigns.length) return undefined;
  const summary = await summaryOf(proposing, around);
  if (run.options.dryRun) await journal.plans(open.forge);
  const told = { repository: run.repository.url, summary, ...spentBy(open) };
  around.record(summaryLine(told));
  around.tell(summaryText(told));
  if (run.options.clone !== undefined) around.tell(aboutClones);
  return summary;
}

async function summaryOf(proposing: Proposing, around: Surroundings): Promise<Summary | CampaignSummary> {
  const { run, open, journal, desired } = proposing;
  const settings = settingsOf(proposing, around);
  // One that cannot be read is not gone: nothing may be taken for a Sovereign without a spec.
  const isWhole = run.isWhole && desired.length === run.sovereigns.length;
  const others = run.others.map(({ name, fqdn }) => ({ name, folder: sovereignFolder(fqdn) }));
  if (run.campaign === undefined)
    return proposeFleet(open.forge, { ...settings, ...named(run), desired, others, isWhole }, journal.took);
  const { campaign, waves } = run.campaign;
  const health = healthFrom(campaign.health, {
    root: run.root,
    environment: around.environment,
    now: () => around.clock.now(),
    statuses: open.statuses,
    clustersOf: (name) => clustersOf(run.sovereigns, name),
  });
  return proposeCampaign(open.forge, { ...settings, desired, campaign, waves, health }, journal.took);
}

function named({ gone }: RepositoryRun): { readonly gone?: readonly string[] } {
  return gone === undefined ? {} : { gone: gone.map((fqdn) => `clusters/${fqdn}`) };
}

function clustersOf(sovereigns: readonly Sovereign[], sovereign: string): readonly string[] {
  const own = sovereigns.filter(({ name }) => name === sovereign);
  return own.flatMap(({ fqdn, regions }) => regions.map(({ key }) => `${fqdn}/${key}`));
}

const aboutClones = 'A clone knows no pull requests: one that is open is told as one to open.\n';

function reasonOf({ issues }: { readonly issues: readonly Issue[] }): string {
  const more = issues.length - mostIssues;
  const shown = issues.slice(0, mostIssues).map(formatIssue).join(' ');
  return more > 0 ? `${shown} And ${more} more.` : shown;
}

const mostIssues = 5;

function failed(name: string, reason: string): SovereignResult {
  return { name, state: 'failed', reason, warnings: [], calls: 0 };
}

function settingsOf({ run: { record, options }, open }: Proposing, around: Surroundings): RunSettings {
  const { labels, reviewers, teamReviewers, draft, limits } = record.fleet.pullRequests;
  const { takeOver, reopen, allowShrink, allowRemoval, dryRun } = options;
  return {
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
    ...(open.requestsSent === undefined ? {} : { requestsSent: open.requestsSent }),
  };
}

/** Without those that are not set, which would hide the defaults. */
function given(limits: PullRequests['limits']): Partial<Limits> {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}

function spentBy({ requests, rateLeft }: OpenForge) {
  return { requests: requests?.() ?? {}, rateLeft: rateLeft?.()?.remaining };
}
