import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { greeting, parseOptions } from '@sovereign-fleet/github';
import { compileExample, exampleKit } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';
import { codeSpans, readPage, section } from './pages';

const readme = readPage('README.md');

test('the README has the two commands for a first minute, each on a line of its own', () => {
  expect(readme).toContain('```sh\nnpm ci && npx nx g sovereign demo --regions=fsn1,nbg1\n```');
  expect(readme).toContain('```sh\nnpm ci && npm test\n```');
});

test('the README says five things to do next, with one command each', () => {
  const next = section('README.md', '## Five things to do next');
  expect(next.match(/^\d\. /gm)).toEqual(['1. ', '2. ', '3. ', '4. ', '5. ']);
  expect(next.match(/^ {3}```sh\n {3}[^\n]+\n {3}```$/gm)).toHaveLength(5);
});

test('each folder that the README explains exists', () => {
  const part = section('README.md', '## Where everything else is');
  const folders = [...part.matchAll(/^\| `([a-z-]+)\/`/gm)].map(([, folder = '']) => folder);
  expect(folders.length).toBeGreaterThan(4);
  expect(folders.filter((folder) => !existsSync(join(workspaceRoot, folder)))).toEqual([]);
});

test('the picture of the tree in the README has every file of a region and of the kit', () => {
  const regions = [{ key: 'fsn1', provider: 'hetzner', role: 'primary' }] as const;
  const tree = [...compileExample({ fqdn: 'demo.fleet.example.com', environment: 'prod', regions }).keys()];
  const [, picture = ''] = /```\n(gitops-out\/[^]*?)```/.exec(readme) ?? [];
  const names = tree.map((path) => path.split('/').at(-1) ?? '');
  expect(names).toHaveLength(exampleKit().slots.length + 9);
  expect(names.filter((name) => !picture.includes(name))).toEqual([]);
});

test.each(['README.md', 'docs/pull-requests.md'])(
  'the GitHub of %s starts as it says, and is where the page looks for it',
  (page) => {
    const text = readPage(page);
    const [, args = ''] = /^ *npm run github -- (.*)$/m.exec(text) ?? [];
    const options = parseOptions(args.split(' '));
    const url = `http://127.0.0.1:${options?.port}`;
    const where = { url, web: `${url}/${options?.owner}/${options?.repo}`, folder: options?.repository ?? '' };
    expect(text).toMatch(/two `export` lines/);
    expect(greeting({ ...where, token: 't' }).match(/^export /gm)).toHaveLength(2);
    const elsewhere = readPage('docs/pull-requests.md');
    expect(elsewhere).toContain(`${where.web}/pulls`);
    expect(elsewhere).toContain(`git -C ${where.folder} log`);
  },
);

test('change.md sends people to many places', () => {
  expect(codeSpans('docs/change.md').filter((code) => code.includes('/')).length).toBeGreaterThan(20);
});
