import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { watchMemory } from './memory-limit';
import { runProgram } from './program';
import { withinAllowance } from './render-allowance';
import { node, nodeScript, reasonOf, sleeping } from '../testing/node-script';

test('where the system does not keep to a limit, the size of a program is watched', async () => {
  const text = 'const all = []; setInterval(() => all.push(Buffer.alloc(2e7, 1)), 20)';
  const child = spawn(node, ['-e', text], { stdio: 'ignore' });
  watchMemory(child, 300, () => child.kill('SIGKILL'));
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
});

test('a program that hangs is stopped, and so is one whose child holds its output open', async () => {
  const parent =
    'require("node:child_process").spawn(process.execPath, ["-e", ' +
    `${JSON.stringify('setTimeout(() => undefined, 5000)')}], { stdio: "inherit" }); ${sleeping}`;
  const started = Date.now();
  const reason = 'node did not end within 1 seconds and was stopped';
  expect(await reasonOf(nodeScript(sleeping, { timeoutSeconds: 1 }))).toBe(reason);
  expect(await reasonOf(nodeScript(parent, { timeoutSeconds: 1 }))).toBe(reason);
  expect(Date.now() - started).toBeLessThan(4500);
});

test('a program that writes without end is stopped', async () => {
  const text = 'setInterval(() => process.stdout.write("x".repeat(100000)), 1)';
  expect(await reasonOf(nodeScript(text, { outputLimitMiB: 1 }))).toBe('node wrote more than 1 MiB and was stopped');
});

test('the programs of one render may write so much in all, and those of another one as much', async () => {
  const call = nodeScript('process.stdout.write("x".repeat(60 * 1024 * 1024))');
  const writeAll = async () => {
    const reasons: string[] = [];
    for (let turn = 0; turn < 7; turn += 1) {
      const ran = await runProgram(call);
      reasons.push(ran.ok ? 'written' : ran.reason);
    }
    return reasons;
  };
  const full = 'the programs of this render wrote more than 256 MiB in all, so node was not started';
  const expected = [...Array.from({ length: 5 }, () => 'written'), full, full];
  expect(await Promise.all([withinAllowance(60, writeAll), withinAllowance(60, writeAll)])).toEqual([
    expected,
    expected,
  ]);
});

test('the programs of one render may take so long in all, those that wait for a turn as well', async () => {
  const calls = Array.from({ length: 3 * availableParallelism() }, () => nodeScript(sleeping));
  const started = Date.now();
  const reasons = await withinAllowance(1, () => Promise.all(calls.map(reasonOf)));
  expect(Date.now() - started).toBeLessThan(8000);
  expect(new Set(reasons)).toEqual(
    new Set([
      'node did not end within 1 seconds and was stopped',
      'the render took longer than it may in all, so node was not started',
    ]),
  );
});
