// For tests: requests of a scenario that fail, and what the next runs make of it.
import type { Desired } from '@sovereign-fleet/pull-request';
import type { Fault, Github } from '@sovereign-fleet/github';
import { theirs } from './fault-interventions';
import { branchFor, callsSince, desiredFor, freshRun, type RunVariant, writesIn } from './faulty-fleet';
import type { Look, Scenario } from './fault-scenarios';

/** A Sovereign for each request that fails, since all of them are in one fleet. */
export const sovereignOf = (strike: number) => `s${strike}`;

/** What people do to a Sovereign; gives the commits that they made. */
async function act(github: Github, name: string, deed: Scenario['meanwhile']): Promise<readonly string[]> {
  const pull = openPullsOf(github, name)[0]?.number ?? 0;
  const commit = await deed?.({ github, name, pull });
  return commit === undefined ? [] : [commit];
}

/** Brings one Sovereign to where the scenario begins. */
export async function prepare(github: Github, { first, meanwhile, asked }: Scenario, name: string) {
  if (first !== undefined)
    expect(await freshRun(github, desiredFor(name, first), asked)).toMatchObject({ state: 'created' });
  return await act(github, name, meanwhile);
}

export function openPullsOf(github: Github, sovereign: string) {
  return github.pulls().filter(({ head, state }) => head === branchFor(sovereign) && state === 'open');
}

export interface Strike {
  /** The place of the request in its run, from 1. */
  readonly call: number;
  readonly fault: Fault;
}

const statuses: readonly (number | string)[] = ['socket reset', 502, 403];

/** A Sovereign at the beginning of a scenario. */
interface Ready {
  readonly name: string;
  readonly desired: Desired;
  readonly asked: RunVariant | undefined;
  /** Commits of people. */
  readonly commits: readonly string[];
}

async function makeReady(github: Github, scenario: Scenario, name: string): Promise<Ready> {
  const commits = await prepare(github, scenario, name);
  return { name, desired: desiredFor(name, scenario.desired), asked: scenario.asked, commits };
}

/** A run of which one request failed. */
interface Failed {
  /** Whether the request failed as it was meant to. */
  readonly struck: boolean;
  readonly said: unknown;
  /** What it wrote, or tried to. */
  readonly writes: readonly string[];
}

async function runStruck(github: Github, { desired, asked }: Ready, { call, fault }: Strike): Promise<Failed> {
  const before = github.requests().length;
  github.fault({ ...fault, call });
  const said = await freshRun(github, desired, asked);
  const status = github.requests()[before + call - 1]?.status ?? 0;
  return { struck: statuses.includes(status), said, writes: writesIn(callsSince(github, before)) };
}

export interface Struck extends Pick<Ready, 'name' | 'commits'>, Pick<Strike, 'call'> {
  /** What the runs said after the one that failed; the last one has nothing to do. */
  readonly said: readonly unknown[];
  readonly writesOfLast: readonly string[];
  /** How its open pull requests look in the end. */
  readonly open: readonly Look[];
}

/** The runs that put right what one left that failed, then one that has nothing to do. */
async function putRight(
  github: Github,
  { between, runs = 1 }: Scenario,
  ready: Ready & Pick<Strike, 'call'>,
): Promise<Struck> {
  const { name, call, desired, asked } = ready;
  const commits = [...ready.commits, ...(await act(github, name, between))];
  const said = [];
  for (let run = 0; run < runs; run += 1) said.push(await freshRun(github, desired, asked));
  const before = github.requests().length;
  said.push(await freshRun(github, desired, asked));
  const writesOfLast = writesIn(callsSince(github, before));
  const open = openPullsOf(github, name);
  // What the next Sovereign's runs would read again and again.
  for (const { number } of open) github.close(number);
  return { name, call, said, writesOfLast, commits, open: open.map(lookOf) };
}

/**
 * Strikes one request after the other, and has the next runs put right what each leaves. A run that failed and wrote
 * nothing has left its Sovereign as it was: the next strike is on the same one, and that is put right after the first
 * run that wrote, or after the last strike.
 */
export async function strikeAll(
  github: Github,
  scenario: Scenario,
  strikes: readonly Strike[],
): Promise<readonly Struck[]> {
  const struck: Struck[] = [];
  let ready: Ready | undefined;
  for (const [index, strike] of strikes.entries()) {
    ready ??= await makeReady(github, scenario, sovereignOf(index));
    const failed = await runStruck(github, ready, strike);
    expect({ ...strike, struck: failed.struck }).toEqual({ ...strike, struck: true });
    if (failed.writes.length === 0 && !isWell(failed.said) && index < strikes.length - 1) continue;
    struck.push(await putRight(github, scenario, { ...ready, call: strike.call }));
    ready = undefined;
  }
  return struck;
}

interface Outcome {
  readonly state?: string;
  readonly warnings?: readonly string[];
}

/** Whether a run neither failed, deferred nor warned. */
function isWell(outcome: unknown): outcome is Required<Pick<Outcome, 'state'>> {
  const { state, warnings = [] } = outcome as Outcome;
  return state !== undefined && !/failed|deferred/.test(state) && warnings.length === 0;
}

/** The state that a run reported; all that it said where it was not well, for the test's failure. */
export function stateIn(outcome: unknown): unknown {
  return isWell(outcome) ? outcome.state : outcome;
}

/** How an open pull request looks; of its text, what people wrote. */
function lookOf({ labels, reviewers, teams, title, body }: ReturnType<Github['pulls']>[number]): Look {
  const [first, ...rest] = [
    title,
    ...(body ?? '').split(/^<!-- sovereign-fleet: .* -->$[^]*^<!-- sovereign-fleet: end -->$/m),
  ];
  const own = [...(theirs[0] === first ? [first] : []), ...rest.map((text) => text.trim())];
  return { labels, reviewers: [...reviewers, ...teams], theirs: own.filter((text) => text !== '') };
}
