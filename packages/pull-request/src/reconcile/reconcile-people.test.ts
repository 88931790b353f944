import { again, branch, changed, desired, proposedNow } from '../testing/example-acme';
import { sixFiles } from '../testing/example-desired';
import { inFolder, exampleWorld, writesIn } from '../testing/example-world';
import { amend, closeByHand, commitToBase, push, retarget, updateBranch } from '../testing/memory-people';
import { pullOf } from '../testing/memory-pulls';

test('a commit of a person holds the branch, and --take-over goes on from it', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  const commit = push(world.memory, branch, inFolder({ 'hand.yaml': 'mine' }));
  const held = await world.run(again);
  expect(held.result).toMatchObject({
    state: 'held',
    reason: `commit ${commit} on fleet/acme is not ours. Merge it, or append to it with --take-over.`,
  });
  expect(writesIn(held.calls)).toEqual([]);
  const { result } = await world.run(again, { takeOver: true });
  expect(result).toMatchObject({
    state: 'updated',
    reason: `taken over: it goes on from commit ${commit}, which is not ours`,
  });
  expect((await world.forge.commit(result.head ?? commit)).parents).toContain(commit);
});

test('an amended commit is a person’s, and stays even if nothing is left to propose', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  const commit = amend(world.memory, branch, inFolder({ 'a.yaml': 'mine' }));
  expect((await world.run(changed)).result.state).toBe('held');
  expect((await world.run(desired, { takeOver: true })).result).toMatchObject({
    state: 'held',
    reason:
      `commit ${commit} on fleet/acme is not ours, and nothing is left to propose. Close the pull request or ` +
      `delete the branch.`,
  });
});

test('a branch stays ours after the button "Update branch", once and twice', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  for (const text of ['g2', 'g3']) {
    commitToBase(world.memory, inFolder({ 'a.yaml': text }, 'globex'));
    updateBranch(world.memory, 1);
    expect((await world.run(changed)).result.state).toBe('open-current');
  }
  // The head, what it merged and each of its bases; the base of today is known already.
  expect((await world.run(changed)).calls).toEqual([
    'commit',
    'commit',
    'commit',
    'isInBase',
    'commit',
    'listing',
    'listing',
  ]);
  commitToBase(world.memory, inFolder({ 'a.yaml': 'g4' }, 'globex'));
  const older = await world.run(changed); // the merged base is no longer the newest one
  expect(older.result.state).toBe('open-current');
  expect((await world.run(again)).result.state).toBe('updated');
});

test('a merge with a person’s change in it is a person’s', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  push(world.memory, branch, inFolder({ 'hand.yaml': 'mine' }));
  commitToBase(world.memory, inFolder({ 'a.yaml': 'g2' }, 'globex'));
  updateBranch(world.memory, 1);
  expect((await world.run(changed)).result.state).toBe('held');
});

test('what a person closed is not proposed again, its next content is, and --reopen opens another one', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  closeByHand(world.memory, 1);
  const { result, calls } = await world.run(changed);
  expect(result).toMatchObject({
    state: 'declined',
    reason: 'pull request #1 with the same content was closed. Propose it again with --reopen.',
    pull: { number: 1 },
  });
  expect(writesIn(calls)).toEqual([]);
  expect((await world.run(again)).result).toMatchObject({ state: 'created', pull: { number: 2 } });
  closeByHand(world.memory, 2);
  world.memory.git.refs.delete(branch);
  expect((await world.run(again)).result.state).toBe('declined');
  expect((await world.run(again, { reopen: true })).result).toMatchObject({ state: 'created', pull: { number: 3 } });
});

test('a label that a person took off stays off', async () => {
  const world = exampleWorld();
  await world.run(desired, { labels: ['fleet', 'prod'] });
  pullOf(world.memory, 1).labels.delete('prod');
  const second = await world.run(desired, { labels: ['fleet', 'prod'] });
  expect(second).toMatchObject({ result: { state: 'open-current' }, calls: ['commit', 'labelsEverOn'] });
  expect((await world.run(desired, { labels: ['fleet', 'prod', 'new'] })).result.state).toBe('repaired');
  expect(proposedNow(world)[0]?.labels).toEqual(['fleet', 'new']);
});

test('a pull request that a person moved to another base is held, and so is its branch', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  retarget(world.memory, 1, 'release');
  for (const wanted of [changed, again, desired]) {
    const { result, calls } = await world.run(wanted);
    expect(result).toMatchObject({ state: 'held', pull: { number: 1 } });
    expect(calls).toEqual([]);
  }
  retarget(world.memory, 1, 'main');
  expect((await world.run(again)).result).toMatchObject({ state: 'updated', pull: { number: 1 } });
});
