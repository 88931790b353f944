import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkflow } from './workflow';
import { workspaceRoot } from '../workspace';

const { on, jobs, concurrency } = readWorkflow('.github/workflows/test.yaml');
const steps = Object.values(jobs).flatMap((one) => one.steps);
const commands = steps.flatMap(({ run }) => run ?? []);
const { scripts } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

test('the test workflow runs for every pull request and every push to main', () => {
  expect(on).toEqual({ pull_request: null, push: { branches: ['main'] } });
  expect(concurrency).toEqual({ group: 'test-${{ github.ref }}', 'cancel-in-progress': true });
});

test('no job of the test workflow has a secret or may write', () => {
  expect(JSON.stringify(jobs)).not.toContain('secrets.');
  expect(Object.values(jobs).map(({ permissions }) => permissions)).toEqual([undefined, undefined]);
});

test('the test workflow runs every check of package.json and the tests', () => {
  const checks = Object.keys(scripts).filter((name) => name.startsWith('check:'));
  expect(checks).toContain('check:sync');
  const run = commands.flatMap((command) => /^npm run (check:\S+)$/.exec(command)?.[1] ?? []);
  expect(run.sort()).toEqual(checks.sort());
  expect(commands).toContain('npm test');
});

test('.ci/run and the test workflow run the same checks', () => {
  const local = [
    ...readFileSync(join(workspaceRoot, '.ci/run'), 'utf8').matchAll(/\bnpm run (?:--silent )?(check:\w+|house)/g),
  ].map(([, name]) => name);
  const remote = [...commands.join('\n').matchAll(/\bnpm run (?:--silent )?(check:\w+|house)/g)].map(
    ([, name]) => name,
  );
  expect(remote.sort()).toEqual([...new Set(local)].sort());
});

test('.ci/run and the test workflow check the limits of the house', () => {
  expect(readFileSync(join(workspaceRoot, '.ci/run'), 'utf8')).toContain('\ncheck npm run --silent house\n');
  expect(commands).toContain('npm run house');
});

test('.ci/run and the test workflow install the programs of one list', () => {
  const local = readFileSync(join(workspaceRoot, '.ci/run'), 'utf8');
  expect(local).toContain('\nfor program in chromium $(<.ci/programs); do install "$program"; done\n');
  expect(commands.filter((command) => command.includes('apt-get'))).toEqual([
    'sudo apt-get update --quiet && sudo apt-get install --quiet --yes $(cat .ci/programs)',
  ]);
});

test('a check that fails fails its job and does not stop the other checks', () => {
  const checks = jobs['check']?.steps.filter(({ run }) => run?.includes('check:')) ?? [];
  expect(checks.map((one) => one.if)).toEqual(checks.map(() => '${{ !cancelled() }}'));
  expect(steps.filter((one) => one['continue-on-error'] !== undefined)).toEqual([]);
});
