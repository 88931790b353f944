import { fieldPath } from './field-path';

test('every way to a value reads differently', () => {
  expect(
    [
      ['a', 'b'],
      ['a.b'],
      ['a', 0],
      ['a', '0'],
      ['a', { name: '0' }],
      ['a', { name: 'x]' }],
      ['a', { order: 'by name' } as const],
      ['a', 'order'],
    ].map(fieldPath),
  ).toEqual(['a.b', '["a.b"]', 'a[0]', 'a["0"]', 'a[name=0]', 'a[name="x]"]', 'a[order]', 'a.order']);
});
