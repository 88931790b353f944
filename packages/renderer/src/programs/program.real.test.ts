import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram, type ProgramCall } from './program';

const node = process.execPath;
const script = (text: string, more: Partial<ProgramCall> = {}): ProgramCall => ({
  program: node,
  args: ['-e', text],
  timeoutSeconds: 60,
  ...more,
});
const reasonOf = async (call: ProgramCall): Promise<string> => {
  const outcome = await runProgram(call);
  return outcome.ok ? '' : outcome.reason;
};

test('the output of a program is returned as text, also if it wrote to stderr', async () => {
  const call = script('process.stderr.write("a warning"); process.stdout.write("größer")');
  expect(await runProgram(call)).toEqual({ ok: true, value: { stdout: 'größer' } });
});

test('a program reads its input to the end', async () => {
  const input = 'line\n'.repeat(200_000);
  expect(await runProgram(script('process.stdin.pipe(process.stdout)', { input }))).toEqual({
    ok: true,
    value: { stdout: input },
  });
});

test('a program that ends without reading its input is judged by its exit code', async () => {
  const input = 'x'.repeat(8 * 1024 * 1024);
  expect(await runProgram(script('process.exit(0)', { input }))).toEqual({ ok: true, value: { stdout: '' } });
});

test('the arguments of a program are not interpreted by a shell', async () => {
  const call = script('process.stdout.write(process.argv[1])', {});
  const args = [...call.args, '$(id); `id` && "x"'];
  expect(await runProgram({ ...call, args })).toEqual({ ok: true, value: { stdout: '$(id); `id` && "x"' } });
});

test('a program gets the environment of the call, and nothing of ours', async () => {
  const text = 'process.stdout.write(JSON.stringify([process.env.HOME, process.env.ONE]))';
  expect(await runProgram(script(text, { env: { ONE: '1' } }))).toEqual({ ok: true, value: { stdout: '[null,"1"]' } });
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
  expect(await reasonOf(script(text))).toBe(reason);
});

test('an endless error text of a program is cut', async () => {
  const reason = await reasonOf(script('process.stderr.write("x".repeat(100000)); process.exitCode = 1'));
  expect(reason).toBe(`${'x'.repeat(16 * 1024)}…`);
});

test('a program that hangs is stopped, and so is one whose child holds its output open', async () => {
  const sleeping = 'setTimeout(() => undefined, 20000)';
  const parent =
    'require("node:child_process").spawn(process.execPath, ["-e", ' +
    `${JSON.stringify('setTimeout(() => undefined, 5000)')}], { stdio: "inherit" }); ${sleeping}`;
  const started = Date.now();
  const reason = 'node did not end within 1 seconds and was stopped';
  expect(await reasonOf(script(sleeping, { timeoutSeconds: 1 }))).toBe(reason);
  expect(await reasonOf(script(parent, { timeoutSeconds: 1 }))).toBe(reason);
  expect(Date.now() - started).toBeLessThan(4500);
});

test('a program that writes without end is stopped', async () => {
  const text = 'setInterval(() => process.stdout.write("x".repeat(100000)), 1)';
  expect(await reasonOf(script(text, { outputLimitMiB: 1 }))).toBe('node wrote more than 1 MiB and was stopped');
});

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
    const call = script(text);
    return runProgram({ ...call, args: [...call.args, folder] });
  });
  const counts = (await Promise.all(calls)).map((outcome) => (outcome.ok ? Number(outcome.value.stdout) : Infinity));
  rmSync(folder, { recursive: true });
  expect(Math.max(...counts)).toBeLessThanOrEqual(availableParallelism());
});

test.each([
  { what: 'an exit code', call: script('process.exit(1)'), code: 'program-failed', remedy: undefined },
  {
    what: 'too much output',
    call: script('process.stdout.write("x".repeat(3e6))', { outputLimitMiB: 1 }),
    code: 'too-much-output',
  },
  {
    what: 'a missing program',
    call: { ...script(''), program: '/none/helm' },
    code: 'program-missing',
    remedy: 'Install it, or name one that runs here in SOVEREIGN_FLEET_HELM or SOVEREIGN_FLEET_KUBECTL',
  },
  {
    what: 'a program that may not be run',
    call: { ...script(''), program: __filename },
    code: 'program-missing',
    remedy: 'Install it, or name one that runs here in SOVEREIGN_FLEET_HELM or SOVEREIGN_FLEET_KUBECTL',
  },
  { what: 'an argument with a NUL', call: { ...script(''), args: ['\0'] }, code: 'program-not-started' },
  {
    what: 'an argument that is longer than the system takes',
    call: { ...script(''), args: ['x'.repeat(4 * 1024 * 1024)] },
    code: 'program-not-started',
  },
  {
    what: 'a signal',
    call: script('process.kill(process.pid, "SIGKILL")'),
    code: 'program-ended',
    remedy: 'Run it again where it has enough memory and nobody ends it',
  },
  {
    what: 'a timeout',
    call: script('setTimeout(() => undefined, 20000)', { timeoutSeconds: 1 }),
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
