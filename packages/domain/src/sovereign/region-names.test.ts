import { parseRegionNames } from './region-names';

test('regions that are named in words keep the order of their names', () => {
  expect(parseRegionNames(['nbg1', 'aws:eu-central-1', 'fsn1'])).toEqual({
    locations: [
      { provider: 'hetzner', key: 'nbg1' },
      { provider: 'aws', key: 'eu-central-1' },
      { provider: 'hetzner', key: 'fsn1' },
    ],
    refused: [],
  });
});

test.each([
  { what: 'that no provider has', names: ['fsn1', 'fsn9'], code: 'unknown-value' },
  { what: 'that was named before', names: ['fsn1', 'hetzner:fsn1'], code: 'taken' },
])('a region $what is refused beside those that are known', ({ names, code }) => {
  const { locations, refused } = parseRegionNames(names);
  expect(locations).toEqual([{ provider: 'hetzner', key: 'fsn1' }]);
  expect(refused).toMatchObject([{ name: names[1], refusal: { code } }]);
});
