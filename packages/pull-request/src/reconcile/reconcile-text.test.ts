import { again, changed, desired, proposedNow } from '../testing/example-acme';
import { sixFiles } from '../testing/example-desired';
import { exampleWorld, writesIn } from '../testing/example-world';
import { pullOf } from '../testing/memory-pulls';

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
