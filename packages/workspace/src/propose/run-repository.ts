import { type Failure, type Repository, sovereignFolder } from '@sovereign-fleet/domain';
import {
  type CampaignSummary,
  describeFailure,
  type Desired,
  ForgeError,
  interruption,
  proposeCampaign,
  proposeFleet,
  type Summary,
} from '@sovereign-fleet/pull-request';
import type { RetryNotice } from '@sovereign-fleet/pull-request/octokit';
import type { FleetRecord } from '../specs/fleet-record';
import { clustersOf, healthFrom } from './health';
import type { Host } from './host';
import type { Job } from './jobs';
import { type Journal, openJournal } from './journal';
import type { RepositoryResult } from './missing-sovereigns';
import { type OpenForge, openForge } from './open-forge';
import type { ProposeOptions } from './options';
import type { PlannedCampaign } from './read-campaign';
import { readDesired } from './read-desired';
import { reasonOfIssues } from './reason-of-issues';
import { resultWithoutCalls, type RunOfRepository, summaryLine, summaryText } from './result-line';
import { runSettings } from './run-settings';
import { retryText } from './wait-text';

/** The part of a job that is in one fleet repository. */
export interface RepositoryRun extends Job {
  readonly root: string;
  readonly record: FleetRecord;
  readonly options: ProposeOptions;
  readonly repository: Repository;
  /** Where the differences of a dry run go, if they go into a file. */
  readonly write?: (text: string) => void;
}

/** A run with what was read of its Sovereigns. */
interface RepositoryWork {
  readonly run: RepositoryRun;
  readonly desired: readonly Desired[];
  readonly journal: Journal;
}

interface ForgeWork extends RepositoryWork {
  readonly open: OpenForge;
}

type RunReport = Omit<RunOfRepository, 'repository'>;

/** Why the repository is not asked at all. The failures that leave no Sovereign to ask about are told already. */
type SkipReason = Failure<'interrupted' | 'stopped'> | { readonly code: 'none-readable' };

/**
 * Brings the pull requests of one fleet repository in step. Each Sovereign is told as soon as it is done, then the
 * summary.
 */
export async function runRepository(run: RepositoryRun, host: Host): Promise<RepositoryResult> {
  const { options, sovereigns, repository, gone = [] } = run;
  const journal = openJournal(options.dryRun, sovereigns.length + gone.length, host);
  host.progress.at(`reading ${sovereigns.length} Sovereigns`);
  const desired = readDesiredOfAll(run, journal);
  const work = { run, desired, journal };
  const reason = skipReason(work, host);
  const report = reason === undefined ? await proposeOnForge(work, host) : reportSkip(work, reason);
  const summary = { ...report.summary, states: journal.states() };
  const whole = { repository: repository.url, ...report, summary };
  host.record(summaryLine(whole));
  host.tell(summaryText(whole));
  if (options.clone !== undefined && summary.stopped === undefined) host.tell(aboutClones);
  return { results: journal.results, summary };
}

/** A Sovereign that cannot be read has failed, and the others go on. */
function readDesiredOfAll({ root, record, sovereigns }: RepositoryRun, journal: Journal): readonly Desired[] {
  return sovereigns.flatMap((sovereign) => {
    const read = readDesired(sovereign, { root, ...record });
    if (read.ok) return [read.value];
    journal.report(resultWithoutCalls(sovereign.name, 'failed', reasonOfIssues(read.issues)));
    return [];
  });
}

function skipReason({ run, desired }: RepositoryWork, { interrupted }: Host): SkipReason | undefined {
  if (interrupted.aborted) return { code: 'interrupted', reason: interruption };
  if (desired.length === run.sovereigns.length) return undefined;
  // A wave without one of its members would look done, and the next one would begin too early.
  if (run.campaign !== undefined) {
    return { code: 'stopped', reason: 'the campaign waits for members that cannot be read' };
  }
  return desired.length === 0 ? { code: 'none-readable' } : undefined;
}

function reportSkip({ desired, journal }: RepositoryWork, skip: SkipReason): RunReport {
  if (skip.code === 'none-readable') return reportWithoutForge();
  const { code, reason } = skip;
  for (const { name } of desired) journal.recordOnly({ ...resultWithoutCalls(name, 'deferred', reason), code });
  return reportWithoutForge(reason);
}

function reportWithoutForge(stopped?: string): RunReport {
  const summary = { states: {}, calls: {}, unclaimed: [], ...(stopped === undefined ? {} : { stopped }) };
  return { summary, requests: {}, rateLeft: undefined };
}

async function proposeOnForge(work: RepositoryWork, host: Host): Promise<RunReport> {
  const { root, record, options, repository } = work.run;
  const { environment, clock, patience, progress } = host;
  progress.at(`looking at ${repository.url}`);
  const onRetry = (notice: RetryNotice) => {
    progress.waits(retryText(notice));
  };
  let requests: Partial<RunReport> = {};
  try {
    const given = { options, environment, clock, ...(patience && { patience }) };
    const open = await openForge(repository, { root, fleet: record.fleet, ...given, onRetry });
    if (!open.ok) return failAll(work, reasonOfIssues(open.issues));
    const summary = await propose({ ...work, open: open.value }, host).finally(
      () => (requests = requestsOf(open.value)),
    );
    return { summary, ...requestsOf(open.value) };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    // It failed before the repository was read, so nothing was written.
    return { ...failAll(work, describeFailure(error)), ...requests };
  }
}

/** All have failed for one reason. The summary says it once. */
function failAll({ run, desired, journal }: RepositoryWork, reason: string): RunReport {
  const names = desired.length === 0 ? [run.repository.url] : desired.map(({ name }) => name);
  const seeSummary = 'nothing was done for any Sovereign: see "stopped" of the run';
  for (const name of names) journal.recordOnly(resultWithoutCalls(name, 'failed', seeSummary));
  return reportWithoutForge(reason);
}

async function propose(work: ForgeWork, host: Host): Promise<Summary | CampaignSummary> {
  const { run, open, journal } = work;
  const { campaign } = run;
  const summary = await (campaign === undefined ? proposeEach(work, host) : proposeWave(work, campaign, host));
  const isShown = run.options.dryRun && !host.interrupted.aborted;
  if (isShown) await journal.plans(open.forge, { ...run, ...run.options });
  return summary;
}

function proposeEach(work: ForgeWork, host: Host): Promise<Summary> {
  const { run, open, journal, desired } = work;
  // A Sovereign that cannot be read still has a spec: its folder must not look like one that is left over.
  const isWhole = run.isWhole && desired.length === run.sovereigns.length;
  const others = run.others.map(({ name, fqdn }) => ({ name, folder: sovereignFolder(fqdn) }));
  const gone = run.gone === undefined ? {} : { gone: run.gone.map(sovereignFolder) };
  return proposeFleet(open.forge, { ...settingsOf(work, host), ...gone, desired, others, isWhole }, journal.report);
}

function proposeWave(work: ForgeWork, { campaign, waves }: PlannedCampaign, host: Host): Promise<CampaignSummary> {
  const { run, open, journal, desired } = work;
  const health = healthFrom(campaign.health, {
    root: run.root,
    environment: host.environment,
    now: () => host.clock.now(),
    reports: open.reports,
    clustersOf: (name) => run.sovereigns.filter((one) => one.name === name).flatMap(clustersOf),
  });
  return proposeCampaign(open.forge, { ...settingsOf(work, host), desired, campaign, waves, health }, journal.report);
}

function settingsOf({ run, open }: ForgeWork, host: Host) {
  return runSettings({ pullRequests: run.record.fleet.pullRequests, options: run.options, open }, host);
}

const aboutClones = 'A clone knows no pull requests: one that is open is told as one to open.\n';

function requestsOf({ requests, rateLeft, api }: OpenForge) {
  return { requests: requests?.() ?? {}, rateLeft: rateLeft?.()?.remaining, api };
}
