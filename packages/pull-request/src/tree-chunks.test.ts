import { treeChunks } from './tree-chunks';

test('deletions go first, then what is written, each in the order of paths', () => {
  const chunks = treeChunks(new Map([['b', '2'], ['d', null], ['a', '1'], ['c', null]])); // prettier-ignore
  const file = { mode: '100644', type: 'blob' };
  expect(chunks).toEqual([
    [
      { path: 'c', ...file, sha: null },
      { path: 'd', ...file, sha: null },
      { path: 'a', ...file, content: '1' },
      { path: 'b', ...file, content: '2' },
    ],
  ]);
});

test.each([
  { what: 'nothing', files: 0, bytes: 0, sizes: [] },
  { what: 'a hundred', files: 100, bytes: 10, sizes: [100] },
  { what: 'one more', files: 101, bytes: 10, sizes: [100, 1] },
  { what: 'more than a mebibyte', files: 5, bytes: 400_000, sizes: [2, 2, 1] },
  { what: 'each of which is too large', files: 2, bytes: 2_000_000, sizes: [1, 1] },
])('$what of $files files makes requests of $sizes', ({ files, bytes, sizes }) => {
  const changes = new Map(Array.from({ length: files }, (_, index) => [`f${index}`, 'x'.repeat(bytes)] as const));
  expect(treeChunks(changes).map((chunk) => chunk.length)).toEqual(sizes);
});
