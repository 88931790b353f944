import { isVersionRange } from './chart-version';

test.each(['1.x', '>=1.0 <2', '>= 1.0, < 2', '~1.2.3', '^1', '1.2 - 2.3', '1.x || 3.*', ' 1.2.3 ', '*'])(
  '"%s" is a range of versions',
  (text) => {
    expect(isVersionRange(text)).toBe(true);
  },
);

test.each(['', 'latest', '1.2.3.4', '>=', '1.x ||', '1 -', 'a1.2'])('"%s" is no range of versions', (text) => {
  expect(isVersionRange(text)).toBe(false);
});

// The time of a unit test is limited (tools/unit-environment.cjs).
test.each([' ', '1 ', '1,', '1||', '1-a.', '> '])('a long text of "%s" is no range, and takes no time', (part) => {
  expect(isVersionRange(`1${part.repeat(200_000)}!`)).toBe(false);
});
