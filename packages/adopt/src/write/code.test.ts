import { runInNewContext } from 'node:vm';
import { dropped, textOf, useOf } from '../model/expression';
import { codeOf } from './code';

test.each([
  { of: 'it\'s "so"\n', code: `'it\\'s "so"\\n'` },
  { of: ['a', 1, true], code: "['a', 1, true]" },
  { of: { a: 1, 'b-c': 2, __proto: 3, gone: undefined }, code: "{ a: 1, 'b-c': 2, __proto: 3 }" },
  { of: {}, code: '{}' },
  { of: useOf('X'), code: "use('X')" },
  { of: dropped, code: 'drop()' },
  { of: textOf(['a`', '\\${', ''], ['X', 'Y']), code: "text`a\\`${'X'}\\\\\\${${'Y'}`" },
])('$code is what is written', ({ of, code }) => {
  expect(codeOf(of)).toBe(code);
});

test('what is written of a text is read back as it was', () => {
  const odd = 'a`b${c}\\d\n"\'\u2028';
  const text = (literals: readonly string[], ...names: readonly string[]) => ({ literals: [...literals], names });
  const code = codeOf(textOf([odd, ''], ['X']));
  expect(runInNewContext(code, { text })).toEqual({ literals: [odd, ''], names: ['X'] });
  expect(runInNewContext(codeOf(odd))).toBe(odd);
});
