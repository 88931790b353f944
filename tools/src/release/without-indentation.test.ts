import { withoutIndentation } from './without-indentation';

test('blanks at the beginning of lines go, but for those of a template', () => {
  const text = [
    'function f(x) {',
    '    return x',
    '        ? `a',
    '    b ${x',
    '            .map(g)}',
    '  c`',
    '        : "  d";',
    '}',
  ].join('\n');
  expect(withoutIndentation(text)).toBe(
    ['function f(x) {', 'return x', '? `a', '    b ${x', '.map(g)}', '  c`', ': "  d";', '}'].join('\n'),
  );
});
