import { emitYaml } from './emit';
import { parseYaml } from './parse';

test.each([
  { text: '1234567890123456789', value: 1234567890123456789n },
  { text: '-9007199254740993', value: -9007199254740993n },
  { text: '9007199254740991', value: 9007199254740991 },
  { text: '-9223372036854775808', value: -9223372036854775808n },
  { text: '9223372036854775808', value: 2 ** 63 },
  { text: '18446744073709551615', value: 2 ** 64 },
  { text: '99999999999999999999', value: 1e20 },
  { text: '0x7fffffffffffffff', value: 9223372036854775807n },
  { text: '0777777777777777777777', value: 9223372036854775807n },
  { text: '0o755', value: 493 },
  { text: '1_234_567_890_123_456_789', value: 1234567890123456789n },
  { text: '1e18', value: 1000000000000000000n },
  { text: '1.2345678901234567e18', value: 1234567890123456800n },
  { text: '1e19', value: 1e19 },
  { text: '1.5e300', value: 1.5e300 },
  { text: '-0', value: 0 },
  { text: '-0.0', value: -0 },
])('$text is read with the digits that Go keeps', ({ text, value }) => {
  expect(parseYaml(`a: ${text}`, 'v3')).toEqual({ a: value });
  expect(parseYaml(`a: ${text}`, 'v2')).toEqual({ a: value });
});

test.each([
  { value: 1234567890123456789n, text: '1234567890123456789' },
  { value: 2 ** 60, text: '1152921504606847000' },
  { value: 1e19, text: '10000000000000000000' },
  { value: 2 ** 64, text: '1.8446744073709552e+19' },
  { value: -0, text: '0' },
])('$value is printed as $text', ({ value, text }) => {
  expect(emitYaml({ a: value })).toBe(`a: ${text}\n`);
});

test.each([
  { text: '1234e10', value: '1.234e+13' },
  { text: '12345678901234567890', value: '12345678901234567890' },
  { text: '1.10', value: '1.1' },
  { text: '0755', value: '493' },
  { text: '1.0', value: '1' },
  { text: 'yes', value: 'true' },
  { text: '2026-01-02', value: '2026-01-02' },
  { text: '"007"', value: '007' },
])('$text in a field that is a text is $value', ({ text, value }) => {
  expect(parseYaml(`a: ${text}`, 'v2 as text')).toEqual({ a: value });
});
