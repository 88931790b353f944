import { objectHash } from '@sovereign-fleet/pull-request/node';
import type { Fault } from '../github/fault';
import type { Github } from '../github/github';
import {
  branchFor,
  callsSince,
  cloned,
  desiredFor,
  type Files,
  folderOf,
  freshRun,
  inFolderOf,
  writesIn,
} from './faulty-fleet';
import { startForge, stopAll } from './forge-on-github';

afterEach(stopAll);

const six = { 'a.yaml': '1', 'b.yaml': '2', 'c.yaml': '3', 'd/e.yaml': '4', 'd/f.yaml': '5', 'g.yaml': '6' };
const changed = { ...six, 'a.yaml': 'changed' };
const again = { ...six, 'a.yaml': 'again', 'h.yaml': 'more' };
const smaller = { 'a.yaml': '1', 'b.yaml': '2', 'c.yaml': '3', 'new.yaml': '!' };

interface Scenario {
  readonly name: string;
  /** What the base holds of the Sovereign from the beginning. */
  readonly before?: Files;
  /** What is proposed of it before anything fails. */
  readonly first?: Files;
  /** What people do then; `pull` is the open pull request. */
  readonly meanwhile?: (github: Github, name: string, pull: number) => void;
  readonly desired: Files;
  /** What is in the pull request at the end; without it there is none, and no branch. */
  readonly open?: Files;
  /** Whether the branch is a person's by then. */
  readonly held?: boolean;
}

const merge: Scenario['meanwhile'] = (github, _, pull) => void github.merge(pull, { method: 'squash' });

const scenarios: readonly Scenario[] = [
  { name: 'a new Sovereign', desired: six, open: six },
  { name: 'a change of what is merged', before: six, desired: changed, open: changed },
  { name: 'a change of what is open', before: six, first: changed, desired: again, open: again },
  { name: 'a change that deletes', before: six, first: changed, desired: smaller, open: smaller },
  {
    name: 'a base that moved below it',
    before: six,
    first: changed,
    meanwhile: (github, name) =>
      void github.commit({ branch: 'main', files: inFolderOf(name, { 'b.yaml': 'by hand' }) }),
    desired: changed,
    open: changed,
  },
  {
    name: 'a base that moved elsewhere',
    before: six,
    first: changed,
    meanwhile: (github, name) => void github.commit({ branch: 'main', files: { [`docs/${name}.md`]: 'x' } }),
    desired: again,
    open: again,
  },
  { name: 'nothing left to propose', before: six, first: changed, desired: six },
  { name: 'a branch that a merge left', before: six, first: changed, meanwhile: merge, desired: changed },
  { name: 'new content after a merge', before: six, first: changed, meanwhile: merge, desired: again, open: again },
  { name: 'a Sovereign that is gone', before: six, desired: {}, open: {} },
  {
    name: "a person's commit",
    before: six,
    first: changed,
    meanwhile: (github, name) =>
      void github.commit({ branch: branchFor(name), files: inFolderOf(name, { 'hand.yaml': 'mine' }) }),
    desired: again,
    open: { ...changed, 'hand.yaml': 'mine' },
    held: true,
  },
];

interface Kind {
  readonly name: string;
  readonly fault: Fault;
  readonly retries?: number;
}

const kinds: readonly Kind[] = [
  { name: 'cut before', fault: { trouble: 'socket reset', when: 'before' } },
  { name: 'cut after', fault: { trouble: 'socket reset', when: 'after' } },
  { name: '502 after', fault: { trouble: 'bad gateway', when: 'after' } },
  { name: '403 secondary', fault: { trouble: 'secondary rate limit' } },
  { name: '429', fault: { trouble: 'too many requests', retryAfter: 5 } },
  { name: '502 after, and sent again', fault: { trouble: 'bad gateway', when: 'after' }, retries: 3 },
];

/** Requests of a snapshot, which are the same in every scenario: they fail in the first alone. */
const reads = 6;

interface Case extends Kind {
  readonly sovereign: string;
  readonly call: number;
}

function casesOf(scenario: Scenario, calls: number): readonly Case[] {
  const first = scenario === scenarios[0] ? 1 : reads + 1;
  const failing = Array.from({ length: calls - first + 1 }, (_, index) => first + index);
  return failing.flatMap((call) => kinds.map((kind, index) => ({ ...kind, call, sovereign: `s${call}-${index}` })));
}

/** Brings one Sovereign to where the scenario begins. */
async function prepare(github: Github, { first, meanwhile }: Scenario, sovereign: string): Promise<void> {
  if (first !== undefined)
    expect(await freshRun(github, desiredFor(sovereign, first))).toMatchObject({ state: 'created' });
  meanwhile?.(github, sovereign, openPullsOf(github, sovereign)[0]?.number ?? 0);
}

function openPullsOf(github: Github, sovereign: string) {
  return github.pulls().filter(({ head, state }) => head === branchFor(sovereign) && state === 'open');
}

function blobsOf(files: Files): Files {
  const encoder = new TextEncoder();
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, objectHash('blob', encoder.encode(text))]),
  );
}

/** How many requests a run makes of which none fails. */
async function callsOf(github: Github, scenario: Scenario): Promise<number> {
  await prepare(github, scenario, 'clean');
  const before = github.requests().length;
  await freshRun(github, desiredFor('clean', scenario.desired));
  return callsSince(github, before).length;
}

/** One fault, then a run that puts it right, then one that has nothing to do. */
async function strike(
  github: Github,
  scenario: Scenario,
  { sovereign, fault, call, retries }: Case,
): Promise<readonly string[]> {
  await prepare(github, scenario, sovereign);
  const desired = desiredFor(sovereign, scenario.desired);
  github.fault({ ...fault, call });
  await freshRun(github, desired, retries);
  const second = await freshRun(github, desired);
  const before = github.requests().length;
  const third = await freshRun(github, desired);
  const writes = writesIn(callsSince(github, before));
  const good = (outcome: typeof second) =>
    typeof outcome === 'object' && !['failed', 'deferred'].includes(outcome.state);
  return [good(second), good(third)].every(Boolean) ? writes : [JSON.stringify([second, third])];
}

const most = 24;

test.each(scenarios)(
  '$name: any failure is put right by the next run, and the third writes nothing',
  async (scenario) => {
    const names = [
      'clean',
      ...Array.from({ length: most }, (_, call) => kinds.map((_, index) => `s${call}-${index}`)).flat(),
    ];
    const before = scenario.before ?? {};
    const files = Object.assign(
      { 'README.md': '# Fleet\n' },
      ...names.map((name) => inFolderOf(name, before)),
    ) as Files; // as begun
    const { github } = await startForge({ files });
    const cases = casesOf(scenario, await callsOf(github, scenario));
    const wrong: Record<string, unknown> = {};
    for (const one of cases) {
      const found = await strike(github, scenario, one);
      if (found.length > 0) wrong[`${one.name} at ${one.call}`] = found;
    }
    expect(wrong).toEqual({});
    const clone = cloned(github);
    const ends = cases.map(({ sovereign, name, call }) => {
      const pulls = openPullsOf(github, sovereign);
      const branch = `refs/heads/${branchFor(sovereign)}` in github.refs();
      const proposed = branch ? clone.filesOf(branchFor(sovereign), sovereign) : undefined;
      return [`${name} at ${call}`, { open: pulls.map(({ labels }) => labels), proposed }];
    });
    clone.remove();
    const { open } = scenario;
    const right =
      open === undefined ? { open: [], proposed: undefined } : { open: [['fleet']], proposed: blobsOf(open) };
    expect(Object.fromEntries(ends)).toEqual(Object.fromEntries(ends.map(([key]) => [key, right])));
  },
);

test('three runs at once make one pull request, and the next run nothing', async () => {
  const { github } = await startForge();
  const desired = desiredFor('acme', six);
  await Promise.all([1, 2, 3].map(() => freshRun(github, desired)));
  expect(openPullsOf(github, 'acme')).toHaveLength(1);
  const before = github.requests().length;
  expect(await freshRun(github, desired)).toMatchObject({ state: 'open-current' });
  expect(writesIn(callsSince(github, before))).toEqual([]);
  const clone = cloned(github);
  expect(clone.filesOf(branchFor('acme'), 'acme')).toEqual(blobsOf(six));
  clone.remove();
});

test('a commit that a person pushes between our look and our write stays', async () => {
  const { github } = await startForge({ files: inFolderOf('acme', six) as Files }); // none is deleted
  await freshRun(github, desiredFor('acme', changed));
  let theirs = '';
  const push = () =>
    void (theirs = github.commit({ branch: branchFor('acme'), files: { [`${folderOf('acme')}/hand.yaml`]: 'mine' } }));
  github.race({ before: 'PATCH /repos/{owner}/{repo}/git/refs/{ref}', run: push });
  expect(await freshRun(github, desiredFor('acme', again))).toMatchObject({ state: 'held' });
  expect(github.refs()[`refs/heads/${branchFor('acme')}`]).toBe(theirs);
});
