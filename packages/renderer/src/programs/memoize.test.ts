import { memoize } from './memoize';

const asked = (limits: Parameters<typeof memoize<string, string>>[2]) => {
  const worked: string[] = [];
  const work = (input: string) => {
    worked.push(input);
    return Promise.resolve(input);
  };
  return { worked, ask: memoize(String, work, limits) };
};

test('an answer is worked out once, also for who asks meanwhile', async () => {
  const { worked, ask } = asked({});
  await Promise.all([ask('a'), ask('a')]);
  await ask('a');
  expect(worked).toEqual(['a']);
});

test('what was not asked for longest is forgotten', async () => {
  const { worked, ask } = asked({ most: 2 });
  for (const input of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(input);
  expect(worked).toEqual(['a', 'b', 'c', 'b']);
});

test('what may not be kept is given to who asks meanwhile, and then forgotten', async () => {
  const { worked, ask } = asked({ isKept: (_input, answer) => answer.length < 3 });
  await Promise.all([ask('large'), ask('large'), ask('a')]);
  for (const input of ['a', 'large']) await ask(input);
  expect(worked).toEqual(['large', 'a', 'large']);
});
