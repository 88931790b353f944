import { sha as shaOf } from '../forge/git-object';
import { treeChunks } from './tree-chunks';

test('tree chunks have deletions first, then writes, each in the order of paths', () => {
  const chunks = treeChunks(
    new Map([
      ['b', '2'],
      ['d', null],
      ['a', '1'],
      ['c', null],
    ]),
  );
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

test('an entry that the repository has already is sent by its Sha', () => {
  const sha = shaOf('1'.repeat(40));
  const entries = ['100755', '120000', '040000', '160000'].map((mode) => [mode, { mode, sha }] as const);
  expect(treeChunks(new Map(entries))[0]?.map(({ path, ...sent }) => [path, sent])).toEqual([
    ['040000', { mode: '040000', type: 'tree', sha }],
    ['100755', { mode: '100755', type: 'blob', sha }],
    ['120000', { mode: '120000', type: 'blob', sha }],
    ['160000', { mode: '160000', type: 'commit', sha }],
  ]);
});

test.each([
  { what: 'nothing', files: 0, bytes: 0, sizes: [] },
  { what: 'a hundred', files: 100, bytes: 10, sizes: [100] },
  { what: 'one more', files: 101, bytes: 10, sizes: [100, 1] },
  { what: 'more than a mebibyte', files: 5, bytes: 400_000, sizes: [2, 2, 1] },
  { what: 'each of which is too large', files: 2, bytes: 2_000_000, sizes: [1, 1] },
])('a tree of $files files ($what) is sent in requests of $sizes', ({ files, bytes, sizes }) => {
  const changes = new Map(Array.from({ length: files }, (_, index) => [`f${index}`, 'x'.repeat(bytes)] as const));
  expect(treeChunks(changes).map((chunk) => chunk.length)).toEqual(sizes);
});
