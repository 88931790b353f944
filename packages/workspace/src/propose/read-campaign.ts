import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Issue, type Result, resultOf, type Sovereign } from '@sovereign-fleet/domain';
import { type Campaign, parseCampaign, type Wave, wavesOf } from '@sovereign-fleet/pull-request';
import { objectHash } from '@sovereign-fleet/pull-request/node';
import { parse } from 'yaml';
import { commandLine } from '../command/options';

export interface PlannedCampaign {
  readonly campaign: Campaign;
  readonly waves: readonly Wave[];
  /** In the order of the waves. */
  readonly members: readonly Sovereign[];
}

/** A campaign from its file, YAML or JSON, with the members of each wave; or every Issue in it. */
export function readCampaign(root: string, file: string, all: readonly Sovereign[]): Result<PlannedCampaign> {
  const campaign = parseFile(root, file);
  if (!campaign.ok) return campaign;
  const waves = wavesOf(campaign.value, { file, candidates: all, hash: objectHash });
  if (!waves.ok) return waves;
  const members = waves.value.flatMap((wave) => all.filter(({ name }) => wave.members.includes(name)));
  const shards = [...new Set(members.map(({ shard }) => shard ?? 'none'))];
  const issues = shards.length > 1 ? [issueOfManyShards(file, shards)] : [];
  return resultOf(issues, () => ({ campaign: campaign.value, waves: waves.value, members }));
}

function parseFile(root: string, file: string): Result<Campaign> {
  let input: unknown;
  try {
    input = parse(readFileSync(resolve(root, file), 'utf8'));
  } catch (error) {
    return { ok: false, issues: [issueOfUnreadable(file, String(error))] };
  }
  return parseCampaign(file, input);
}

function issueOfUnreadable(file: string, words: string): Issue {
  const [first = ''] = words.replace(/^\w*Error: /, '').split('\n');
  const problem = `it cannot be read: ${first.replace(/:$/, '')}`;
  return { file: commandLine, field: '--campaign', value: file, problem, remedy: 'Name a YAML or JSON file' };
}

function issueOfManyShards(file: string, value: readonly string[]): Issue {
  const problem = 'its members are in several fleet repositories, and one snapshot shows one';
  return { file, field: 'selector', value, problem, remedy: 'Write a campaign for each shard' };
}
