import { filesOfSource } from './source-files';
import { ignoreRule, withoutIgnored } from './source-ignore';

test.each([
  { line: 'a.yaml', path: 'x/a.yaml', ignored: true },
  { line: 'a.yaml', path: 'x/aayaml', ignored: false },
  { line: 'a', path: 'x/a/b/c.yaml', ignored: true },
  { line: 'a/', path: 'x/a/c.yaml', ignored: true },
  { line: 'a/', path: 'x/a', ignored: false },
  { line: '/a', path: 'a/c.yaml', ignored: true },
  { line: '/a', path: 'x/a', ignored: false },
  { line: 'x/a', path: 'y/x/a', ignored: false },
  { line: 'x/*.yaml', path: 'x/a.yaml', ignored: true },
  { line: 'x/*.yaml', path: 'x/y/a.yaml', ignored: false },
  { line: '**/y/a.yaml', path: 'y/a.yaml', ignored: true },
  { line: '**/y/a.yaml', path: 'x/z/y/a.yaml', ignored: true },
  { line: 'x/**', path: 'x/y/a.yaml', ignored: true },
  { line: 'x/**', path: 'x', ignored: false },
  { line: 'x/**/a.yaml', path: 'x/a.yaml', ignored: true },
  { line: 'x/**/a.yaml', path: 'x/y/z/a.yaml', ignored: true },
  { line: '/*', path: 'x/a', ignored: true },
  { line: 'a?.yaml  ', path: 'ab.yaml', ignored: true },
  { line: '[a-c].yaml', path: 'b.yaml', ignored: true },
  { line: '[^a-c].yaml', path: 'b.yaml', ignored: false },
  { line: '\\*.yaml', path: 'a.yaml', ignored: false },
  { line: '\\*.yaml', path: '*.yaml', ignored: true },
  { line: '[a.yaml', path: 'a.yaml', ignored: false },
  { line: '#a.yaml', path: '#a.yaml', ignored: false },
  { line: '[z-a].yaml', path: 'b.yaml', ignored: false },
  { line: '[a-].yaml', path: 'a.yaml', ignored: false },
  { line: '[\\]x].yaml', path: '].yaml', ignored: true },
  { line: 'a*b*c.yaml', path: 'aXbYbZc.yaml', ignored: true },
  { line: '/', path: 'a/b.yaml', ignored: false },
  { line: 'a/**/', path: 'a/b.yaml', ignored: true },
  { line: '/**/a/**/b/**/c.yaml', path: 'x/a/a/y/b/b/c.yaml', ignored: true },
])('the line "$line" ignores $path: $ignored', ({ line, path, ignored }) => {
  expect(ignoreRule(new Map(), `${line}\n# the list of its own counts no more\nzz`)(path)).toBe(ignored);
});

const kept = (files: Readonly<Record<string, string>>, ignore?: string) => [
  ...filesOfSource(new Map(Object.entries(files)), { ignore }).keys(),
];

test('files that Flux ignores by default are ignored until spec.ignore replaces its list', () => {
  const files = { 'a.png': '', '.github/x.yaml': '', 'x/.sops.yaml': '', 'x/.gitignore': '', 'x/a.yaml': '' };
  expect(kept(files)).toEqual(['x/a.yaml']);
  expect(kept(files, '/nothing')).toEqual(['a.png', '.github/x.yaml', 'x/.sops.yaml', 'x/a.yaml']);
  expect(kept({ ...files, '.sourceignore': '*.png' })).not.toContain('a.png');
});

test('a .sourceignore holds for its folder, an inner one wins over it, and spec.ignore wins over both', () => {
  const files = {
    'x/y/.sourceignore': '!a.yaml\n/b.yaml\n',
    'x/.sourceignore': 'a.yaml\n',
    'a.yaml': '',
    'x/a.yaml': '',
    'x/b.yaml': '',
    'x/y/a.yaml': '',
    'x/y/b.yaml': '',
  };
  const own = ['x/y/.sourceignore', 'x/.sourceignore'];
  expect(kept(files)).toEqual([...own, 'a.yaml', 'x/b.yaml', 'x/y/a.yaml']);
  expect(kept(files, '/x/y/a.yaml\n!/x/a.yaml')).toEqual([...own, 'a.yaml', 'x/a.yaml', 'x/b.yaml']);
});

test('a list may ignore everything but one folder, as the documentation of Flux shows', () => {
  expect(kept({ 'a.yaml': '', 'deploy/x/b.yaml': '', 'src/c.yaml': '' }, '/*\n!/deploy\n')).toEqual([
    'deploy/x/b.yaml',
  ]);
});

test('a .sourceignore in an ignored folder has no effect', () => {
  expect(kept({ '.sourceignore': '/x', 'x/.sourceignore': '!*', 'x/a.yaml': '' })).toEqual(['.sourceignore']);
});

test('a pattern of many stars costs no more than a look at each character for each sign', () => {
  const name = `${'a'.repeat(5000)}b`;
  const files = new Map(Array.from({ length: 4 }, (_, at) => [`${'a/'.repeat(200)}${at}${name}`, '']));
  const lines = [`${'*a'.repeat(500)}c`, `${'**/a/'.repeat(100)}c`, `${'*'.repeat(5000)}c`];
  const start = performance.now();
  expect(filesOfSource(files, { ignore: lines.join('\n') }).size).toBe(4);
  expect(performance.now() - start).toBeLessThan(5000);
});

test('what is passed on of the same tree is found once', () => {
  const files = new Map([
    ['a.png', ''],
    ['b.yaml', ''],
  ]);
  const left = withoutIgnored(files);
  expect([...left.keys()]).toEqual(['b.yaml']);
  expect(withoutIgnored(files)).toBe(left);
});
