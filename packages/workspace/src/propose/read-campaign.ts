import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Issue, type Result, resultOf, type Sovereign } from '@sovereign-fleet/domain';
import type { FleetRecord, UnreadSovereign } from '../specs/fleet-record';
import { type Campaign, parseCampaign, type Wave, wavesOf } from '@sovereign-fleet/pull-request';
import { objectHash } from '@sovereign-fleet/pull-request/node';
import { parse } from 'yaml';
import { commandLine } from '../command/options';

export interface PlannedCampaign {
  readonly campaign: Campaign;
  readonly waves: readonly Wave[];
  /** In the order of the waves. */
  readonly members: readonly Sovereign[];
  /** Members, as far as anybody knows, whose specs cannot be used: without them nobody knows the waves. */
  readonly unread: readonly UnreadSovereign[];
}

/** A campaign from its file, YAML or JSON, with the members of each wave; or every Issue in it. */
export function readCampaign(
  root: string,
  file: string,
  { sovereigns: all, unread: unreadOfAll }: Pick<FleetRecord, 'sovereigns' | 'unread'>,
): Result<PlannedCampaign> {
  const parsed = parseFile(root, file);
  if (!parsed.ok) return parsed;
  const campaign = parsed.value;
  const unread = unreadOfAll.filter(({ name }) => mayBeMember(name, campaign));
  const names = campaign.selector.names.filter((name) => !unread.some((one) => one.name === name));
  const selector = { ...campaign.selector, names };
  const waves = wavesOf({ ...campaign, selector }, { file, candidates: all, hash: objectHash });
  if (!waves.ok) return unread.length === 0 ? waves : { ok: true, value: { campaign, waves: [], members: [], unread } };
  const members = waves.value.flatMap((wave) => all.filter(({ name }) => wave.members.includes(name)));
  const shards = [...new Set(members.map(({ shard }) => shard ?? 'none'))];
  const issues = shards.length > 1 ? [issueOfManyShards(file, shards)] : [];
  return resultOf(issues, () => ({ campaign, waves: waves.value, members, unread }));
}

/** Which environment a spec says cannot be known. */
function mayBeMember(sovereign: string, { selector: { names, prefixes, environments } }: Campaign): boolean {
  return (
    names.includes(sovereign) || prefixes.some((prefix) => sovereign.startsWith(prefix)) || environments.length > 0
  );
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
