import { ForgeError } from '../forge/forge-error';
import { sha } from '../forge/git-object';
import { again, branch, changed, desired, proposedNow } from '../testing/example-acme';
import { sixFiles } from '../testing/example-desired';
import { inFolder, exampleWorld, writesIn } from '../testing/example-world';
import { mergeByHand, push, retarget } from '../testing/memory-people';
import { open, pullOf } from '../testing/memory-pulls';

test('after a lost race, the Sovereign is observed once more', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  const act = () => void push(world.memory, branch, inFolder({ 'hand.yaml': 'mine' }));
  world.races.push({ method: 'moveBranch', when: 'before', act });
  const { result, calls } = await world.run(again);
  expect(result.state).toBe('held');
  expect(calls.filter((method) => method === 'moveBranch')).toHaveLength(1);
  expect(proposedNow(world)[0]?.files).toHaveProperty(['hand.yaml']);
});

test('a race that is lost twice is a failure', async () => {
  const world = exampleWorld();
  world.forge.createBranch = () =>
    Promise.reject(
      new ForgeError('conflict', 'Reference already exists', { operation: 'create the branch fleet/acme' }),
    );
  const { result, calls } = await world.run(desired);
  expect(result).toMatchObject({
    state: 'failed',
    reason:
      'create the branch fleet/acme: Reference already exists. Raced: somebody else changed it at the same ' +
      'time, twice. Run it again.',
  });
  expect(calls.filter((method) => method === 'createBranch')).toHaveLength(2);
});

test('races at the branch and then at the pull request each cost one more look', async () => {
  const world = exampleWorld();
  const { memory, races } = world;
  const lastCommit = () => [...memory.git.commits.keys()].at(-1) ?? sha('0'.repeat(40));
  const openTheirs = () => void open(memory, { branch, title: 'Theirs', body: '', draft: false });
  races.push({ method: 'createBranch', when: 'before', act: () => void memory.git.refs.set(branch, lastCommit()) });
  races.push({ method: 'openPull', when: 'before', act: openTheirs });
  const { result, calls } = await world.run(desired);
  expect(result).toMatchObject({ state: 'repaired', pull: { number: 1 } });
  expect(calls.filter((method) => method === 'look')).toHaveLength(2);
  expect(memory.pulls).toHaveLength(1);
  expect(writesIn((await world.run(desired)).calls)).toEqual([]);
});

test('a branch is not deleted if a person pushed since', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  const act = () => void push(world.memory, branch, inFolder({ 'hand.yaml': 'mine' }));
  world.races.push({ method: 'closePull', when: 'after', act });
  expect((await world.run(desired)).result.state).toBe('held');
  expect(world.memory.git.refs.has(branch)).toBe(true);
});

test('a pull request that is merged while we are about to close it is not marked as closed by us', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  world.races.push({
    method: 'look',
    when: 'before',
    act: () => {
      mergeByHand(world.memory, 1);
    },
  });
  expect((await world.run(desired)).result).toMatchObject({ state: 'created', pull: { number: 2 } });
  expect(pullOf(world.memory, 1)).toMatchObject({
    state: 'merged',
    body: expect.not.stringContaining('Closed by') as string,
  });
  expect(proposedNow(world)).toEqual([{ files: sixFiles, labels: ['fleet'] }]);
});

test('a branch is not deleted if a person changed the base of its pull request since', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  const act = () => {
    retarget(world.memory, 1, 'release');
  };
  world.races.push({ method: 'look', when: 'before', act });
  const { result, calls } = await world.run(desired);
  expect([result.state, writesIn(calls), pullOf(world.memory, 1).state]).toEqual(['held', [], 'open']);
});
