// For tests: runs of a campaign over six Sovereigns in memory.
import { wavesOf } from '../campaign/campaign-waves';
import type { Desired } from '../proposal/desired';
import type { Forge } from '../forge/forge';
import type { ObservedHealth } from '../campaign/health';
import { exampleCampaign } from './example-campaign';
import { exampleDesired, exampleOptions } from './example-desired';
import { exampleClock } from './example-clock';
import { inFolder } from './example-world';
import { memoryForge } from './memory-forge';
import { commitToBase, mergeByHand, openPulls } from './memory-people';
import { type Memory, newMemory } from './memory-pulls';
import { objectHash } from '../disk/node';
import { proposeCampaign } from '../campaign/propose-campaign';
import type { CampaignResult } from '../campaign/campaign-run';

export const memberNames = ['a', 'b', 'c', 'd', 'e', 'f'];

const ofAllMembers = {
  selector: { names: memberNames },
  waves: [
    { name: 'canary', size: 1 },
    { name: 'early', size: 2 },
    { name: 'all', size: 'rest' },
  ],
};

function desiredOf(name: string, text: string): Desired {
  return exampleDesired({ 'a.yaml': `${name} ${text}`, 'b.yaml': name }, name);
}

export function campaignFleet(): Memory {
  const memory = newMemory(objectHash);
  for (const name of memberNames) commitToBase(memory, inFolder(Object.fromEntries(desiredOf(name, '1').files), name));
  return memory;
}

interface RunSettings {
  readonly clock?: ReturnType<typeof exampleClock>;
  readonly change?: object;
  readonly healthOf?: Readonly<Record<string, ObservedHealth['state']>>;
  readonly dryRun?: boolean;
  readonly forge?: Forge;
}

/** One run, at midnight of a Thursday. A member's health is a day old. */
export async function runCampaign(
  memory: Memory,
  { change, healthOf = {}, dryRun = false, forge, clock = exampleClock() }: RunSettings = {},
) {
  const campaign = exampleCampaign({ ...ofAllMembers, ...change });
  const candidates = memberNames.map((name) => ({ name, environment: 'prod' as const }));
  const waves = wavesOf(campaign, { file: 'campaign.json', candidates, hash: objectHash });
  if (!waves.ok) throw new Error('the campaign is right');
  const results: CampaignResult[] = [];
  const since = new Date('2025-12-31T00:00:00Z');
  const request = {
    campaign,
    waves: waves.value,
    desired: memberNames.map((name) => desiredOf(name, '2')),
    options: exampleOptions,
    clock,
    limits: { pullsPerMinute: 100 },
    dryRun,
    health: {
      of(name: string): Promise<ObservedHealth> {
        const state = healthOf[name] ?? 'unknown';
        return Promise.resolve(state === 'unknown' ? { state } : { state, since });
      },
    },
  };
  const summary = await proposeCampaign(forge ?? memoryForge(memory), request, (result) => results.push(result));
  const members = results.map(({ name, member }) => `${name} ${member}`).join(', ');
  return { summary, results, members, waitsFor: summary.waitsFor };
}

export function mergeAll(memory: Memory): void {
  for (const { number } of openPulls(memory)) mergeByHand(memory, number);
}

export function openBranches(memory: Memory): readonly string[] {
  return openPulls(memory).map(({ branch }) => branch);
}
