import { steadyWords } from './steady-words';

const warning = (name: string) => `level=INFO msg="warning: skipped value for web.${name}: Not a table."`;

test.each([
  { words: 'merging from generator &{0xc00012c460 0xc000f7}', steady: 'merging from generator &{0x… 0xc000f7}' },
  {
    words: [warning('text'), warning('list'), 'Error: b', 'a'].join('\n'),
    steady: [warning('list'), warning('text'), 'Error: b', 'a'].join('\n'),
  },
  { words: ['z', warning('a'), 'b', 'a'].join('\n'), steady: ['z', warning('a'), 'b', 'a'].join('\n') },
  { words: '', steady: '' },
])('$words reads the same in each run', ({ words, steady }) => {
  expect(steadyWords(words)).toBe(steady);
});
