import { desired } from '../testing/example-acme';
import { exampleWorld } from '../testing/example-world';
import { pullOf } from '../testing/memory-pulls';

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
