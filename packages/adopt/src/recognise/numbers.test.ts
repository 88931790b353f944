import { numbersOf } from './numbers';

test.each([
  { what: 'those of their files', files: ['kit/01-a.yaml', 'kit/06a-b.yaml'], numbers: ['01', '06a'] },
  { what: 'the next free ones', files: ['a.yaml', '01-b.yaml', undefined], numbers: ['02', '01', '03'] },
  { what: 'a letter for the second of a number', files: ['01-a.yaml', '01-b.yaml'], numbers: ['01', '01a'] },
  { what: 'no number of three digits', files: ['100-a.yaml'], numbers: ['01'] },
])('slots get $what', ({ files, numbers }) => {
  expect(numbersOf(files)).toEqual(numbers);
});
