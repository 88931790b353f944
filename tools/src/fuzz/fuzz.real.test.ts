import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { workspaceRoot } from '../workspace';
import { fuzzers } from './kinds';

const inputs: Readonly<Record<string, number>> = { specs: 25, trees: 4, kustomizations: 4, reviews: 25 };

const given = [process.env['SOVEREIGN_FLEET_HELM'], process.env['SOVEREIGN_FLEET_KUBECTL']];
const canRun = canFetchTools || !given.includes(undefined);

(canRun ? describe : describe.skip)('with the real programs (skipped where helm and kubectl cannot be had)', () => {
  test.each(fuzzers)('whatever is among $name, each has an answer, and the same one again', async ({ name, fuzz }) => {
    const { faults, inputs: count } = await fuzz({ inputs: inputs[name] ?? 0, seed: 1 });
    expect(faults).toEqual([]);
    expect(count).toBe(inputs[name]);
  });
});

test('an input without an end is told by its seed, and ends the run', () => {
  const script =
    "require('./tools/src/fuzz/watch-input').watchInputs('specs', 1).begin(812); " +
    'setTimeout(() => { for (;;); }, 500);';
  const args = ['--require', '@swc-node/register', '--eval', script];
  const { stderr, signal } = spawnSync(process.execPath, args, { cwd: workspaceRoot, encoding: 'utf8' });
  expect([stderr, signal]).toEqual(['specs: the inputs from seed 812 on had not ended after 1 s.\n', 'SIGKILL']);
});

test('a kind that has ended is not watched any more, however long the next one takes', () => {
  const script =
    "const watch = require('./tools/src/fuzz/watch-input').watchInputs('specs', 1); watch.begin(812); " +
    'watch.end().then(() => setTimeout(() => undefined, 3000));';
  const args = ['--require', '@swc-node/register', '--eval', script];
  const { stderr, status } = spawnSync(process.execPath, args, { cwd: workspaceRoot, encoding: 'utf8' });
  expect([stderr, status]).toEqual(['', 0]);
});

test('the command gives the inputs of a seed, and ends with 0 where all is well', () => {
  const args = ['--require', '@swc-node/register', join('tools', 'src', 'fuzz', 'main.ts'), 'specs', '--seed=5'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: workspaceRoot, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, 'specs: 1 input from seed 5 on\n']);
  expect(stdout).toMatch(/^specs: 1 input \(seed 5\) in \d+ s, the slowest \d+\.\d s \(seed 5\): 0 faults\n$/);
});
