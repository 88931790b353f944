import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkflow, registryToken } from './workflow';
import { workspaceRoot } from '../workspace';

const { on, jobs, concurrency } = readWorkflow('propose.yaml');
const steps = Object.values(jobs).flatMap((one) => one.steps);

test('it runs after a merge and again by the clock, never for what is only proposed here', () => {
  expect(Object.keys(on)).toEqual(['push', 'schedule', 'workflow_dispatch']);
  expect(on.push?.branches).toEqual(['main']);
});

test('one run at a time, and none is ended half-way', () => {
  expect(concurrency).toEqual({ group: 'propose', 'cancel-in-progress': false });
});

test("the App's key is in one step of a job in an environment of its own, and no job may write here", () => {
  const withSecret = steps.filter((step) => JSON.stringify(step).includes('secrets.'));
  expect(withSecret.map(({ run, env }) => run?.includes('npm run --silent propose') === true || env)).toEqual([
    registryToken,
    true,
  ]);
  expect(Object.values(jobs).map(({ environment, permissions }) => [environment, permissions])).toEqual([
    ['fleet', { contents: 'read', packages: 'read' }],
  ]);
});

test('the variables that it sets are those that are read', () => {
  const read = readFileSync(join(workspaceRoot, 'packages/pull-request/src/github/credentials.ts'), 'utf8');
  const [, prefix = ''] = /const prefix = '(\w+)'/.exec(read) ?? [];
  const set = steps.flatMap(({ env = {} }) => Object.keys(env)).filter((name) => name.startsWith(prefix));
  expect(set).toHaveLength(2);
  expect(set.filter((name) => !read.includes(`'${name.slice(prefix.length)}'`))).toEqual([]);
});

test('every npm script and file that a command names is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const text = steps.map(({ run = '' }) => run).join('\n');
  const named = [...text.matchAll(/\bnpm run --silent (\S+)/g)].map(([, name]) => name ?? '');
  expect(named).toEqual(['propose']);
  const script = /\S+\.ts$/.exec(scripts['propose'] ?? '')?.[0] ?? 'no script';
  expect(existsSync(join(workspaceRoot, script))).toBe(true);
});
