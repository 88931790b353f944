import { ForgeError } from '../forge/forge-error';
import { sha } from '../forge/git-object';
import { exampleBranch, exampleDesired, sixFiles } from '../testing/example-desired';
import { inFolder, exampleWorld, writesIn } from '../testing/example-world';
import {
  amend,
  closeByHand,
  commitToBase,
  filesAt,
  mergeByHand,
  openPulls,
  push,
  retarget,
  updateBranch,
} from '../testing/memory-people';
import { open, pullOf } from '../testing/memory-pulls';

const folder = 'clusters/acme.example.com';
const branch = exampleBranch('acme');
const desired = exampleDesired();
const changed = exampleDesired({ ...sixFiles, 'a.yaml': 'other' });
const again = exampleDesired({ ...sixFiles, 'a.yaml': 'another' });
const smaller = exampleDesired({ 'a.yaml': '1', 'b.yaml': '2', 'c.yaml': '3', 'new.yaml': '!' });

/** What is open for acme, with its files and labels. */
function proposedNow({ memory }: ReturnType<typeof exampleWorld>) {
  return openPulls(memory).map(({ head, labels }) => ({ files: filesAt(memory, head, folder), labels: [...labels] }));
}

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
  const review = { name: 'acme', fqdn: 'acme.example.com', regions: [], standIns: [], findings: [], comparison: [] };
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

test('text and a title that people wrote are kept', async () => {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  const pull = pullOf(world.memory, 1);
  pull.body = `Before\r\n${pull.body.replaceAll('\n', '\r\n')}\r\nAfter`;
  pull.title = 'Ours, please read';
  expect((await world.run(changed)).result.state).toBe('open-current');
  expect((await world.run(again, { campaign: 'k8s-1-35' })).result.state).toBe('updated');
  expect(pull.title).toBe('Ours, please read');
  expect(pull.body).toMatch(/^Before\n<!-- sovereign-fleet: proposal [^]*Campaign: `k8s-1-35`[^]*end -->\nAfter$/);
  pull.body = 'All mine';
  expect((await world.run(again)).result.state).toBe('repaired');
  expect(pull.body).toMatch(/^All mine\n\n<!-- sovereign-fleet: proposal /);
  expect(writesIn((await world.run(again)).calls)).toEqual([]);
});

/** A pull request of ours with a long text by a person, and without our block. */
async function withLongText(length: number) {
  const world = exampleWorld(sixFiles);
  await world.run(changed);
  const pull = pullOf(world.memory, 1);
  pull.body = 'x'.repeat(length);
  return { world, pull };
}

test.each([
  { length: 60_000, says: '**Not reviewed.**' },
  { length: 63_500, says: '**Not reviewed.**' },
  {
    length: 64_900,
    says:
      'Updates the Sovereign `acme` in `clusters/acme.example.com`: 1 file changes in all of its 2 regions. ' +
      'The rest has no room here.',
  },
])('a person’s text of $length characters leaves room for: $says', async ({ length, says }) => {
  const { world, pull } = await withLongText(length);
  expect((await world.run(changed)).result).toMatchObject({ state: 'repaired', warnings: [] });
  expect(pull.body).toContain(says);
  expect(pull.body.startsWith('x'.repeat(length))).toBe(true);
  expect(pull.body.length).toBeLessThanOrEqual(65_536);
  expect(await world.run(changed)).toMatchObject({ result: { state: 'open-current' }, calls: ['commit'] });
});

const noRoom = 'the text of pull request #1 leaves no room for ours: it has 65500 characters, and GitHub takes 65536';

test('a pull request whose text has no room for ours is updated all the same, with a warning', async () => {
  const { world, pull } = await withLongText(65_500);
  const current = await world.run(changed);
  expect(current.result).toMatchObject({ state: 'open-current', warnings: [`${noRoom}. Shorten it.`] });
  const { result } = await world.run(again);
  expect(result).toMatchObject({ state: 'updated', warnings: [`${noRoom}. Shorten it.`] });
  expect(proposedNow(world)).toEqual([{ files: Object.fromEntries(again.files), labels: ['fleet'] }]);
  expect(pull.body).toBe('x'.repeat(65_500));
});

test('a pull request is not closed if there is no room for our mark', async () => {
  const { world } = await withLongText(65_500);
  const { result, calls } = await world.run(desired);
  expect([result.state, result.reason, writesIn(calls)]).toEqual([
    'held',
    `nothing is left to propose, and ${noRoom}. Shorten it, or close the pull request.`,
    [],
  ]);
  const short = await withLongText(65_300);
  expect((await short.world.run(desired)).result.state).toBe('closed-obsolete');
  expect(short.pull.body.length).toBeLessThanOrEqual(65_536);
  expect((await short.world.run(changed)).result).toMatchObject({ state: 'created', pull: { number: 2 } });
});

const reviewers = { users: ['octocat'], teams: ['platform'] };

function askedOn({ memory }: ReturnType<typeof exampleWorld>) {
  return [...pullOf(memory, 1).reviewers.users, ...pullOf(memory, 1).reviewers.teams];
}

test('reviewers are asked once, and no call asks about them as long as they are', async () => {
  const world = exampleWorld();
  expect((await world.run(desired, { reviewers })).result).toMatchObject({ state: 'created', warnings: [] });
  expect(askedOn(world)).toEqual(['octocat', 'platform']);
  expect((await world.run(desired, { reviewers })).calls).toEqual(['commit']);
});

test('a reviewer who gave a review, or whom a person dropped, is not asked again', async () => {
  const world = exampleWorld();
  await world.run(desired, { reviewers });
  pullOf(world.memory, 1).reviewers.users.clear();
  const { result, calls } = await world.run(desired, { reviewers });
  expect([result.state, calls]).toEqual(['open-current', ['commit', 'reviewersEverOn']]);
  const more = { users: ['octocat', 'ada'], teams: ['platform'] };
  expect((await world.run(desired, { reviewers: more })).result.state).toBe('repaired');
  expect(askedOn(world)).toEqual(['ada', 'platform']);
});

test('reviewers of a pull request whose answer was lost are asked by the run that finds it', async () => {
  const world = exampleWorld();
  const lost = { at: 4, when: 'after', code: 'limit' } as const; // which ends the run
  const first = await world.run(desired, { reviewers }, lost);
  expect([first.result.state, askedOn(world)]).toEqual(['deferred', []]);
  const { result } = await world.run(desired, { reviewers });
  expect([result.state, askedOn(world)]).toEqual(['repaired', ['octocat', 'platform']]);
});

test('a refusal of reviewers is a warning, and the next run asks them again', async () => {
  const world = exampleWorld();
  const fault = { at: 6, when: 'before', code: 'refused' } as const;
  const { result } = await world.run(desired, { reviewers }, fault);
  expect(result).toMatchObject({ state: 'created', warnings: ['requestReviewers: made-up refused'] });
  expect((await world.run(desired, { reviewers })).result).toMatchObject({ state: 'repaired', warnings: [] });
  expect(askedOn(world)).toEqual(['octocat', 'platform']);
});

test.each([
  {
    code: 'authentication',
    reason: 'putTree: made-up authentication. Give a token that is valid, or the key of an app.',
  },
  {
    code: 'permission',
    reason: 'putTree: made-up permission. Give the token this permission on the fleet repository.',
  },
  {
    code: 'not-found',
    reason:
      'putTree: made-up not-found. Check the names of the repository and the base branch; it looks like this ' +
      'too where a permission is missing.',
  },
  {
    code: 'refused',
    reason:
      'putTree: made-up refused. Read what the fleet repository says of it; a rule of a branch may be in the way.',
  },
] as const)('a failure says what to do: $code', async ({ code, reason }) => {
  const { result } = await exampleWorld().run(desired, {}, { at: 1, when: 'before', code });
  expect(result).toMatchObject({ state: 'failed', reason, error: { code } });
});

test('a limit defers a Sovereign', async () => {
  const { result } = await exampleWorld().run(desired, {}, { at: 1, when: 'before', code: 'limit' });
  expect(result).toMatchObject({
    state: 'deferred',
    reason: 'putTree: made-up limit. Run it again later: it goes on where it stopped.',
  });
});

test('an answer that never comes is a failure in the end, and no pull request is opened blindly', async () => {
  const { result, calls } = await exampleWorld().run(desired, {}, { at: 4, when: 'after', code: 'unreachable' });
  expect(result.state).toBe('created');
  expect(calls.filter((method) => method === 'openPull')).toHaveLength(1);
  const first = await exampleWorld().run(desired, {}, { at: 0, when: 'before', code: 'unreachable' });
  expect(first.result).toMatchObject({
    state: 'failed',
    reason: 'closedPulls: made-up unreachable. Check the connection and run it again: what was done is found and kept.',
  });
});

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

test('a tree that is not the one computed is never committed', async () => {
  const world = exampleWorld();
  const other = world.memory.git.refs.get('main') ?? sha('0'.repeat(40));
  world.forge.putTree = () => Promise.resolve(other);
  const { result, calls } = await world.run(desired);
  expect(result.reason).toMatch(
    /^put the files into the base: the tree \w{40} came of it, and \w{40} was computed: nothing was committed\. Read/,
  );
  expect(calls).not.toContain('putCommit');
});
