import { splitText, wholeUse } from './substitutes';

test.each([
  { text: 'plain', literals: ['plain'], uses: [] },
  { text: 'costs $$5', literals: ['costs $5'], uses: [] },
  { text: '${X}', literals: ['', ''], uses: [{ name: 'X' }] },
  { text: 'a-${X}.${Y}', literals: ['a-', '.', ''], uses: [{ name: 'X' }, { name: 'Y' }] },
  { text: '${X:=a b}', literals: ['', ''], uses: [{ name: 'X', fallback: 'a b' }] },
  { text: '${X:-}', literals: ['', ''], uses: [{ name: 'X', fallback: '' }] },
  { text: '${X=a}', literals: ['', ''], uses: [{ name: 'X', fallback: 'a' }] },
  { text: '${X^^}', literals: ['', ''], uses: [{ name: 'X', other: '${X^^}' }] },
  { text: '${X:=${Y}}!', literals: ['', '!'], uses: [{ name: 'X', other: '${X:=${Y}}' }] },
  { text: '$X and $(Y)', literals: ['$X and $(Y)'], uses: [] },
])('$text is split as Flux reads it', ({ text, literals, uses }) => {
  expect(splitText(text)).toEqual({ literals, uses });
});

test.each([
  { text: '${X}', whole: 'X' },
  { text: ' ${X}', whole: undefined },
  { text: '${X}${Y}', whole: undefined },
])('$text is one substitute alone: $whole', ({ text, whole }) => {
  expect(wholeUse(splitText(text))?.name).toBe(whole);
});
