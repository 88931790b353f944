import { allOf, type Fleet, type Issue, type Result, resultOf, type Sovereign } from '@sovereign-fleet/domain';
import type { SovereignResult } from '@sovereign-fleet/pull-request';
import { fleetFile } from '../specs/layout';
import type { FleetRecord } from '../specs/read-fleet';
import { selectSovereigns } from './select-sovereigns';
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
  /** Sovereigns that were named, and that wait for the wave of their campaign. */
  readonly waiting: readonly SovereignResult[];
}

/** The Sovereigns that a command is about. Members of a campaign that goes on are proposed only in its waves. */
export function jobsOf(record: FleetRecord, asked: JobRequest): Result<Jobs> {
  const { campaign } = asked.options;
  // A workflow without one hands over an empty text.
  if (campaign !== undefined && campaign !== '') return jobOfCampaign(record, asked, campaign);
  const campaigns = activeCampaigns(record, asked.root);
  if (!campaigns.ok) return campaigns;
  const wanted = selectSovereigns(record.sovereigns, asked.names);
  if (!wanted.ok) return wanted;
  const isMember = (one: Sovereign) => campaigns.value.some(({ members }) => members.includes(one));
  const { sovereigns, gone } = wanted.value;
  const plain = sovereigns.filter((one) => !isMember(one));
  if (asked.names !== undefined) {
    const waiting = sovereigns.filter(isMember).map((one) => deferToWave(one, campaigns.value));
    const ofGone = { sovereigns: [], others: record.sovereigns, isWhole: false, gone };
    const jobs = [{ sovereigns: plain, others: [], isWhole: false }, ...(gone.length === 0 ? [] : [ofGone])];
    return { ok: true, value: { jobs, waiting } };
  }
  const ofCampaigns = campaigns.value.map((one) => ({
    sovereigns: one.members,
    others: [],
    isWhole: false,
    campaign: one,
  }));
  const rest = { sovereigns: plain, others: record.sovereigns.filter(isMember), isWhole: true };
  return { ok: true, value: { jobs: [...ofCampaigns, rest], waiting: [] } };
}

function jobOfCampaign({ sovereigns }: FleetRecord, { root, names }: JobRequest, file: string): Result<Jobs> {
  if (names !== undefined) return { ok: false, issues: [issueOfNames(names)] };
  const campaign = readCampaign(root, file, sovereigns);
  if (!campaign.ok) return campaign;
  const job = { sovereigns: campaign.value.members, others: [], isWhole: false, campaign: campaign.value };
  return { ok: true, value: { jobs: [job], waiting: [] } };
}

/** The campaigns that the fleet names. A Sovereign that is in two of them is an Issue. */
function activeCampaigns({ fleet, sovereigns }: FleetRecord, root: string): Result<readonly PlannedCampaign[]> {
  const read = allOf(fleet.pullRequests.campaigns.map((file) => readCampaign(root, file, sovereigns)));
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
  const reason = `it is in the campaign ${id}, and is proposed in its wave: run "npm run propose"`;
  return { name, state: 'deferred', code: 'wave', reason, warnings: [], calls: 0 };
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
