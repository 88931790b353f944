import { sovereignFolder, valueOf } from '@sovereign-fleet/domain';
import {
  type BranchName,
  branchName,
  type Desired,
  parseCampaign,
  type ProposeOptions,
  proposeCampaign,
  proposeFleet,
  type RunSettings,
  type SovereignResult,
  treeOfFiles,
} from '@sovereign-fleet/pull-request';
import { objectHash } from '@sovereign-fleet/pull-request/node';
import type { OctokitForge } from '@sovereign-fleet/pull-request/octokit';
import type { Github } from '@sovereign-fleet/github';
import { forgeOn } from '@sovereign-fleet/pull-request/testing';
import { impatientClock } from './fake-clock';

export type Files = Readonly<Record<string, string>>;

/** A Sovereign that holds these files, or none. */
export function desiredFor(name: string, files: Files): Desired {
  const map = new Map(Object.entries(files));
  const regions = [{ key: 'fsn1', role: 'primary', vclusters: ['bp-mgmt-vcluster'] }] as const;
  return {
    name,
    folder: folderOf(name),
    files: map,
    subtree: treeOfFiles(map, objectHash),
    regions,
    review: undefined,
  };
}

export function folderOf(name: string): string {
  return sovereignFolder(`${name}.example.com`);
}

export function branchFor(name: string): BranchName {
  return branchName(name) as BranchName; // names of tests are DNS labels
}

/** Files by their paths in the repository; null deletes. */
export function inFolderOf(
  name: string,
  files: Readonly<Record<string, string | null>>,
): Record<string, string | null> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folderOf(name)}/${path}`, text]));
}

export const plainOptions: ProposeOptions = {
  labels: ['fleet'],
  reviewers: { users: [], teams: [] },
  draft: false,
  takeOver: false,
  reopen: false,
  allowShrink: true,
  allowRemoval: true,
  generator: '1.0.0',
  hash: objectHash,
};

/** How a run differs from a usual one. */
export interface RunVariant {
  readonly options?: Partial<ProposeOptions>;
  /** Whether the Sovereign is a member of a campaign that merges by itself. */
  readonly inCampaign?: boolean;
  /** How often the client repeats a request; never without it. */
  readonly retries?: number;
}

/** Limits so wide that no run is slowed down by another. */
export const wideLimits = {
  pullsPerMinute: 1000,
  pullsPerHour: 1000,
  refWritesPerMinute: 1000,
  openPulls: 1000,
  contentPerMinute: 5000,
  contentPerHour: 5000,
  minutes: 600,
};

/** Limits with which a run ends if GitHub asks for a pause. */
const limits = { ...wideLimits, strikes: 1 };

const campaign = valueOf(
  parseCampaign('campaign.yaml', {
    id: 'first',
    version: '1',
    selector: { environments: ['prod'] },
    mergeBy: 'auto',
    waves: [{ name: 'all', size: 'rest' }],
  }),
);

/** One run for one Sovereign, as a person starts it: read the fleet, then propose. */
async function run(
  forge: OctokitForge,
  desired: Desired,
  { options, inCampaign }: RunVariant,
): Promise<SovereignResult> {
  const settings: RunSettings = { options: { ...plainOptions, ...options }, clock: impatientClock(), limits };
  const results: SovereignResult[] = [];
  const took = (result: SovereignResult) => void results.push(result);
  const of = { ...settings, desired: [desired] };
  const waves = [{ name: 'all', members: [desired.name] }];
  const health = { of: () => Promise.resolve({ state: 'unknown' } as const) };
  if (inCampaign === true) await proposeCampaign(forge, { ...of, campaign, waves, health }, took);
  else await proposeFleet(forge, { ...of, isWhole: false }, took);
  const [result] = results;
  if (result === undefined) throw new Error('one Sovereign has one result');
  return result;
}

/** A run by a client without a cache, as after a crash; returns its result, or why it could not read the fleet. */
export async function freshRun(
  github: Github,
  desired: Desired,
  variant: RunVariant = {},
): Promise<SovereignResult | string> {
  const patience = { spaced: false, retries: variant.retries ?? 0, retryAfter: 1, timeout: 10_000 };
  const { forge } = await forgeOn(github, { patience });
  return await run(forge, desired, variant).catch((error: unknown) => String(error));
}

/** Methods and routes of the requests that came after the first `before` ones. */
export function callsSince(github: Github, before: number): readonly string[] {
  const requests = github.requests().slice(before);
  return requests.map(({ operation }) => operation);
}

export function writesIn(calls: readonly string[]): readonly string[] {
  return calls.filter((call) => !call.startsWith('GET '));
}
