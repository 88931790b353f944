import { isWhole } from './patch-target';

test('a pattern that takes other engines for ever is told at once', () => {
  expect(isWhole('(a+)+b', 'a'.repeat(250))).toBe(false);
  expect(isWhole('(.*)*x', 'a'.repeat(250))).toBe(false);
});

test.each([
  [undefined, 'web', true],
  ['', 'web', true],
  ['web', 'web', true],
  ['we', 'web', false],
  ['we.', 'web', true],
  ['^web|api$', 'api', true],
  ['(', 'web', true],
])('the pattern %p is that of the whole text %p: %p', (pattern, text, is) => {
  expect(isWhole(pattern, text)).toBe(is);
});
