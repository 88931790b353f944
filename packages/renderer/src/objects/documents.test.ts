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
  // The fast way is for lines that end with a line feed alone. The same text with CR LF is read by character.
  test('lines read in one step give the same documents or error as character by character', () => {
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
