import { parseJson } from './parse-json';
import { printJson } from './print-json';
import { throughFloats } from './through-floats';

const value = {
  big: 1234567890123456789n,
  list: [-9223372036854775808n, 9007199254740993n, 1.5, -1],
  text: 'as it is: 1234567890123456789, "9007199254740993" \\',
  'key: 1234567890123456789,': { none: null, yes: true },
};

test('integers of 64 bits are printed with all digits, and the rest as ever', () => {
  expect(printJson({ a: 9007199254740993n, b: ['x', 1] })).toBe('{"a":9007199254740993,"b":["x",1]}');
  expect(printJson({ a: [9007199254740993n] }, 1)).toBe('{\n "a": [\n  9007199254740993\n ]\n}');
  expect(printJson({ a: 'x', b: 1e21 })).toBe('{"a":"x","b":1e+21}');
});

test.each([undefined, 2])('what was printed is read back, with an indent of %s', (indent) => {
  expect(parseJson(printJson(value, indent))).toEqual(value);
});

test.each([
  { text: '[9007199254740991, -9007199254740991]', read: [9007199254740991, -9007199254740991] },
  { text: '[9223372036854775807, 9223372036854775808]', read: [9223372036854775807n, 2 ** 63] },
  { text: '[18446744073709551616]', read: [2 ** 64] },
  { text: '[1234567890123456789.5, 1234567890123456789e2]', read: [1234567890123456800, 123456789012345680000] },
  { text: '["1234567890123456789", 1]', read: ['1234567890123456789', 1] },
  { text: '[1]', read: [1] },
  { text: '["\\ud800x", 1234567890123456789]', read: ['\ud800x', 1234567890123456789n] },
])('$text is read as the API machinery reads it', ({ text, read }) => {
  expect(parseJson(text)).toEqual(read);
});

test('what is no JSON is refused, with large numbers too', () => {
  expect(() => parseJson('[1234567890123456789, }')).toThrow(SyntaxError);
  expect(() => parseJson('[')).toThrow(SyntaxError);
});

test('a float leaves its shortest digits of an integer, and other values stay the same object', () => {
  const large = { a: [1234567890123456789n, { b: 9007199254740993n }], c: -9223372036854775808n, d: 'x' };
  expect(throughFloats(large)).toEqual({
    a: [1234567890123456800n, { b: 9007199254740992n }],
    c: -(2 ** 63),
    d: 'x',
  });
  const small = { a: [1, { b: 1.5 }], c: null, d: 'x' };
  expect(throughFloats(small)).toBe(small);
});
