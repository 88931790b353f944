import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-unit-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Runs one unit test with this body that may take half a second, then one of the other kind that starts a program. */
function runTests(body: string) {
  writeFileSync(join(root, 'a.test.js'), `test('a unit test', async () => {\n${body}\n});\n`);
  const program = "require('node:child_process').execFileSync('true');";
  writeFileSync(join(root, 'b.real.test.js'), `test('a real test', () => {\n${program}\n});\n`);
  const project = { rootDir: root, transform: {} };
  const unit = {
    ...project,
    testMatch: ['**/a.test.js'],
    testEnvironment: join(workspaceRoot, 'tools/unit-environment.cjs'),
    testEnvironmentOptions: { cpuSeconds: 0.5 },
  };
  const projects = [unit, { ...project, testMatch: ['**/b.real.test.js'] }];
  const config = JSON.stringify({ projects, cacheDirectory: join(root, '.cache') });
  const jest = join(workspaceRoot, 'node_modules/jest/bin/jest.js');
  const env = { ...process.env, NO_COLOR: '1' };
  const options = { cwd: root, encoding: 'utf8', env } as const;
  return spawnSync(process.execPath, [jest, '--config', config, '--runInBand'], options);
}

test.each([
  { name: 'spawn', body: "require('node:child_process').spawn('true');" },
  { name: 'spawn', body: "require('node:child_process').execFile('true');" },
  { name: 'spawnSync', body: "require('node:child_process').spawnSync('true');" },
  { name: 'execFileSync', body: "require('node:child_process').execFileSync('true');" },
  { name: 'execSync', body: "require('node:child_process').execSync('true');" },
  { name: 'listen', body: "require('node:http').createServer().listen(0);" },
  { name: 'connect', body: "require('node:http').get('http://127.0.0.1:1/');" },
])('a unit test that calls $name fails, and a real test after it does not: $body', ({ name, body }) => {
  const { status, stderr } = runTests(body);
  expect(stderr).toContain(`A unit test calls ${name}. A test with a program or a server is in a file *.real.test.ts.`);
  expect(stderr).toContain('1 failed, 1 passed, 2 total');
  expect(status).toBe(1);
});

const tooMuch = /A unit test takes at most 0\.5 s of CPU time, and this one took \d\.\d s\. Make it smaller\./;

function busyFor(seconds: number): string {
  const used = 'const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };';
  const work = 'for (let i = 0; i < 1e6; i += 1);';
  return `${used}\nconst start = used();\nwhile (used() - start < ${seconds}) { ${work} }`;
}

test('a unit test that takes too much CPU time is named, twice too much fails, and one that waits is neither', () => {
  const busy = runTests(busyFor(0.6));
  expect(busy.stderr).toMatch(new RegExp(`a\\.test\\.js: a unit test\n  ${tooMuch.source}`));
  expect(busy.status).toBe(0);
  const busier = runTests(busyFor(1.1));
  expect(busier.stderr).toMatch(tooMuch);
  expect(busier.status).toBe(1);
  const patient = runTests('await new Promise((done) => setTimeout(done, 1200));');
  expect(patient.stderr).toContain('2 passed, 2 total');
  expect(patient.stderr).not.toMatch(tooMuch);
  expect(patient.status).toBe(0);
});
