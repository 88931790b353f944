import { pathsByFolder } from './paths-by-folder';

test.each([
  { paths: [], is: [] },
  { paths: ['a/one.ts'], is: ['a/one.ts'] },
  { paths: ['a/one.ts', 'b/x', 'a/two.ts'], is: ['a/{one.ts,two.ts}', 'b/x'] },
  { paths: ['one.ts', 'two.ts'], is: ['{one.ts,two.ts}'] },
  { paths: ['a/one,1.ts', 'a/two.ts', 'a/b/three.ts'], is: ['a/two.ts', 'a/one,1.ts', 'a/b/three.ts'] },
])('the paths $paths stand in $is', ({ paths, is }) => {
  expect(pathsByFolder(paths)).toEqual(is);
});
