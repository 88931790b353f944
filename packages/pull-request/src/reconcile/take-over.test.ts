import type { Sha } from '../forge/git-object';
import { again, branch, changed, desired, folder } from '../testing/example-acme';
import { exampleDesired, sixFiles } from '../testing/example-desired';
import { inFolder, exampleWorld, type World, writesIn } from '../testing/example-world';
import { filesBelow } from '../testing/memory-git';
import { closeByHand, commitToBase, filesAt, mergeByHand, push } from '../testing/memory-people';

const third = exampleDesired({ ...sixFiles, 'a.yaml': 'third' });
const takeOver = { takeOver: true };

/** A repository with a pull request of ours, upon which a person committed this. */
async function withCommit(files: Readonly<Record<string, string | null>>) {
  const world = exampleWorld(sixFiles);
  commitToBase(world.memory, { 'docs/a.md': 'a', 'docs/old/b.md': 'b', 'docs/old/c.md': 'c' });
  await world.run(changed);
  return { world, commit: push(world.memory, branch, files) };
}

/** Every file of a commit, by path. */
function allFilesAt({ memory: { git } }: World, commit: Sha | undefined): Readonly<Record<string, string>> {
  const tree = git.commits.get(commit ?? ('' as Sha))?.tree ?? ('' as Sha); // none is there
  return Object.fromEntries([...filesBelow(git, tree)].map(([path, { sha }]) => [path, git.blobs.get(sha) ?? '']));
}

function refOf({ memory }: World, name: string): Sha | undefined {
  return memory.git.refs.get(name);
}

test('a take-over reports a person’s changes to our files before it replaces them', async () => {
  const { world } = await withCommit(inFolder({ 'a.yaml': 'mine', 'hand.yaml': 'mine too', 'b.yaml': null }));
  const { result } = await world.run(again, takeOver);
  const replaced = result.plan?.replaced?.map(({ path, before, after }) => {
    return [path, before === undefined ? undefined : world.memory.git.blobs.get(before), after];
  });
  expect(replaced).toEqual([
    [`${folder}/hand.yaml`, 'mine too', undefined],
    [`${folder}/a.yaml`, 'mine', 'another'],
    [`${folder}/b.yaml`, undefined, '2'],
  ]);
  expect(filesAt(world.memory, result.head ?? ('' as Sha), folder)).toEqual(Object.fromEntries(again.files));
});

test('a take-over without a commit of ours below reports all that differs', async () => {
  const world = exampleWorld(sixFiles);
  push(world.memory, branch, inFolder({ 'hand.yaml': 'mine' }));
  const { result } = await world.run(changed, takeOver);
  expect(result.plan?.replaced?.map(({ path }) => path)).toEqual([`${folder}/hand.yaml`, `${folder}/a.yaml`]);
});

test('a take-over does not report our own changes as a person’s', async () => {
  const { world } = await withCommit(inFolder({ 'hand.yaml': 'mine' }));
  push(world.memory, branch, inFolder({ 'd/e.yaml': 'mine' }));
  const { result } = await world.run(again, takeOver);
  expect(result.plan?.replaced?.map(({ path }) => path)).toEqual([`${folder}/hand.yaml`, `${folder}/d/e.yaml`]);
});

test('a branch with only our commits has nothing to report as replaced', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  expect((await world.run(again, takeOver)).result.plan?.replaced).toBeUndefined();
});

const outside = {
  'docs/new.md': 'mine',
  'docs/a.md': 'mine',
  'docs/old/b.md': null,
  'docs/old/c.md': null,
  'top/x/y.md': 'mine',
  'clusters/globex.example.com/b.yaml': 'mine',
};

test('a person’s changes outside the folder stay, now and in later runs, while the base goes on', async () => {
  const { world } = await withCommit(outside);
  commitToBase(world.memory, { 'docs/theirs.md': 'theirs', 'README.md': 'Words' });
  const { result } = await world.run(again, takeOver);
  const rest = {
    'README.md': 'Words',
    'clusters/globex.example.com/a.yaml': 'g',
    'clusters/globex.example.com/b.yaml': 'mine',
    'docs/a.md': 'mine',
    'docs/new.md': 'mine',
    'docs/theirs.md': 'theirs',
    'top/x/y.md': 'mine',
  };
  expect(allFilesAt(world, result.head)).toEqual({ ...rest, ...inFolder(Object.fromEntries(again.files)) });
  expect(writesIn((await world.run(again)).calls)).toEqual([]);

  commitToBase(world.memory, inFolder({ 'a.yaml': 'by hand' }));
  commitToBase(world.memory, { 'docs/theirs.md': 'again' });
  const next = (await world.run(third)).result;
  expect(next.state).toBe('updated');
  const after = { ...rest, 'docs/theirs.md': 'again', ...inFolder(Object.fromEntries(third.files)) };
  expect(allFilesAt(world, next.head)).toEqual(after);
  mergeByHand(world.memory, 1);
  expect(allFilesAt(world, refOf(world, 'main'))).toEqual(after);
});

test('a whole folder that a person deleted stays deleted', async () => {
  const { world } = await withCommit({ 'docs/old/b.md': null, 'docs/old/c.md': null });
  const { head } = (await world.run(again, takeOver)).result;
  expect(Object.keys(allFilesAt(world, head)).filter((path) => path.startsWith('docs/'))).toEqual(['docs/a.md']);
});

test.each([
  { what: 'a file', mine: { 'docs/a.md': 'mine' }, theirs: { 'docs/a.md': 'theirs' }, paths: 'docs/a.md' },
  {
    what: 'a file in the place of clusters',
    mine: { 'clusters/globex.example.com/a.yaml': null, ...inFolder(allGone()), clusters: 'mine' },
    theirs: {},
    paths: 'clusters',
  },
  {
    what: 'more than are named',
    mine: Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`n${index}`, 'mine'])),
    theirs: Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`n${index}`, 'theirs'])),
    paths: 'n0, n1, n2, n3, n4 and 2 more',
  },
])('a path that both sides changed is for a person to settle: $what', async ({ mine, theirs, paths }) => {
  const { world } = await withCommit(mine);
  commitToBase(world.memory, theirs);
  const { result, calls } = await world.run(again, takeOver);
  expect([result.state, result.reason, writesIn(calls)]).toEqual([
    'held',
    `fleet/acme and the base branch have both changed ${paths}, each in its own way. Merge the base branch ` +
      `into fleet/acme, and run it with --take-over.`,
    [],
  ]);
});

function allGone(): Readonly<Record<string, null>> {
  return Object.fromEntries(Object.keys(sixFiles).map((path) => [path, null]));
}

test('a branch that was taken over is held, not deleted, if nothing is left to propose', async () => {
  const { world, commit } = await withCommit(inFolder({ 'hand.yaml': 'mine' }));
  await world.run(again, takeOver);
  const { result, calls } = await world.run(desired);
  expect([result.state, result.reason, writesIn(calls)]).toEqual([
    'held',
    `fleet/acme goes on from commit ${commit}, which is not ours, and nothing is left to propose. Close the ` +
      `pull request or delete the branch.`,
    [],
  ]);
});

test('a branch that was taken over is deleted after a merge took all of it in', async () => {
  const { world } = await withCommit(outside);
  await world.run(again, takeOver);
  mergeByHand(world.memory, 1);
  expect((await world.run(again)).result.state).toBe('cleaned');
});

test('a branch that was taken over and closed is kept for what only it has', async () => {
  const { world } = await withCommit({ 'docs/new.md': 'mine' });
  await world.run(again, takeOver);
  closeByHand(world.memory, 1);
  expect((await world.run(desired)).result.state).toBe('held');
  expect(refOf(world, branch)).toBeDefined();
});

test('new content after a merge goes on as ours alone', async () => {
  const { world } = await withCommit(outside);
  await world.run(again, takeOver);
  mergeByHand(world.memory, 1);
  const { result } = await world.run(third);
  expect(result).toMatchObject({ state: 'created', pull: { number: 2 } });
  expect((await world.forge.commit(result.head ?? ('' as Sha))).message).not.toContain('Fleet-Taken-Over');
});
