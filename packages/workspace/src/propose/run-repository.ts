import { type PullRequests, type Repository, type Sovereign, sovereignFolder } from '@sovereign-fleet/domain';
import {
  type CampaignSummary,
  describeFailure,
  type Desired,
  ForgeError,
  interruption,
  type Limits,
  proposeCampaign,
  proposeFleet,
  type RunSettings,
  type SovereignResult,
  type ResultState,
  type Summary,
} from '@sovereign-fleet/pull-request';
import { objectHash } from '@sovereign-fleet/pull-request/node';
import type { RetryNotice } from '@sovereign-fleet/pull-request/octokit';
import { version } from '../../package.json';
import type { FleetRecord } from '../specs/read-fleet';
import { readDesired } from './desired';
import { type OpenForge, openForge } from './forge';
import { healthFrom } from './health';
import type { Job } from './jobs';
import { type Journal, openJournal } from './journal';
import type { Looked } from './nowhere';
import type { ProposeOptions } from './options';
import { reasonOfIssues } from './reason-of-issues';
import { type RunOfRepository, summaryLine, summaryText } from './result-line';
import type { Surroundings } from './surroundings';
import { againText, waitText } from './waits';

/** What of a job is in one repository. */
export interface RepositoryRun extends Job {
  readonly root: string;
  readonly record: FleetRecord;
  readonly options: ProposeOptions;
  readonly repository: Repository;
  /** Takes the differences of a dry run, where they go into a file. */
  readonly write?: (text: string) => void;
}

/** One fleet repository: a record and a line for each Sovereign as it is done, then the summary. Gives what came of each. */
export async function runRepository(run: RepositoryRun, around: Surroundings): Promise<Looked> {
  const { options, sovereigns, repository, gone = [] } = run;
  const journal = openJournal(options.dryRun, sovereigns.length + gone.length, around);
  around.progress.at(`reading ${sovereigns.length} Sovereigns`);
  const desired = readAll(run, journal);
  const putOff = whyNot(run, desired, around);
  const ran = putOff === undefined ? await asked({ run, desired, journal }, around) : unasked(desired, journal, putOff);
  const summary = { ...ran.summary, states: journal.states() };
  const told = { repository: repository.url, ...ran, summary };
  around.record(summaryLine(told));
  around.tell(summaryText(told));
  if (options.clone !== undefined && summary.stopped === undefined) around.tell(aboutClones);
  return { results: journal.results, summary };
}

function readAll({ root, record, sovereigns }: RepositoryRun, journal: Journal): readonly Desired[] {
  return sovereigns.flatMap((sovereign) => {
    const read = readDesired(sovereign, { root, ...record });
    if (read.ok) return [read.value];
    journal.took(unbegun(sovereign.name, 'failed', reasonOfIssues(read.issues)));
    return [];
  });
}

type Ran = Omit<RunOfRepository, 'repository'>;

/** Why a repository need not be asked; '' where there is nothing to ask for. */
function whyNot({ campaign, sovereigns }: RepositoryRun, desired: readonly Desired[], { interrupted }: Surroundings) {
  if (interrupted.aborted) return interruption;
  if (desired.length === sovereigns.length) return undefined;
  // A wave that lacks a member would let the next one go before its time.
  if (campaign !== undefined) return 'the campaign waits for members that cannot be read';
  return desired.length === 0 ? '' : undefined;
}

function unasked(desired: readonly Desired[], journal: Journal, reason: string): Ran {
  for (const { name } of desired) journal.noted(unbegun(name, 'deferred', reason));
  return without(reason);
}

function without(stopped: string): Ran {
  const summary = { states: {}, calls: {}, unclaimed: [], ...(stopped === '' ? {} : { stopped }) };
  return { summary, requests: {}, rateLeft: undefined };
}

interface Asking {
  readonly run: RepositoryRun;
  readonly desired: readonly Desired[];
  readonly journal: Journal;
}

interface Proposing extends Asking {
  readonly open: OpenForge;
}

async function asked(asking: Asking, around: Surroundings): Promise<Ran> {
  const { root, record, options, repository } = asking.run;
  const { environment, clock, progress } = around;
  progress.at(`looking at ${repository.url}`);
  const onAgain = (again: RetryNotice) => {
    progress.waits(againText(again));
  };
  let spent: Partial<Ran> = {};
  try {
    const open = await openForge(repository, { root, fleet: record.fleet, options, environment, clock, onAgain });
    if (!open.ok) return notBegun(asking, reasonOfIssues(open.issues));
    const proposing = { ...asking, open: open.value };
    return await proposeAll(proposing, around).finally(() => (spent = spentBy(open.value)));
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    // There was no snapshot, and so nothing was written.
    return { ...notBegun(asking, describeFailure(error)), ...spent };
  }
}

/** Everybody failed for one reason, which the run says once. */
function notBegun({ run, desired, journal }: Asking, reason: string): Ran {
  const names = desired.length === 0 ? [run.repository.url] : desired.map(({ name }) => name);
  for (const name of names) journal.noted(unbegun(name, 'failed', 'nothing was done for any Sovereign: see "stopped" of the run')); // prettier-ignore
  return without(reason);
}

async function proposeAll(proposing: Proposing, around: Surroundings): Promise<Ran> {
  const { run, open, journal } = proposing;
  const summary = await summaryOf(proposing, around);
  if (run.options.dryRun && !around.interrupted.aborted) await journal.plans(open.forge, { ...run, ...run.options });
  return { summary, ...spentBy(open) };
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
  return gone === undefined ? {} : { gone: gone.map(sovereignFolder) };
}

function clustersOf(sovereigns: readonly Sovereign[], sovereign: string): readonly string[] {
  const own = sovereigns.filter(({ name }) => name === sovereign);
  return own.flatMap(({ fqdn, regions }) => regions.map(({ key }) => `${fqdn}/${key}`));
}

const aboutClones = 'A clone knows no pull requests: one that is open is told as one to open.\n';

function unbegun(name: string, state: ResultState, reason: string): SovereignResult {
  return { name, state, reason, warnings: [], calls: 0 };
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
    interrupted: around.interrupted,
    onWait: (waiting) => {
      const text = waitText(waiting, around.clock.now());
      if (text !== undefined) around.progress.waits(text);
    },
    ...(open.rateLeft === undefined ? {} : { rateLeft: open.rateLeft }),
    ...(open.requestsSent === undefined ? {} : { requestsSent: open.requestsSent }),
    ...(open.isUnlimited === undefined ? {} : { isUnlimited: open.isUnlimited }),
  };
}

/** Without those that are not set, which would hide the defaults. */
function given(limits: PullRequests['limits']): Partial<Limits> {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}

function spentBy({ requests, rateLeft, api }: OpenForge) {
  return { requests: requests?.() ?? {}, rateLeft: rateLeft?.()?.remaining, api };
}
