import fc from 'fast-check';
import { readDocuments } from './documents';

const values = ['', ' a', ' 1.10', ' yes', ' a b', ' a: b', ' x:y', ' x:', ' a#b', ' # c', " 'q'", ' "q"', ' |', ' >-'];
const odd = [
  ' [a, b]',
  ' {a: b}',
  ' &x v',
  ' *x',
  ' !!str 1',
  ' -',
  ' - a',
  ' ?',
  ' %',
  '\ta',
  ' /p/q@1+2=3',
  ' a\u0085',
  ' @',
];

const line = fc
  .record({
    indent: fc.constantFrom('', '', '  ', '  ', '    ', '      ', ' ', '\t'),
    dash: fc.constantFrom('', '', '', '- ', '- - ', '? '),
    key: fc.constantFrom('a:', 'b:', 'c.d/e-f:', 'g', "'h':", '? i', '1:', '', 'j :', '---', '...', '<<:', '# k'),
    value: fc.constantFrom(...values, ...values, ...odd),
  })
  .map(({ indent, dash, key, value }) => `${indent}${dash}${key}${value}`);

describe('lines that are read in one step', () => {
  // Only where a line ends with a line feed alone is it read so: with CR LF, the same text goes the long way.
  test('give what they give character by character, or the same error', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', ''), (lines, last) => {
        const outcome = readDocuments(`${lines.join('\n')}${last}`);
        if (outcome.ok) read += 1;
        expect(outcome).toEqual(readDocuments(`${lines.join('\r\n')}${last === '' ? '' : '\r\n'}`));
      }),
      { numRuns: 3000, seed: 20 },
    );
    expect(read).toBeGreaterThan(200);
  });
});
