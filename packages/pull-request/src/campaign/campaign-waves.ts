import { type Environment, type Issue, pickOne, type Result, resultOf } from '@sovereign-fleet/domain';
import type { Campaign } from './campaign';
import type { ObjectHash } from '../forge/git-object';
import { blobSha } from '../forge/git-tree';

/** A Sovereign that a campaign may select. */
export interface Candidate {
  readonly name: string;
  readonly environment: Environment;
}

export interface Wave {
  readonly name: string;
  /** Names of Sovereigns, in their order. */
  readonly members: readonly string[];
}

export interface Candidates {
  /** The campaign's file, for Issues. */
  readonly file: string;
  readonly candidates: readonly Candidate[];
  readonly hash: ObjectHash;
}

/**
 * Puts the members into waves: first those that are named, then the others in the order of a hash of campaign and name.
 * So no Sovereign changes its place in the order when another one comes or goes, and each campaign begins with others.
 * The ends of waves are counted anew in each run: another member may move those at the edge of a wave by one.
 */
export function wavesOf(campaign: Campaign, { file, candidates, hash }: Candidates): Result<readonly Wave[]> {
  const { id, selector } = campaign;
  const known = candidates.map(({ name }) => name);
  const issues = selector.names.flatMap((name, index) =>
    known.includes(name) ? [] : [issueOfUnknownName(file, index, { name, known })],
  );
  const rest = candidates.filter((one) => !selector.names.includes(one.name) && isSelected(selector, one));
  const keyed = rest.map(({ name }) => ({ name, key: blobSha(`${id}\n${name}`, hash) }));
  const ordered = keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ name }) => name);
  const members = [...new Set([...selector.names, ...ordered])];
  const noMember = members.length === 0 ? [issueOfNoMember(file, selector)] : [];
  return resultOf([...issues, ...noMember], () => cutWaves(campaign, members));
}

function isSelected({ prefixes, environments }: Campaign['selector'], { name, environment }: Candidate): boolean {
  return environments.includes(environment) || prefixes.some((prefix) => name.startsWith(prefix));
}

function cutWaves({ waves }: Campaign, members: readonly string[]): readonly Wave[] {
  let from = 0;
  return waves.map(({ name, size }) => {
    const to = size === 'rest' ? members.length : from + numberOf(size, members.length);
    const wave = { name, members: members.slice(from, to) };
    from = to;
    return wave;
  });
}

/** A percentage is of all members, rounded up. */
function numberOf(size: number | `${number}%`, all: number): number {
  return typeof size === 'number' ? size : Math.ceil((Number.parseInt(size, 10) * all) / 100);
}

interface UnknownName {
  readonly name: string;
  readonly known: readonly string[];
}

function issueOfUnknownName(file: string, index: number, { name, known }: UnknownName): Issue {
  const field = `selector.names[${index}]`;
  return { file, field, value: name, problem: 'there is no such Sovereign', remedy: pickOne(name, known) };
}

function issueOfNoMember(file: string, selector: Campaign['selector']): Issue {
  const remedy = 'Select Sovereigns that there are, by names, prefixes or environments';
  return { file, field: 'selector', value: selector, problem: 'no Sovereign is selected', remedy };
}
