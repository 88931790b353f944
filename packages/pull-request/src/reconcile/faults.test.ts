import type { Desired } from '../proposal/desired';
import { branch, changed, desired, folder } from '../testing/example-acme';
import { exampleDesired, sixFiles } from '../testing/example-desired';
import { type Fault, inFolder, exampleWorld, type World, writesIn } from '../testing/example-world';
import { ancestry } from '../testing/memory-git';
import { closeByHand, commitToBase, filesAt, mergeByHand, openPulls, push } from '../testing/memory-people';
import type { ProposeOptions } from './plan';

const smaller = exampleDesired({ 'a.yaml': '1', 'b.yaml': '2', 'c.yaml': '3', 'g.yaml': '!' });
const none = exampleDesired({});

interface Scenario {
  readonly name: string;
  readonly base?: Readonly<Record<string, string>>;
  /** What happened before the run with the fault; gives a person's commit, where there is one. */
  readonly before?: (world: World) => Promise<string | undefined>;
  readonly desired: Desired;
  readonly options?: Partial<ProposeOptions>;
  /** What is proposed in the end; undefined where no pull request is open. */
  readonly after: Readonly<Record<string, string>> | undefined;
  /** Branches that are left without a pull request: what a person closed, or made. */
  readonly leavesBranch?: boolean;
}

async function open(world: World): Promise<undefined> {
  await world.run(changed);
}

const scenarios: readonly Scenario[] = [
  { name: 'create', desired, after: sixFiles },
  { name: 'create, changed', base: sixFiles, desired: changed, after: Object.fromEntries(changed.files) },
  {
    name: 'update',
    base: sixFiles,
    before: open,
    desired: exampleDesired({ ...sixFiles, 'b.yaml': 'x' }),
    options: { campaign: 'other' }, // so that the text changes too
    after: { ...sixFiles, 'b.yaml': 'x' },
  },
  {
    name: 'update with deletion',
    base: sixFiles,
    before: open,
    desired: smaller,
    after: Object.fromEntries(smaller.files),
  },
  {
    name: 'base moved under it',
    base: sixFiles,
    before: async (world) => {
      await open(world);
      commitToBase(world.memory, inFolder({ 'hand.yaml': 'x' }));
    },
    desired: changed,
    after: Object.fromEntries(changed.files),
  },
  {
    name: 'base moved elsewhere',
    base: sixFiles,
    before: async (world) => {
      await open(world);
      commitToBase(world.memory, inFolder({ 'a.yaml': 'x' }, 'globex'));
    },
    desired: changed,
    after: Object.fromEntries(changed.files),
  },
  { name: 'obsolete', base: sixFiles, before: open, desired, after: undefined },
  {
    name: 'merged with its branch left',
    base: sixFiles,
    before: async (world) => {
      await open(world);
      mergeByHand(world.memory, 1);
    },
    desired: changed,
    after: undefined,
  },
  {
    name: 'merged, then new content',
    base: sixFiles,
    before: async (world) => {
      await open(world);
      mergeByHand(world.memory, 1, 'merge');
    },
    desired: exampleDesired({ ...sixFiles, 'b.yaml': 'x' }),
    after: { ...sixFiles, 'b.yaml': 'x' },
  },
  { name: 'Sovereign removed', base: sixFiles, desired: none, options: { allowRemoval: true }, after: {} },
  {
    name: 'commit of a person',
    base: sixFiles,
    before: async (world) => {
      await open(world);
      return push(world.memory, branch, inFolder({ 'hand.yaml': 'mine' }));
    },
    desired: smaller,
    after: { ...Object.fromEntries(changed.files), 'hand.yaml': 'mine' },
  },
  {
    name: 'commit of a person, taken over',
    base: sixFiles,
    before: async (world) => {
      await open(world);
      return push(world.memory, branch, { ...inFolder({ 'hand.yaml': 'mine' }), 'docs/mine.md': 'mine' });
    },
    desired: smaller,
    options: { takeOver: true },
    after: Object.fromEntries(smaller.files),
  },
  {
    name: 'declined',
    base: sixFiles,
    before: async (world) => {
      await open(world);
      closeByHand(world.memory, 1);
    },
    desired: changed,
    after: undefined,
    leavesBranch: true,
  },
];

async function start({ base = {}, before }: Scenario): Promise<{ world: World; commit: string | undefined }> {
  const world = exampleWorld(base);
  return { world, commit: await before?.(world) };
}

/** How many calls the run has without a fault, so that each of them can have one. */
async function callsOf(scenario: Scenario): Promise<number> {
  const { world } = await start(scenario);
  return (await world.run(scenario.desired, scenario.options)).calls.length;
}

function expectConverged(
  { memory }: World,
  { after, leavesBranch = false }: Scenario,
  commit: string | undefined,
): void {
  const pulls = openPulls(memory);
  expect(pulls.map(({ head }) => filesAt(memory, head, folder))).toEqual(after === undefined ? [] : [after]);
  for (const { labels, head } of pulls) {
    expect([...labels]).toEqual(['fleet']);
    expect(memory.git.refs.get(branch)).toBe(head);
  }
  expect(memory.git.refs.has(branch)).toBe(leavesBranch || after !== undefined);
  const head = memory.git.refs.get(branch);
  if (commit !== undefined && head !== undefined) expect([...ancestry(memory.git, head)]).toContain(commit);
}

const kinds = [
  { when: 'before', code: 'unreachable' },
  { when: 'after', code: 'unreachable' },
  { when: 'before', code: 'limit' },
] as const satisfies readonly Omit<Fault, 'at'>[];

test.each(scenarios)(
  'whatever call of "$name" fails, the next run is right and the third writes nothing',
  async (scenario) => {
    const count = await callsOf(scenario);
    const faults = kinds.flatMap((kind) => Array.from({ length: count }, (_, at) => ({ at, ...kind })));
    for (const fault of faults) {
      const { world, commit } = await start(scenario);
      await world.run(scenario.desired, scenario.options, fault);
      await world.run(scenario.desired, scenario.options);
      expectConverged(world, scenario, commit);
      const third = await world.run(scenario.desired, scenario.options);
      expect({ fault, writes: writesIn(third.calls) }).toEqual({ fault, writes: [] });
    }
  },
);

test('the fault matrix covers more than 135 faults', async () => {
  const counts = await Promise.all(scenarios.map(callsOf));
  expect(counts.reduce((sum, count) => sum + count, 0) * kinds.length).toBeGreaterThan(135);
});
