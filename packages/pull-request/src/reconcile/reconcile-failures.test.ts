import { sha } from '../forge/git-object';
import { desired } from '../testing/example-acme';
import { exampleWorld } from '../testing/example-world';

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
