import { canonicalQuantity, isSmallerQuantity } from './quantity';

// What apimachinery's resource.Quantity writes of each.
test.each([
  ['0', '0'],
  ['0.0Gi', '0'],
  ['1', '1'],
  ['+1', '+1'],
  ['0.5', '500m'],
  ['1.5', '1500m'],
  ['1.500', '1.500'],
  ['0.500', '500m'],
  ['1000m', '1'],
  ['1500000', '1500k'],
  ['1500Mi', '1500Mi'],
  ['1024Mi', '1Gi'],
  ['1.5Gi', '1536Mi'],
  ['0.5Ki', '512'],
  ['1.0001Ki', '1024102400u'],
  ['8Gi', '8Gi'],
  ['2048', '2048'],
  ['1000', '1k'],
  ['1073741824', '1073741824'],
  ['1e3', '1e3'],
  ['1E9', '1E9'],
  ['12e8', '1200e6'],
  ['1e2', '100'],
  ['2E', '2E'],
  ['0.1n', '1n'],
  ['-0.5', '-500m'],
  ['.5', '500m'],
  ['1.', '1.'],
])('the size %s is written as %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
});

test.each(['', 'much', '1 Gi', '1Gb', '1e', '--1', '1.5.5', 'Gi', '1Ki5', '.'])('%j is no size', (text) => {
  expect(canonicalQuantity(text)).toBeUndefined();
});

test.each([
  ['1Gi', '1G', false],
  ['1G', '1Gi', true],
  ['1024Mi', '1Gi', false],
  ['1.5Gi', '1537Mi', true],
  ['5e8', '1G', true],
  ['-1', '0', true],
  ['1', '1e99999999', true],
  ['1e-99999999', '1', true],
  ['1e99999999', '2e99999999', false],
  ['a size', '1Gi', false],
  ['1Gi', '', false],
])('%s is smaller than %s: %s', (text, than, is) => {
  expect(isSmallerQuantity(text, than)).toBe(is);
});

test.each([
  ['1e-99999999', '1e-9'],
  ['-1e-99999999', '-1e-9'],
  ['1e99999999999999999999', undefined],
  [`1e${'9'.repeat(400)}`, undefined],
])('a power of ten that nobody can work out ends: %s is written %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
});
