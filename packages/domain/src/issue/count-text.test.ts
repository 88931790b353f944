import { countText } from './count-text';

test('one is singular, and nothing is plural', () => {
  expect([0, 1, 2].map((count) => countText(count, 'slot'))).toEqual(['0 slots', '1 slot', '2 slots']);
});
