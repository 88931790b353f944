import { again, branch, changed, desired, folder, proposedNow } from '../testing/example-acme';
import { exampleDesired, sixFiles } from '../testing/example-desired';
import { inFolder, exampleWorld, writesIn } from '../testing/example-world';
import { commitToBase, filesAt, mergeByHand, openPulls } from '../testing/memory-people';
import { pullOf } from '../testing/memory-pulls';

const smaller = exampleDesired({ 'a.yaml': '1', 'b.yaml': '2', 'c.yaml': '3', 'new.yaml': '!' });

test('a Sovereign with nothing to propose takes no call', async () => {
  const { result, calls } = await exampleWorld(sixFiles).run(desired);
  expect({ state: result.state, calls }).toEqual({ state: 'unchanged', calls: [] });
});

test('a new Sovereign takes six calls, and the second run one', async () => {
  const world = exampleWorld();
  const { result, calls } = await world.run(desired);
  expect(calls).toEqual(['closedPulls', 'putTree', 'putCommit', 'createBranch', 'openPull', 'addLabels']);
  expect(result).toMatchObject({ state: 'created', pull: { number: 1 }, warnings: [] });
  expect(proposedNow(world)).toEqual([{ files: sixFiles, labels: ['fleet'] }]);
  const second = await world.run(desired);
  expect({ state: second.result.state, calls: second.calls }).toEqual({ state: 'open-current', calls: ['commit'] });
});

test('a changed Sovereign takes one call more, for the files to delete', async () => {
  const world = exampleWorld(sixFiles);
  const { result, calls } = await world.run(smaller);
  expect(calls).toEqual(['closedPulls', 'files', 'putTree', 'putCommit', 'createBranch', 'openPull', 'addLabels']);
  expect(result.plan?.files.map(({ path, after }) => [path, after])).toEqual([
    [`${folder}/d/e.yaml`, undefined],
    [`${folder}/d/f.yaml`, undefined],
    [`${folder}/g.yaml`, undefined],
    [`${folder}/new.yaml`, '!'],
  ]);
  expect(proposedNow(world)).toEqual([{ files: Object.fromEntries(smaller.files), labels: ['fleet'] }]);
});

test('an open pull request is updated by a commit on its head, in five calls and the listing', async () => {
  const world = exampleWorld(sixFiles);
  const before = (await world.run(changed)).result.head;
  const { result, calls } = await world.run(again);
  expect(calls).toEqual(['commit', 'files', 'putTree', 'putCommit', 'moveBranch']);
  expect(result).toMatchObject({ state: 'updated', pull: { number: 1 } });
  const head = result.head === undefined ? undefined : await world.forge.commit(result.head);
  expect(head?.parents).toEqual([before]);
  expect(writesIn((await world.run(again)).calls)).toEqual([]);
});

test.each([
  { path: 'fsn1/a.yaml', says: '1 file changes in 1 of 2 regions' },
  { path: 'shared/a.yaml', says: '1 file changes in all of its 2 regions' },
])('a change of $path says how much it is, with a review too, and the next run has nothing to write', async (row) => {
  const files = { 'fsn1/a.yaml': '1', 'fsn1/b.yaml': '1', 'hel1/a.yaml': '1', 'shared/a.yaml': '1' };
  const world = exampleWorld(files);
  const kit = { name: 'openova', makesVclusters: true, untyped: { objects: 0, fields: 0 } };
  const names = { name: 'acme', fqdn: 'acme.example.com' };
  const review = { ...names, kit, regions: [], standIns: [], findings: [], comparison: [] };
  const proposed = { ...exampleDesired({ ...files, [row.path]: '2' }), review };
  await world.run(proposed);
  const text = openPulls(world.memory)[0]?.body;
  expect(text).toContain(`\nUpdates the Sovereign \`acme\` in \`clusters/acme.example.com\`: ${row.says}.\n`);
  const { result, calls } = await world.run(proposed);
  expect([result.state, calls]).toEqual(['open-current', ['commit']]);
});

test('a base that moved elsewhere is no reason to write', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  commitToBase(world.memory, inFolder({ 'a.yaml': 'g2' }, 'globex'));
  expect(await world.run(changed)).toMatchObject({ result: { state: 'open-current' }, calls: ['commit'] });
});

test('a base that changed the folder is merged into the branch', async () => {
  const world = exampleWorld(sixFiles);
  const { head } = (await world.run(changed)).result;
  const base = commitToBase(world.memory, inFolder({ 'hand.yaml': 'x' }));
  const { result } = await world.run(changed);
  expect(result.state).toBe('updated');
  expect((await world.forge.commit(result.head ?? base)).parents).toEqual([head, base]);
  mergeByHand(world.memory, 1, 'merge');
  expect(filesAt(world.memory, world.memory.git.refs.get('main') ?? base, folder)).toEqual(
    Object.fromEntries(changed.files),
  );
});

test('a pull request with nothing left is closed, and the same content later opens another one', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  const { result, calls } = await world.run(desired);
  expect(result).toMatchObject({ state: 'closed-obsolete', pull: { number: 1 } });
  expect(calls).toEqual(['commit', 'look', 'closePull', 'deleteBranch']);
  expect(pullOf(world.memory, 1)).toMatchObject({ state: 'closed' });
  expect(await world.run(desired)).toMatchObject({ result: { state: 'unchanged' }, calls: [] });
  expect((await world.run(changed)).result).toMatchObject({ state: 'created', pull: { number: 2 } });
});

test.each(['merge', 'squash'] as const)('a branch that a merge (%s) left is cleaned', async (method) => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  mergeByHand(world.memory, 1, method);
  expect((await world.run(changed)).result.state).toBe('cleaned');
  expect(world.memory.git.refs.has(branch)).toBe(false);
});

test.each(['merge', 'squash'] as const)('new content goes on from a branch that a merge (%s) left', async (method) => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  mergeByHand(world.memory, 1, method);
  expect((await world.run(again)).result).toMatchObject({ state: 'created', pull: { number: 2 } });
  expect(proposedNow(world)).toEqual([{ files: Object.fromEntries(again.files), labels: ['fleet'] }]);
});

test('a merge that was reverted is proposed again', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  mergeByHand(world.memory, 1, 'merge');
  commitToBase(world.memory, inFolder({ 'a.yaml': '1' }));
  expect((await world.run(changed)).result).toMatchObject({ state: 'created', pull: { number: 2 } });
});
