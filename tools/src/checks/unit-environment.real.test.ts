import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';

const startsProgram = "require('node:child_process').execFileSync('true');";

/** Runs unit tests with these bodies that may take half a second each, then a real test, which starts a program. */
function runTests(bodies: readonly string[], ofRealTest = startsProgram) {
  const root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-unit-'));
  const unitTests = bodies.map((body, index) => `test('unit test ${index}', async () => {\n${body}\n});\n`);
  writeFileSync(join(root, 'a.test.js'), unitTests.join(''));
  writeFileSync(join(root, 'b.real.test.js'), `test('a real test', () => {\n${ofRealTest}\n});\n`);
  const project = { rootDir: root, transform: {} };
  const unit = {
    ...project,
    testMatch: ['**/a.test.js'],
    testEnvironment: join(workspaceRoot, 'tools/unit-environment.cjs'),
    testEnvironmentOptions: { cpuSeconds: 0.5 },
  };
  const testEnvironment = join(workspaceRoot, 'tools/real-environment.cjs');
  const projects = [unit, { ...project, testMatch: ['**/b.real.test.js'], testEnvironment }];
  const config = JSON.stringify({ projects, cacheDirectory: join(root, '.cache') });
  const jest = join(workspaceRoot, 'node_modules/jest/bin/jest.js');
  const env = { ...process.env, NO_COLOR: '1' };
  const options = { cwd: root, encoding: 'utf8', env } as const;
  try {
    return spawnSync(process.execPath, [jest, '--config', config, '--runInBand'], options);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const calls = [
  { name: 'spawn', body: "require('node:child_process').spawn('true');" },
  { name: 'spawn', body: "require('node:child_process').execFile('true');" },
  { name: 'spawnSync', body: "require('node:child_process').spawnSync('true');" },
  { name: 'execFileSync', body: "require('node:child_process').execFileSync('true');" },
  { name: 'execSync', body: "require('node:child_process').execSync('true');" },
  { name: 'listen', body: "require('node:http').createServer().listen(0);" },
  { name: 'connect', body: "require('node:http').get('http://127.0.0.1:1/');" },
];

describe('what a unit test may not call', () => {
  let ran: ReturnType<typeof runTests>;

  beforeAll(() => {
    ran = runTests(calls.map(({ body }) => body));
  });

  test.each(calls)('fails it: $body', (call) => {
    const why = `A unit test calls ${call.name}. A test with a program or a server is in a file *.real.test.ts.`;
    expect(ran.stderr).toContain(`● unit test ${calls.indexOf(call)}\n\n    ${why}`);
  });

  test('does not fail a real test after it', () => {
    expect(ran.stderr).toContain(`Tests:       ${calls.length} failed, 1 passed, ${calls.length + 1} total`);
    expect(ran.status).toBe(1);
  });
});

const tooMuch = /A unit test takes at most 0\.5 s of CPU time, and this one took \d\.\d s\. Make it smaller\./;

function busyFor(seconds: number): string {
  const used = 'const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };';
  const work = 'for (let i = 0; i < 1e6; i += 1);';
  return `${used}\nconst start = used();\nwhile (used() - start < ${seconds}) { ${work} }`;
}

test('a unit test that takes too much CPU time is named, twice too much fails, and one that waits is neither', () => {
  const busy = runTests([busyFor(0.6)]);
  expect(busy.stderr).toMatch(new RegExp(`a\\.test\\.js: unit test 0\n  ${tooMuch.source}`));
  expect(busy.status).toBe(0);
  const busier = runTests([busyFor(1.1)]);
  expect(busier.stderr).toMatch(tooMuch);
  expect(busier.status).toBe(1);
  const patient = runTests(['await new Promise((done) => setTimeout(done, 1200));']);
  expect(patient.stderr).toContain('2 passed, 2 total');
  expect(patient.stderr).not.toMatch(tooMuch);
  expect(patient.status).toBe(0);
});

test('what a file of tests asks Node for at each promise ends with the file', () => {
  // Node's own modules are the same for all files of a worker.
  const leave = `
    const { AsyncLocalStorage } = require('node:async_hooks');
    const left = (AsyncLocalStorage.left ??= []);
    expect(left.filter(({ enabled }) => enabled)).toEqual([]);
    left.push(new AsyncLocalStorage());
    left.at(-1).enterWith(left.length);
    if (left.length === 2) process.stderr.write('both have left one');`;
  expect(runTests([leave], leave)).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('both have left one') as unknown,
  });
});
