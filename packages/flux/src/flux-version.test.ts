import { isFluxFrom } from './flux-version';

test.each([
  ['2.9.3', '2.9.3', true],
  ['2.9.3', '2.9.2', false],
  ['2.9.3', 'v2.10.0', true],
  ['2.9', '2.9.0', true],
  ['2.9', '3.0.0', true],
  ['2.9', undefined, true],
  ['2.9', 'newest', true],
])('Flux from %s on: %s is %s', (wanted, version, isFrom) => {
  expect(isFluxFrom(wanted, version)).toBe(isFrom);
});
