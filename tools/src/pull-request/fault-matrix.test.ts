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
import { again, changed, type Scenario, scenarios, six } from './fault-scenarios';
import { startForge, stopAll } from './forge-on-github';

afterEach(stopAll);

interface Kind {
  readonly name: string;
  readonly fault: Fault;
}

const kinds: readonly Kind[] = [
  { name: 'cut before', fault: { trouble: 'socket reset', when: 'before' } },
  { name: 'cut after', fault: { trouble: 'socket reset', when: 'after' } },
  { name: '502 after', fault: { trouble: 'bad gateway', when: 'after' } },
  { name: '403 secondary', fault: { trouble: 'secondary rate limit' } },
  { name: '429', fault: { trouble: 'too many requests', retryAfter: 5 } },
];

/** Requests of a snapshot, which are the same in every scenario: they fail in the first alone. */
const reads = 6;

/** The requests that fail, each for a Sovereign of its own. */
function failing(scenario: Scenario, calls: number): readonly number[] {
  const first = scenario === scenarios[0] ? 1 : reads + 1;
  return Array.from({ length: calls - first + 1 }, (_, index) => first + index);
}

const sovereignOf = (call: number) => `s${call}`;

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

const statuses: readonly (number | string)[] = ['socket reset', 502, 403, 429];

/** One fault, then a run that puts it right, then one that has nothing to do. What is not as it should be, or nothing. */
async function strike(github: Github, { desired: files }: Scenario, { fault, call }: Kind & { call: number }) {
  const desired = desiredFor(sovereignOf(call), files);
  const before = github.requests().length;
  github.fault({ ...fault, call });
  await freshRun(github, desired);
  const struck = github.requests()[before + call - 1]?.status ?? 0;
  const second = await freshRun(github, desired);
  const afterSecond = github.requests().length;
  const third = await freshRun(github, desired);
  const writes = writesIn(callsSince(github, afterSecond));
  const isDone = (outcome: typeof second) => typeof outcome === 'object' && !/failed|deferred/.test(outcome.state);
  const isRight = statuses.includes(struck) && isDone(second) && isDone(third) && writes.length === 0;
  return isRight ? undefined : { struck, second, third, writes };
}

/** Where the Sovereigns ended, by the requests that failed: the labels of open pull requests, and files by plain Git. */
function endsOf(github: Github, calls: readonly number[]) {
  const clone = cloned(github);
  const ends = calls.map((call) => {
    const [name, branch] = [sovereignOf(call), branchFor(sovereignOf(call))];
    const proposed = `refs/heads/${branch}` in github.refs() ? clone.filesOf(branch, name) : undefined;
    return { call, open: openPullsOf(github, name).map(({ labels }) => labels), proposed };
  });
  clone.remove();
  return ends;
}

/** More requests than any run makes. */
const most = 24;

const matrix = scenarios.flatMap((scenario) => kinds.map((kind) => ({ scenario, kind })));

test.each(matrix)(
  '$scenario.name, $kind.name: the next run puts it right, and the third writes nothing',
  async ({ scenario, kind }) => {
    const names = ['clean', ...Array.from({ length: most }, (_, call) => sovereignOf(call))];
    const files = Object.assign(
      { 'README.md': '# Fleet\n' },
      ...names.map((name) => inFolderOf(name, scenario.before ?? {})),
    ) as Files; // none goes
    const { github } = await startForge({ files });
    const calls = failing(scenario, await callsOf(github, scenario));
    const wrong = [];
    for (const call of calls) {
      await prepare(github, scenario, sovereignOf(call));
      wrong.push(await strike(github, scenario, { ...kind, call }));
    }
    expect(wrong.filter((one) => one !== undefined)).toEqual([]);
    const { open } = scenario;
    const right =
      open === undefined ? { open: [], proposed: undefined } : { open: [['fleet']], proposed: blobsOf(open) };
    expect(endsOf(github, calls)).toEqual(calls.map((call) => ({ call, ...right })));
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

test('a request that was done though its answer was lost may be sent again by the client itself', async () => {
  const { github } = await startForge();
  const names = ['tree', 'commit', 'ref'].map((name, index) => [name, reads + 2 + index] as const);
  for (const [name, call] of names) {
    github.fault({ trouble: 'bad gateway', when: 'after', call });
    expect(await freshRun(github, desiredFor(name, six), 3)).toMatchObject({ state: 'created' });
  }
  expect(github.pulls().map(({ head }) => head)).toEqual(['fleet/tree', 'fleet/commit', 'fleet/ref']);
});
