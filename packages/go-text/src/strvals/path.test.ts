import { readPath } from './path';

test.each([
  { text: 'a', path: ['a'] },
  { text: 'a.b.c', path: ['a', 'b', 'c'] },
  { text: 'a\\.b.c', path: ['a.b', 'c'] },
  { text: 'a[2].b', path: ['a', 2, 'b'] },
  { text: 'a[0][1]', path: ['a', 0, 1] },
  { text: 'a\\[0\\]', path: ['a[0]'] },
  { text: '__proto__.a', path: ['__proto__', 'a'] },
])('$text leads by $path', ({ text, path }) => {
  expect(readPath(text)).toEqual({ ok: true, value: path });
});

test.each([
  { text: '', reason: '"" is not one path' },
  { text: 'a=b', reason: '"a=b" is not one path' },
  { text: 'a=b,c', reason: '"a=b,c" is not one path' },
  { text: 'a,b', reason: 'key "a" has no value (cannot end with ,)' },
  { text: 'a[', reason: '"a[" is not one path' },
  { text: 'a[x]', reason: 'error parsing index: strconv.Atoi: parsing "x": invalid syntax' },
  { text: 'a..b', reason: 'key map "a" has no value' },
])('"$text" is refused', ({ text, reason }) => {
  expect(readPath(text)).toEqual({ ok: false, reason });
});
