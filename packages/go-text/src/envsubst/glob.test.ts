import fc from 'fast-check';
import { matchingPrefixes } from './glob';

test('a long text takes no more than one way through it for each star', () => {
  const text = 'ab/'.repeat(10_000);
  expect(matchingPrefixes('*a*b*x', text)).toEqual([]);
  expect(matchingPrefixes('*a*b*/', text)).toHaveLength(10_000);
});

test('a text of ASCII and one that goes on with another character have the same prefixes', () => {
  const piece = fc.constantFrom('a', 'b', '/', '*', '?', '[ab]', '[^a]', '\\*', '[', '\\');
  const pattern = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 8 });
  fc.assert(
    fc.property(pattern, text, (glob, ascii) => {
      const others = matchingPrefixes(glob, `${ascii}\u00c3`).filter((length) => length <= ascii.length);
      expect(new Set(matchingPrefixes(glob, ascii))).toEqual(new Set(others));
    }),
    { numRuns: 1000 },
  );
});
