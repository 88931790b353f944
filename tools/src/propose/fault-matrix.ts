// For tests: the matrix of faults and scenarios.
import { objectHash } from '@sovereign-fleet/pull-request/node';
import type { Fault, Github } from '@sovereign-fleet/github';
import {
  branchFor,
  callsSince,
  desiredFor,
  type Files,
  folderOf,
  freshRun,
  inFolderOf,
  writesIn,
} from './faulty-fleet';
import { type End, type Look, type Scenario, scenarios } from './fault-scenarios';
import { prepare, sovereignOf, stateIn, type Strike, strikeAll, type Struck } from './fault-strikes';
import { startForge, stopAll } from '@sovereign-fleet/pull-request/testing';
import { readByGit, type SeenByGit } from './plain-git';

export interface Kind {
  readonly name: string;
  /** One request after the other is struck by one after the other of these. */
  readonly faults: readonly [Fault, Fault];
  /** Where the answer of a read is lost, the server is as if it had refused it. */
  readonly struck: 'all requests' | 'writes';
}

export function blobsOf(files: Files): Files {
  const encoder = new TextEncoder();
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, objectHash('blob', encoder.encode(text))]),
  );
}

/** The requests of a run of which none fails. */
async function callsOf(github: Github, scenario: Scenario): Promise<readonly string[]> {
  await prepare(github, scenario, 'clean');
  const before = github.requests().length;
  await freshRun(github, desiredFor('clean', scenario.desired), scenario.asked);
  return callsSince(github, before);
}

interface Faults extends Omit<Kind, 'name'> {
  /** Requests that each fault has struck in another scenario. */
  readonly known: Set<string>;
}

function strikesOn(calls: readonly string[], { faults, struck, known }: Faults): readonly Strike[] {
  const chosen = new Set(struck === 'writes' ? writesIn(calls) : calls);
  return calls.flatMap((operation, place) => {
    if (!chosen.has(operation)) return [];
    const isKnown = known.has(operation);
    known.add(operation);
    const ofPlace = isKnown ? [faults[place % faults.length] ?? faults[0]] : faults;
    return ofPlace.map((fault) => ({ call: place + 1, fault }));
  });
}

/** Where a Sovereign ended: by its pull requests, and by plain Git. */
function endOf(git: SeenByGit, { name, call, said, writesOfLast, open, commits }: Struck) {
  const files = git.filesOf(branchFor(name), folderOf(name));
  return {
    call,
    open,
    files,
    base: git.filesOf('main', folderOf(name)),
    said: said.map(stateIn).at(-1),
    failed: said.map(stateIn).filter((one) => typeof one !== 'string'),
    writesOfLast,
    lost: commits.filter((commit) => !git.has(commit)),
  };
}

const plainLook: Look = { labels: ['fleet'], reviewers: [], theirs: [] };

/** The same, as it should be. */
function rightEnd(call: number, { look }: Scenario, { base = {}, open, branch, state }: End) {
  const files = open ?? branch;
  return {
    call,
    said: state,
    failed: [],
    writesOfLast: [],
    lost: [],
    open: open === undefined ? [] : [{ ...plainLook, ...look }],
    files: files === undefined ? undefined : blobsOf(files),
    base: blobsOf(base),
  };
}

/** More than strike the requests of any run. */
const most = 24;

const people = { collaborators: ['octocat'], teams: ['platform'] };

/**
 * Every scenario with every request of it, or every write, struck by one of these faults, and the first request of each
 * kind by each. Each half of the matrix is a file of its own, since one file is run by one worker.
 */
export function testScenarios({ name, ...kind }: Kind): void {
  afterEach(stopAll);
  const known = new Set<string>();
  const isStruck = ({ ends: [{ state }] }: Scenario) => kind.struck === 'all requests' || !isLeftAlone(state);
  const struck = scenarios.filter(isStruck).map((scenario) => ({ name: scenario.name, scenario }));
  test.each(struck)(`$name, ${name}: the next run puts it right, and the third writes nothing`, async ({ scenario }) =>
    strikeEach(scenario, { ...kind, known }),
  );
}

/** A run of such a Sovereign writes nothing. */
function isLeftAlone(state: End['state']): boolean {
  return state === 'held' || state === 'declined';
}

async function strikeEach(scenario: Scenario, kind: Faults): Promise<void> {
  const names = ['clean', ...Array.from({ length: most }, (_, index) => sovereignOf(index))];
  const files = Object.assign(
    { 'README.md': '# Fleet\n' },
    ...names.map((name) => inFolderOf(name, scenario.before ?? {})),
  ) as Files; // none goes
  const { github } = await startForge({ files, ...people });
  const calls = await callsOf(github, scenario);
  expect(writesIn(calls).length === 0).toBe(isLeftAlone(scenario.ends[0].state));
  const strikes = strikesOn(calls, kind);
  expect(strikes.length).toBeLessThanOrEqual(most);
  const struck = await strikeAll(github, scenario, strikes);
  const git = readByGit(github);
  const ends = struck.map((one) => endOf(git, one));
  const meant = ends.map(({ said }) => scenario.ends.find(({ state }) => state === said) ?? scenario.ends[0]);
  expect(ends).toEqual(struck.map(({ call }, index) => rightEnd(call, scenario, meant[index] ?? scenario.ends[0])));
  if (kind.struck === 'all requests') expect(new Set(meant)).toEqual(new Set(scenario.ends));
}
