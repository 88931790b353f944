import { readValue } from './read-value';

const read = (typed: string, args: readonly string[], isText = false) => {
  const value = readValue(typed, { isText, args });
  return value.ok ? value.value : value.issues[0]?.problem;
};

test.each<{ typed: string; args: readonly string[]; isText?: boolean; value: unknown }>([
  { typed: '1400', args: ['1400'], value: 1400 },
  { typed: 'true', args: ['true'], value: true },
  { typed: '["a",1]', args: ['["a",1]'], value: ['a', 1] },
  { typed: '{"a":1}', args: ['{"a":1}'], value: { a: 1 } },
  { typed: '"1400"', args: ['"1400"'], value: '1400' },
  { typed: 'debug', args: ['debug'], value: 'debug' },
  { typed: '', args: [''], value: '' },
  { typed: '1400', args: ['1400'], isText: true, value: '1400' },
  // Nx hands 1.1 over.
  { typed: '1.1', args: ['acme', '1.10'], isText: true, value: '1.10' },
  { typed: '1.1', args: ['acme', '--value=1.10'], isText: true, value: '1.10' },
  { typed: '1', args: ['acme', '0x1'], isText: true, value: '0x1' },
  { typed: '1.1', args: [], isText: true, value: '1.1' },
])('$typed of $args is $value (as a text: $isText)', ({ typed, args, isText, value }) => {
  expect(read(typed, args, isText)).toEqual(value);
});
