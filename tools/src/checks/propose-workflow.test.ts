import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsOfShell, readWorkflow, registryToken } from './workflow';
import { workspaceRoot } from '../workspace';

const { on, jobs, concurrency } = readWorkflow('.github/workflows/propose.yaml');
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
  expect(withSecret.map(({ run, env }) => run?.includes('npx --no sovereign-fleet propose') === true || env)).toEqual([
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

test('every command that a step of the propose workflow names exists', () => {
  expect(commandsOfShell(steps.map(({ run = '' }) => run).join('\n'))).toEqual(['propose']);
});
