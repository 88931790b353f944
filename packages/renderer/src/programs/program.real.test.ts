import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram } from './program';
import { node, nodeScript, reasonOf, sleeping } from '../testing/node-script';

test('the output of a program is returned as text, and what it wrote to stderr beside it', async () => {
  const call = nodeScript('process.stderr.write("a warning"); process.stdout.write("größer")');
  expect(await runProgram(call)).toEqual({ ok: true, value: { stdout: 'größer', words: 'a warning' } });
});

test('a program reads its input to the end', async () => {
  const input = 'line\n'.repeat(200_000);
  expect(await runProgram(nodeScript('process.stdin.pipe(process.stdout)', { input }))).toEqual({
    ok: true,
    value: { stdout: input, words: '' },
  });
});

test('a program that ends without reading its input is judged by its exit code', async () => {
  const input = 'x'.repeat(8 * 1024 * 1024);
  expect(await runProgram(nodeScript('process.exit(0)', { input }))).toEqual({
    ok: true,
    value: { stdout: '', words: '' },
  });
});

test('the arguments of a program are not interpreted by a shell', async () => {
  const call = nodeScript('process.stdout.write(process.argv[1])', {});
  const args = [...call.args, '$(id); `id` && "x"'];
  expect(await runProgram({ ...call, args })).toEqual({ ok: true, value: { stdout: '$(id); `id` && "x"', words: '' } });
});

test('a program gets the environment of the call, and nothing of ours', async () => {
  const text = 'process.stdout.write(JSON.stringify([process.env.HOME, process.env.ONE]))';
  expect(await runProgram(nodeScript(text, { env: { ONE: '1' } }))).toEqual({
    ok: true,
    value: { stdout: '[null,"1"]', words: '' },
  });
});

test.each([
  { text: 'console.error("  why it failed\\n"); process.exit(1)', reason: 'why it failed' },
  { text: 'process.exit(7)', reason: 'node ended with exit code 7 and said nothing' },
  { text: 'process.kill(process.pid, "SIGKILL")', reason: 'node was ended by SIGKILL' },
  {
    text: 'process.stderr.write("half a", () => process.kill(process.pid, "SIGTERM"))',
    reason: 'node was ended by SIGTERM: half a',
  },
])('a program that fails is reported in its own words: $reason', async ({ text, reason }) => {
  expect(await reasonOf(nodeScript(text))).toBe(reason);
});

test('the words of a program are given whole, to be cut after what is secret in them is hidden', async () => {
  const reason = await reasonOf(nodeScript('process.stderr.write("x".repeat(100000)); process.exitCode = 1'));
  expect(reason).toBe('x'.repeat(100000));
});

/** A program that starts another, which writes its process id and waits. */
const parentOf = (how: string, then: string): string =>
  `const sleep = ["-e", "setTimeout(() => undefined, 60000)"];
   const child = require("node:child_process").spawn(process.execPath, sleep, ${how});
   process.stdout.write(String(child.pid), () => { ${then} });`;

const isRunning = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

test.each([
  { what: 'ends well', then: 'process.exit(0)' },
  { what: 'fails', then: 'process.exit(1)' },
  { what: 'is stopped', then: 'process.stdout.write("x".repeat(3e6))' },
])('what a program started ends with it when it $what', async ({ then }) => {
  const file = join(mkdtempSync(join(tmpdir(), 'program-')), 'pid');
  const text = `require("node:fs").writeFileSync(process.argv[1], "");${parentOf('{ stdio: "inherit" }', then)}
    require("node:fs").writeFileSync(process.argv[1], String(child.pid));`;
  const call = nodeScript(text, { outputLimitMiB: 1 });
  const started = Date.now();
  await runProgram({ ...call, args: [...call.args, file] });
  expect(await waitFor(() => (isRunning(Number(readFileSync(file, 'utf8'))) ? NaN : 1))).toBe(1);
  expect(Date.now() - started).toBeLessThan(5000);
});

test('a program that ends well is not waited for when what it started has left its group', async () => {
  const text = parentOf('{ stdio: "inherit", detached: true }', 'process.exit(0)');
  const started = Date.now();
  const outcome = await runProgram(nodeScript(text));
  const pid = outcome.ok ? Number(outcome.value.stdout) : 0;
  expect(isRunning(pid)).toBe(true);
  process.kill(pid, 'SIGKILL');
  expect(Date.now() - started).toBeLessThan(5000);
});

test('a signal that ends us ends the programs that run, with all that they started', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  const file = JSON.stringify(join(folder, 'pid'));
  const child = `require("node:fs").writeFileSync(${file}, String(process.pid)); ${sleeping}`;
  const text = `
    const { runProgram } = require(${JSON.stringify(join(__dirname, 'program.ts'))});
    void runProgram({ program: process.execPath, args: ["-e", ${JSON.stringify(child)}], timeoutSeconds: 60 });`;
  const ours = spawn(node, ['--require', '@swc-node/register', '-e', text], { cwd: __dirname, stdio: 'ignore' });
  const ended = once(ours, 'exit');
  const pid = await waitFor(() => Number(readFileSync(join(folder, 'pid'), 'utf8') || NaN));
  ours.kill('SIGTERM');
  expect(await ended).toEqual([null, 'SIGTERM']);
  expect(await waitFor(() => (isRunning(pid) ? NaN : 1))).toBe(1);
});

/** Asks again and again, for ten seconds at most, until there is a number. */
async function waitFor(ask: () => number): Promise<number> {
  for (let left = 500; left > 0; left -= 1) {
    const answer = existing(ask);
    if (!Number.isNaN(answer)) return answer;
    await sleep(20);
  }
  return NaN;
}

function existing(ask: () => number): number {
  try {
    return ask();
  } catch {
    return NaN; // the file is not there yet
  }
}

test.each([
  { call: { program: '/none/helm', args: [] }, reason: '/none/helm cannot be started: spawn /none/helm ENOENT' },
  {
    call: { program: node, args: [], cwd: '/none' },
    reason: `${node} cannot be started in /none: spawn ${node} ENOENT`,
  },
])('a program that cannot be started is named: $reason', async ({ call, reason }) => {
  expect(await reasonOf({ ...call, timeoutSeconds: 60 })).toBe(reason);
});

test('an argument that no program can have is reported, not thrown', async () => {
  expect(await reasonOf({ program: node, args: ['\0'], timeoutSeconds: 60 })).toMatch(/cannot be started: /);
});

test('no more programs run at once than there are cores', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  const text = `
    const { mkdirSync, readdirSync, rmdirSync } = require("node:fs");
    const mine = process.argv[1] + "/" + process.pid;
    mkdirSync(mine);
    setTimeout(() => { process.stdout.write(String(readdirSync(process.argv[1]).length)); rmdirSync(mine); }, 50);`;
  const calls = Array.from({ length: 2 * availableParallelism() + 1 }, () => {
    const call = nodeScript(text);
    return runProgram({ ...call, args: [...call.args, folder] });
  });
  const counts = (await Promise.all(calls)).map((outcome) => (outcome.ok ? Number(outcome.value.stdout) : Infinity));
  rmSync(folder, { recursive: true });
  expect(Math.max(...counts)).toBeLessThanOrEqual(availableParallelism());
});

test.each([
  { what: 'an exit code', call: nodeScript('process.exit(1)'), code: 'program-failed', remedy: undefined },
  {
    what: 'too much output',
    call: nodeScript('process.stdout.write("x".repeat(3e6))', { outputLimitMiB: 1 }),
    code: 'too-much-output',
  },
  {
    what: 'a missing program',
    call: { ...nodeScript(''), program: '/none/helm' },
    code: 'program-missing',
    remedy: 'Install it, or name one that runs here in SOVEREIGN_FLEET_HELM or SOVEREIGN_FLEET_KUBECTL',
  },
  {
    what: 'a program that may not be run',
    call: { ...nodeScript(''), program: __filename },
    code: 'program-missing',
    remedy: 'Install it, or name one that runs here in SOVEREIGN_FLEET_HELM or SOVEREIGN_FLEET_KUBECTL',
  },
  { what: 'an argument with a NUL', call: { ...nodeScript(''), args: ['\0'] }, code: 'program-not-started' },
  {
    what: 'an argument that is longer than the system takes',
    call: { ...nodeScript(''), args: ['x'.repeat(4 * 1024 * 1024)] },
    code: 'program-not-started',
  },
  {
    what: 'a signal',
    call: nodeScript('process.kill(process.pid, "SIGKILL")'),
    code: 'program-ended',
    remedy: 'Run it again where it has enough memory and nobody ends it',
  },
  {
    what: 'a timeout',
    call: nodeScript('setTimeout(() => undefined, 20000)', { timeoutSeconds: 1 }),
    code: 'timeout',
    remedy: 'Run it again on a machine with less to do, or mend what keeps it busy',
  },
])('a failure has a code and, where one is known, a remedy: $what', async ({ call, code, remedy }) => {
  const outcome = await runProgram(call);
  expect(outcome.ok ? outcome : [outcome.code, outcome.remedy]).toEqual([code, remedy]);
});

test('a program that cannot be started since all files are open is not reported as missing', () => {
  const text = `
    const { openSync } = require("node:fs");
    const { runProgram } = require(${JSON.stringify(join(__dirname, 'program.ts'))});
    try { for (;;) openSync("/dev/null"); } catch {}
    runProgram({ program: process.execPath, args: ["--version"], timeoutSeconds: 60 })
      .then((outcome) => process.stdout.write(JSON.stringify(outcome)));`;
  const args = ['-c', 'ulimit -n 100; exec "$0" "$@"', node, '--require', '@swc-node/register', '-e', text];
  const printed = execFileSync('sh', args, { cwd: __dirname, encoding: 'utf8' });
  expect(JSON.parse(printed)).toEqual({
    ok: false,
    code: 'program-not-started',
    reason: `${node} cannot be started: spawn ${node} EMFILE`,
    remedy: 'Run it again on a machine with less to do, or mend what keeps it busy',
  });
});
