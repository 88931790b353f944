import { addAll } from './add-all';

test('a list grows by more items than a call can have arguments', () => {
  const many = Array.from({ length: 200_000 }, (_, at) => at);
  const list: number[] = [-1];
  addAll(list, many);
  expect([list.length, list.at(-1)]).toEqual([200_001, 199_999]);
});
