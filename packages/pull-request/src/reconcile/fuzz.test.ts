import fc from 'fast-check';
import { forgeMethods } from '../forge/wrap-each-call';
import { ForgeError } from '../forge/forge-error';
import type { Sha } from '../forge/git-object';
import { isClosedByTool } from '../proposal/managed-block';
import { branch, folder } from '../testing/example-acme';
import { exampleDesired, sixFiles } from '../testing/example-desired';
import { type Fault, inFolder, exampleWorld, type World, writesIn } from '../testing/example-world';
import { ancestry } from '../testing/memory-git';
import {
  closeByHand,
  commitToBase,
  deleteByHand,
  filesAt,
  mergeByHand,
  openPulls,
  push,
  reopenByHand,
  updateBranch,
} from '../testing/memory-people';
import { closedOn, type Memory, type MemoryPull, openOn } from '../testing/memory-pulls';
import type { ReconcileResult } from './reconcile-result';

/** What may be wanted of acme: nothing, or these files. */
const contents = [{}, sixFiles, { ...sixFiles, 'a.yaml': 'changed' }, { 'a.yaml': 'again', 'new.yaml': '!' }] as const;

type Deed =
  | 'commits'
  | 'commits to the base'
  | 'commits elsewhere'
  | 'takes the base back'
  | 'merges'
  | 'squashes'
  | 'closes'
  | 'reopens'
  | 'deletes the branch'
  | 'updates the branch'
  | 'edits the text'
  | 'takes the label off'
  | 'holds'
  | 'lets go';

/** What a person does, whenever it can be done; a text that is new each time comes with it. */
const deeds: Readonly<Record<Deed, (memory: Memory, text: string, pull: MemoryPull | undefined) => unknown>> = {
  commits: (memory, text) => memory.git.refs.has(branch) && push(memory, branch, inFolder({ 'hand.yaml': text })),
  'commits to the base': (memory, text) => commitToBase(memory, inFolder({ 'a.yaml': text })),
  'commits elsewhere': (memory, text) => commitToBase(memory, { 'docs/a.md': text }),
  'takes the base back': (memory) =>
    commitToBase(memory, inFolder({ ...sixFiles, 'new.yaml': null, 'hand.yaml': null })),
  merges: (memory, _, pull) => {
    if (pull !== undefined) mergeByHand(memory, pull.number, 'merge');
  },
  squashes: (memory, _, pull) => {
    if (pull !== undefined) mergeByHand(memory, pull.number, 'squash');
  },
  closes: (memory, _, pull) => {
    if (pull !== undefined) closeByHand(memory, pull.number);
  },
  reopens: (memory) => {
    for (const { number } of memory.pulls.toReversed()) reopenByHand(memory, number);
  },
  'deletes the branch': (memory) => {
    deleteByHand(memory, branch);
  },
  'updates the branch': (memory, _, pull) => pull && updateBranch(memory, pull.number),
  'edits the text': (_, text, pull) => pull && Object.assign(pull, { title: text, body: `${text}\n\n${pull.body}` }),
  'takes the label off': (_, __, pull) => pull?.labels.delete('fleet'),
  holds: (_, __, pull) => pull?.labels.add('fleet/hold'),
  'lets go': (_, __, pull) => pull?.labels.delete('fleet/hold'),
};

interface Run {
  readonly wants: number;
  readonly takeOver: boolean;
  readonly reopen: boolean;
  readonly fault?: Fault | undefined;
  /** What a person does right before a call. */
  readonly meanwhile?: { readonly before: keyof typeof forgeMethods; readonly deed: Deed } | undefined;
}

type Event = { readonly deed: Deed } | Run;

const deed = fc.constantFrom(...(Object.keys(deeds) as Deed[])); // the keys are written above
const oneOf = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const fault: fc.Arbitrary<Fault> = fc.record({
  at: fc.nat(8),
  when: fc.constantFrom('before', 'after'),
  code: fc.constantFrom('unreachable', 'limit', 'conflict'),
});
const run: fc.Arbitrary<Run> = fc.record({
  wants: fc.nat(contents.length - 1),
  takeOver: fc.boolean(),
  reopen: fc.boolean(),
  fault: oneOf(fault),
  meanwhile: oneOf(fc.record({ before: fc.constantFrom(...(Object.keys(forgeMethods) as never[])), deed })), // as above
});
const events: fc.Arbitrary<readonly Event[]> = fc.array(fc.oneof(run, run, fc.record({ deed })), { maxLength: 10 });

/** A fleet repository and what people would miss in it. */
interface Play {
  readonly world: World;
  /** Commits of people, and whether somebody asked for going on from them: then their pull request is enough. */
  readonly theirs: Map<Sha, 'theirs' | 'taken over'>;
  /** Pull requests that people closed, and those that have no label since they took it off. */
  readonly closed: Set<number>;
  readonly unlabelled: Set<number>;
  step: number;
}

/** A person's deed, where it is possible; what people lose by it is their own affair. */
function act({ world: { memory }, theirs, closed, unlabelled, step }: Play, what: Deed): void {
  const before = new Set(memory.git.commits.keys());
  const open = openPulls(memory);
  const known = [...theirs.keys()].filter((commit) => isKept(memory, commit, true));
  try {
    deeds[what](memory, `${what} ${step}`, openOn(memory, branch)[0]);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
  }
  for (const { number, state, labelsEver } of open) {
    if (state === 'closed') closed.add(number);
    if (what === 'takes the label off' && labelsEver.has('fleet')) unlabelled.add(number);
  }
  for (const commit of known) if (!isKept(memory, commit, false)) theirs.delete(commit);
  // A merge by the button has nothing that is not elsewhere.
  if (what === 'updates the branch') return;
  for (const commit of memory.git.commits.keys()) if (!before.has(commit)) theirs.set(commit, 'theirs');
}

function isKept({ git, pulls }: Memory, commit: Sha, byPulls: boolean): boolean {
  const heads = [...git.refs.values(), ...(byPulls ? pulls.map(({ head }) => head) : [])];
  return heads.some((head) => ancestry(git, head).has(commit));
}

/** One run, and that it did nothing that it must not. */
async function propose(play: Play, { wants, fault: struck, meanwhile, ...options }: Run) {
  const { world, theirs, closed, unlabelled } = play;
  const { memory, races } = world;
  const before = { open: openPulls(memory), refused: refusedIn(play), count: memory.pulls.length };
  let base = memory.git.refs.get('main');
  const interfere = (what: Deed) => () => {
    act(play, what);
    base = memory.git.refs.get('main');
  };
  if (meanwhile !== undefined) races.push({ method: meanwhile.before, when: 'before', act: interfere(meanwhile.deed) });
  const desired = exampleDesired(contents[wants] ?? {});
  const done = await world.run(desired, { ...options, allowShrink: true, allowRemoval: true }, struck);
  races.length = 0;
  if (options.takeOver) for (const commit of theirs.keys()) theirs.set(commit, 'taken over');
  expect(memory.git.refs.get('main')).toBe(base);
  expect([...memory.git.refs.keys()].filter((name) => name !== branch)).toEqual(['main']);
  expect(openPulls(memory).length).toBeLessThanOrEqual(1);
  const lost = [...theirs].filter(([commit, whose]) => !isKept(memory, commit, whose === 'taken over'));
  expect(lost).toEqual([]);
  const closedByUs = before.open.filter(({ number, state }) => state === 'closed' && !closed.has(number));
  // GitHub knows no closing at one head alone: who pushes right before it finds the commit on the branch.
  if (meanwhile?.before !== 'closePull')
    expect(closedByUs.filter(({ head }) => theirs.get(head) === 'theirs')).toEqual([]);
  expect(openPulls(memory).filter(({ number, labels }) => labels.has('fleet') && unlabelled.has(number))).toEqual([]);
  const isOpened = memory.pulls.length > before.count;
  if (meanwhile === undefined && !options.reopen && isOpened) expect(before.refused).not.toEqual(contents[wants]);
  return done;
}

/** The files of the newest pull request that people closed, where its last commit is not one of theirs. */
function refusedIn({ world: { memory }, theirs, closed }: Play): unknown {
  // Whom we were about to close at the same moment has our mark.
  const isRefused = ({ number, body }: { number: number; body: string }) => closed.has(number) && !isClosedByTool(body);
  const refused = closedOn(memory, branch).find(isRefused);
  return refused === undefined || theirs.has(refused.head) ? undefined : filesAt(memory, refused.head, folder);
}

/** That what a run said at the end is so. */
function check(play: Play, { state }: ReconcileResult, wants: number): void {
  const { memory } = play.world;
  const files = contents[wants] ?? {};
  const at = (name: string) => {
    const head = memory.git.refs.get(name);
    return head === undefined ? undefined : filesAt(memory, head, folder);
  };
  const open = openPulls(memory);
  expect(['unchanged', 'open-current', 'held', 'declined']).toContain(state);
  if (state === 'unchanged') expect([at('main'), at(branch), open]).toEqual([files, undefined, []]);
  if (state === 'open-current') expect([at(branch), open.length]).toEqual([files, 1]);
  if (state === 'declined') expect([refusedIn(play), open]).toEqual([files, []]);
}

const settled = { takeOver: false, reopen: false };

async function playThrough(all: readonly Event[], wants: number): Promise<void> {
  const play: Play = {
    world: exampleWorld(sixFiles),
    theirs: new Map(),
    closed: new Set(),
    unlabelled: new Set(),
    step: 0,
  };
  for (const event of all) {
    play.step += 1;
    if ('deed' in event) act(play, event.deed);
    else await propose(play, event);
  }
  await propose(play, { ...settled, wants });
  const { result, calls } = await propose(play, { ...settled, wants });
  expect(writesIn(calls)).toEqual([]);
  check(play, result, wants);
}

test.each([20, 21, 22, 23, 24])(
  'no work of people is lost by any fault, and one run puts everything right (seed %i)',
  async (seed) => {
    const property = fc.asyncProperty(events, fc.nat(contents.length - 1), playThrough);
    await fc.assert(property, { seed, numRuns: 200 });
  },
);
