import { allOf, type Fleet, type Issue, type Result, resultOf, type Sovereign } from '@sovereign-fleet/domain';
import type { SovereignResult } from '@sovereign-fleet/pull-request';
import { fleetFile, specFile } from '../specs/layout';
import type { FleetRecord, UnreadSovereign } from '../specs/fleet-record';
import { reasonOfIssues } from './reason-of-issues';
import { resultWithoutCalls } from './result-line';
import { type Selection, selectSovereigns } from './select-sovereigns';
import type { ProposeOptions } from './options';
import { type PlannedCampaign, readCampaign } from './read-campaign';
import { commandLine } from '../command/options';

/** Sovereigns that are proposed together. */
export interface Job {
  readonly sovereigns: readonly Sovereign[];
  /** Sovereigns of another job: their branches and folders are not left over. */
  readonly others: readonly Sovereign[];
  /** True if `sovereigns` and `others` are the whole fleet. */
  readonly isWhole: boolean;
  /** FQDNs of Sovereigns without a spec that a person named. */
  readonly gone?: readonly string[];
  /** The campaign of which the Sovereigns are members. */
  readonly campaign?: PlannedCampaign;
}

export interface JobRequest {
  readonly root: string;
  readonly names: readonly string[] | undefined;
  readonly options: ProposeOptions;
}

export interface Jobs {
  readonly jobs: readonly Job[];
  /** Of Sovereigns that the run leaves alone: they wait, or cannot be read. */
  readonly settled: readonly SovereignResult[];
}

/** The Sovereigns that a command is about. Members of a campaign that goes on are proposed only in its waves. */
export function jobsOf(record: FleetRecord, asked: JobRequest): Result<Jobs> {
  const { campaign } = asked.options;
  // A workflow without one hands over an empty text.
  if (campaign !== undefined && campaign !== '') return jobOfCampaign(record, asked, campaign);
  const campaigns = activeCampaigns(record, asked.root);
  if (!campaigns.ok) return campaigns;
  const wanted = selectSovereigns(record, asked.names);
  if (!wanted.ok) return wanted;
  const isMember = (one: Sovereign) => campaigns.value.some(({ members }) => members.includes(one));
  const plain = wanted.value.sovereigns.filter((one) => !isMember(one));
  if (asked.names !== undefined) {
    const waiting = wanted.value.sovereigns.filter(isMember).map((one) => deferToWave(one, campaigns.value));
    const { jobs, settled } = jobsOfNamed({ ...wanted.value, sovereigns: plain }, record);
    return { ok: true, value: { jobs, settled: [...settled, ...waiting] } };
  }
  const ofCampaigns = campaigns.value.map(jobOf);
  // Whom an unread spec is about is not known, and so neither who is gone.
  const isWhole = record.unread.length === 0;
  const rest = { sovereigns: plain, others: record.sovereigns.filter(isMember), isWhole };
  const settled = [...record.unread.map(failUnread), ...ofCampaigns.flatMap((one) => one.settled)];
  return { ok: true, value: { jobs: [...ofCampaigns.flatMap(({ jobs }) => jobs), rest], settled } };
}

function jobsOfNamed({ sovereigns, unread, gone }: Selection, record: FleetRecord): Jobs {
  const plain = { sovereigns, others: [], isWhole: false };
  const failed = unread.map(failUnread);
  if (gone.length === 0) return { jobs: [plain], settled: failed };
  if (record.unread.length > 0) {
    return { jobs: [plain], settled: [...failed, ...gone.map((fqdn) => failUnclear(fqdn, record.unread))] };
  }
  return { jobs: [plain, { sovereigns: [], others: record.sovereigns, isWhole: false, gone }], settled: [] };
}

function jobOfCampaign(record: FleetRecord, { root, names }: JobRequest, file: string): Result<Jobs> {
  if (names !== undefined) return { ok: false, issues: [issueOfNames(names)] };
  const campaign = readCampaign(root, file, record);
  if (!campaign.ok) return campaign;
  const { jobs, settled } = jobOf(campaign.value);
  return { ok: true, value: { jobs, settled: [...campaign.value.unread.map(failUnread), ...settled] } };
}

/** A wave without one of its members would look done, and the next one would begin too early. */
function jobOf(campaign: PlannedCampaign): Jobs {
  const { members, unread } = campaign;
  if (unread.length === 0) {
    return { jobs: [{ sovereigns: members, others: [], isWhole: false, campaign }], settled: [] };
  }
  const reason = `the campaign ${campaign.campaign.id} waits for specs that cannot be read: ${specsOf(unread)}`;
  const settled = members.map(({ name }) => resultWithoutCalls(name, 'deferred', reason));
  return { jobs: [], settled };
}

function failUnread({ name, issues }: UnreadSovereign): SovereignResult {
  return resultWithoutCalls(name, 'failed', reasonOfIssues(issues));
}

/** A name that looks like that of a Sovereign without a spec, while a spec that may have it cannot be read. */
function failUnclear(fqdn: string, unread: readonly UnreadSovereign[]): SovereignResult {
  const reason = `its spec may be one that cannot be read: ${specsOf(unread)}. Mend that first`;
  return resultWithoutCalls(fqdn, 'failed', reason);
}

function specsOf(unread: readonly UnreadSovereign[]): string {
  return unread.map(({ name }) => specFile(name)).join(', ');
}

/** The campaigns that the fleet names. A Sovereign that is in two of them is an Issue. */
function activeCampaigns(record: FleetRecord, root: string): Result<readonly PlannedCampaign[]> {
  const { fleet } = record;
  const read = allOf(fleet.pullRequests.campaigns.map((file) => readCampaign(root, file, record)));
  if (!read.ok) return read;
  const members = read.value.flatMap((one) => one.members.map(({ name }) => ({ name, id: one.campaign.id })));
  const twice = members.filter(({ name }, index) => members.findIndex((other) => other.name === name) < index);
  return resultOf(
    twice.map(({ name, id }) => issueOfTwoCampaigns(fleet, name, id)),
    () => read.value,
  );
}

function deferToWave({ name }: Sovereign, campaigns: readonly PlannedCampaign[]): SovereignResult {
  const id = campaigns.find(({ members }) => members.some((one) => one.name === name))?.campaign.id ?? '';
  const reason = `it is in the campaign ${id}, and is proposed in its wave: run "npx sovereign-fleet propose"`;
  return { ...resultWithoutCalls(name, 'deferred', reason), code: 'wave' };
}

function issueOfTwoCampaigns({ pullRequests }: Fleet, name: string, id: string): Issue {
  const field = 'pullRequests.campaigns';
  const problem = `${name} is in two of them, ${id} and one before it`;
  return { file: fleetFile, field, value: pullRequests.campaigns, problem, remedy: 'End one, or select others in it' };
}

function issueOfNames(value: readonly string[]): Issue {
  const problem = 'a campaign says itself which Sovereigns it is about';
  return { file: commandLine, field: 'name', value, problem, remedy: 'Leave out the names, or --campaign' };
}
