import { filesOfSource, leftOutRule, missingPaths } from './source-files';

const files = new Map(
  [
    '.sourceignore',
    'README.md',
    'clusters/README.md',
    'clusters/acme.example.com/fsn1/kustomization.yaml',
    'clusters/acme.example.com/fsn1/secret.txt',
    'clusters/acme.example.com.au/fsn1/kustomization.yaml',
    'clusters/globex.example.com/fsn1/kustomization.yaml',
  ].map((path) => [path, path === '.sourceignore' ? '*.txt\n' : '']),
);

const acme = ['clusters/acme.example.com/fsn1/kustomization.yaml', 'clusters/acme.example.com/fsn1/secret.txt'];

// go-git: index.SkipUnless; source-controller: GitRepositoryReconciler.gitCheckout.
test.each([
  { what: 'a folder with its slash', paths: ['clusters/acme.example.com/'], left: acme },
  { what: 'a leading ./', paths: ['./clusters/acme.example.com/'], left: acme },
  {
    what: 'a folder without its slash, which begins another',
    paths: ['clusters/acme.example.com'],
    left: [...acme, 'clusters/acme.example.com.au/fsn1/kustomization.yaml'],
  },
  { what: 'a leading slash, by which no path begins', paths: ['/clusters/acme.example.com/'], left: [] },
  { what: 'a folder that is not there', paths: ['clusters/none/'], left: [] },
  {
    what: 'two folders',
    paths: ['clusters/acme.example.com/fsn1/kustomization', 'clusters/globex'],
    left: [acme[0], 'clusters/globex.example.com/fsn1/kustomization.yaml'],
  },
])('checked out by $what: what begins with it, and neither files above nor their .sourceignore', ({ paths, left }) => {
  expect([...filesOfSource(files, { paths }).keys()]).toEqual(left);
});

test('without a sparse checkout all is there but what is ignored', () => {
  expect([...filesOfSource(files, {}).keys()]).toEqual([...files.keys()].filter((path) => !path.endsWith('.txt')));
});

test('spec.ignore leaves out of what is checked out', () => {
  const isLeftOut = leftOutRule(files, { paths: ['clusters/acme.example.com/'], ignore: 'secret.txt' });
  expect([...files.keys()].filter((path) => !isLeftOut(path))).toEqual(acme.slice(0, 1));
});

test.each([
  { path: 'clusters/acme.example.com', isMissing: false },
  { path: './clusters/acme.example.com/fsn1/', isMissing: false },
  { path: 'clusters/acme', isMissing: true },
  { path: 'clusters/none', isMissing: true },
  { path: '/clusters/acme.example.com', isMissing: true },
  { path: '../fleet', isMissing: true },
])('after a checkout of $path, it is missing: $isMissing', ({ path, isMissing }) => {
  expect(missingPaths(files, [path])).toEqual(isMissing ? [path] : []);
});
