import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { escapeUnread, printYaml, type Yaml } from './yaml';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'yes',
    'NO',
    'off',
    'y',
    'null',
    '~',
    '1:20',
    '0777',
    '1e5',
    'E0',
    'E-0',
    '.inf',
    '2001-01-01',
    '10m',
    './a/b',
    '-',
  ),
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', '#', ':', '-', '$', '{', '}', '"', "'", '\t') }),
);

const word = fc.stringMatching(/^(\.\/|https?:\/\/)?[a-zE_0-9]{1,3}([-./@_:][a-z0-9_]{1,3}){0,3}$/);

const value = fc.letrec<{ value: Yaml }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    word,
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0), // JSON has no -0
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
})).value;

test.each(['1.1', '1.2'] as const)('any value reads back as it was under YAML %s', (version) => {
  fc.assert(
    fc.property(value, (any) => {
      expect(parse(printYaml(any), { version, merge: false })).toEqual(any);
    }),
    { numRuns: 3000 },
  );
});

test('a text in quotes is printed as `yaml` prints it, but for what Go does not read', () => {
  const ascii = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
  fc.assert(
    fc.property(fc.oneof(ascii, text), (any) => {
      const printed = printYaml(any);
      const quoted = stringify(any, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0, blockQuote: false });
      expect([escapeUnread(quoted), `${any}\n`, printed.startsWith('|') ? printed : '']).toContain(printed);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  { sign: 'U+0085', text: 'a\u0085b', printed: '"a\\u0085b"\n' },
  { sign: 'U+2028', text: 'a\u2028b', printed: '"a\\u2028b"\n' },
  { sign: 'U+2029', text: 'a\u2029b', printed: '"a\\u2029b"\n' },
  { sign: 'U+007F', text: 'a\u007fb', printed: '"a\\u007fb"\n' },
  { sign: 'U+FEFF', text: '\ufeffb', printed: '"\\ufeffb"\n' },
  { sign: 'U+FFFF', text: 'a\uffff', printed: '"a\\uffff"\n' },
])('$sign is escaped, as a value and as a key', ({ text: one, printed }) => {
  expect(printYaml(one)).toBe(printed);
  expect(printYaml({ [one]: 1 })).toBe(`${printed.trimEnd()}: 1\n`);
});

test('a key that readers would not find the end of has a question mark before it', () => {
  const key = 'k'.repeat(1000);
  expect(printYaml({ [key]: { a: [1] }, b: { [key]: 'x' } })).toBe(
    `? ${key}\n:\n  a:\n    - 1\nb:\n  ? ${key}\n  : x\n`,
  );
});

test('an integer of 64 bits is printed with all its digits', () => {
  expect(printYaml({ a: 1234567890123456789n })).toBe('a: 1234567890123456789\n');
});
