import { bareNameOf } from './bare-names';

test.each([
  { name: 'given', bare: 'participle' },
  { name: 'placed', bare: 'participle' },
  ...['done', 'gone', 'lost', 'met', 'struck', 'broken', 'chosen', 'meant', 'brought'].map((name) => ({
    name,
    bare: 'participle',
  })),
  ...['at', 'from', 'of', 'on', 'before'].map((name) => ({ name, bare: 'preposition' })),
  { name: 'placedVcluster', bare: undefined },
  { name: 'fromFile', bare: undefined },
  { name: 'proceed', bare: undefined },
  { name: 'need', bare: undefined },
  { name: 'read', bare: undefined },
  { name: 'render', bare: undefined },
])('what the name "$name" is: $bare', ({ name, bare }) => {
  expect(bareNameOf(name)).toBe(bare);
});

test('a participle with a reason is allowed', () => {
  expect(bareNameOf('sorted', { sorted: 'as in the standard library' })).toBeUndefined();
});
