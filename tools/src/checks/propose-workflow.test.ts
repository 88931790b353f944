import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkflow, registryToken } from './workflow';
import { workspaceRoot } from '../workspace';

const { on, jobs, concurrency } = readWorkflow('propose.yaml');
const steps = Object.values(jobs).flatMap((one) => one.steps);

test('the propose workflow runs after a merge and every hour, never for a pull request', () => {
  expect(Object.keys(on)).toEqual(['push', 'schedule', 'workflow_dispatch']);
  expect(on.push?.branches).toEqual(['main']);
});

test('no job of the propose workflow runs for another branch, whoever dispatches it there', () => {
  expect(Object.values(jobs).map((one) => one.if)).toEqual(["github.ref == 'refs/heads/main'"]);
});

test('the propose workflow has one run at a time, and none is cancelled', () => {
  expect(concurrency).toEqual({ group: 'propose', 'cancel-in-progress': false });
});

test("the App's key is in one step of a job with its own environment, and no job may write to this repository", () => {
  const withSecret = steps.filter((step) => JSON.stringify(step).includes('secrets.'));
  expect(withSecret.map(({ run, env }) => run?.includes('npm run --silent propose') === true || env)).toEqual([
    registryToken,
    true,
  ]);
  expect(Object.values(jobs).map(({ environment, permissions }) => [environment, permissions])).toEqual([
    ['fleet', { contents: 'read', packages: 'read' }],
  ]);
});

test('the propose workflow sets the variables that the command reads', () => {
  const read = readFileSync(join(workspaceRoot, 'packages/pull-request/src/github/credentials.ts'), 'utf8');
  const [, prefix = ''] = /const prefix = '(\w+)'/.exec(read) ?? [];
  const set = steps.flatMap(({ env = {} }) => Object.keys(env)).filter((name) => name.startsWith(prefix));
  expect(set).toHaveLength(2);
  expect(set.filter((name) => !read.includes(`'${name.slice(prefix.length)}'`))).toEqual([]);
});

test('every npm script and file that a command of the propose workflow names exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const text = steps.map(({ run = '' }) => run).join('\n');
  const named = [...text.matchAll(/\bnpm run --silent (\S+)/g)].map(([, name]) => name ?? '');
  expect(named).toEqual(['propose']);
  const script = /\S+\.ts$/.exec(scripts['propose'] ?? '')?.[0] ?? 'no script';
  expect(existsSync(join(workspaceRoot, script))).toBe(true);
});
