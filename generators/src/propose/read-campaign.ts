import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Issue, type Result, resultOf, type Sovereign } from '@sovereign-fleet/domain';
import { type Campaign, parseCampaign, type Wave, wavesOf } from '@sovereign-fleet/pull-request';
import { objectHash } from '@sovereign-fleet/pull-request/node';
import { parse } from 'yaml';
import { commandLine } from '../sovereign/options';

export interface PlannedCampaign {
  readonly campaign: Campaign;
  readonly waves: readonly Wave[];
  /** In the order of the waves. */
  readonly members: readonly Sovereign[];
}

/** A campaign from its file, YAML or JSON, with who is in which wave; or every Issue in it. */
export function readCampaign(root: string, file: string, all: readonly Sovereign[]): Result<PlannedCampaign> {
  const input = inputOf(join(root, file));
  if (input instanceof Error) return { ok: false, issues: [unreadable(file, input)] };
  const campaign = parseCampaign(file, input);
  if (!campaign.ok) return campaign;
  const waves = wavesOf(campaign.value, { file, candidates: all, hash: objectHash });
  if (!waves.ok) return waves;
  const members = waves.value.flatMap((wave) => all.filter(({ name }) => wave.members.includes(name)));
  const shards = [...new Set(members.map(({ shard }) => shard ?? 'none'))];
  const issues = shards.length > 1 ? [ofManyShards(file, shards)] : [];
  return resultOf(issues, () => ({ campaign: campaign.value, waves: waves.value, members }));
}

function inputOf(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function unreadable(file: string, { message }: Error): Issue {
  const problem = `it cannot be read: ${message.split('\n')[0]?.replace(/:$/, '') ?? ''}`;
  return { file: commandLine, field: '--campaign', value: file, problem, remedy: 'Name a YAML or JSON file' };
}

function ofManyShards(file: string, value: readonly string[]): Issue {
  const problem = 'its members are in several fleet repositories, and one snapshot shows one';
  return { file, field: 'selector', value, problem, remedy: 'Write a campaign for each shard' };
}
