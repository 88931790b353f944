import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-reporter-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Runs jest on these files, with the reporter, and gives what a person reads. */
function runJest(files: Readonly<Record<string, string>>, ...more: readonly string[]) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  const reporters = [join(workspaceRoot, 'tools/report-tests.cjs')];
  const config = { rootDir: root, reporters, cacheDirectory: join(root, '.cache'), transform: {} };
  const args = ['--config', JSON.stringify(config), '--runInBand', ...more];
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(workspaceRoot, 'node_modules/jest/bin/jest.js'), ...args],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    },
  );
  return { status, lines: stderr.trimEnd().split('\n') };
}

const passes = "test('passes', () => {});\n";

const explained = {
  'a.test.js': `${passes}test.skip('a pipe (skipped: no mkfifo in PATH)', () => {});\n`,
  'b.test.js': [
    "describe.skip('a registry (skipped: no docker-registry in PATH; Debian has (one) of this name)', () => {",
    "  test('pulls', () => {});",
    "  describe('of charts', () => { test.each([1, 2])('pushes %s', () => {}); });",
    '});\n',
  ].join('\n'),
  'c.test.js': "describe.skip('helm (skipped where no helm can be had)', () => { test('renders', () => {}); });\n",
  'd.test.js': `describe('charts (skipped where no helm can be had)', () => {
    ${passes}
    test.skip('another version (skipped: not the stand-in)', () => {});
  });\n`,
};

const unnamed = { 'e.test.js': `${passes}test.skip('nobody knows why', () => {});\n` };

test('each skipped test is listed below its reason, those of suites that are skipped as a whole too', () => {
  const { status, lines } = runJest(explained);
  expect(lines[0]).toBe(
    '4 test suites, and no earlier run is known; all there are take about a quarter of an hour on two cores.',
  );
  expect(lines.slice(1, -1)).toEqual([
    '',
    '6 tests were skipped:',
    ...[
      '  no mkfifo in PATH',
      '    a.test.js: a pipe (skipped: no mkfifo in PATH)',
      '  no docker-registry in PATH; Debian has (one) of this name',
      ...['pulls', 'of charts › pushes 1', 'of charts › pushes 2'].map((name) => {
        const registry = 'a registry (skipped: no docker-registry in PATH; Debian has (one) of this name)';
        return `    b.test.js: ${registry} › ${name}`;
      }),
      '  no helm can be had',
      '    c.test.js: helm (skipped where no helm can be had) › renders',
      '  not the stand-in',
      '    d.test.js: charts (skipped where no helm can be had) › another version (skipped: not the stand-in)',
    ].sort(byFile(lines)),
    '',
  ]);
  expect(lines.at(-1)).toMatch(/^The tests took \d+ s\.$/);
  expect(status).toBe(0);
});

/** Jest begins with the largest file, and with whatever took longest: the order of suites is its own. */
function byFile(lines: readonly string[]) {
  return (a: string, b: string) => lines.indexOf(a) - lines.indexOf(b);
}

test('the next run says how long the last one took', () => {
  const slow = { 'a.test.js': "test('waits', () => new Promise((done) => setTimeout(done, 1200)));\n" };
  runJest(slow);
  const { lines } = runJest(slow);
  expect(lines[0]).toMatch(/^1 test suite, about [1-9] s, as they took last time\.$/);
  expect(lines).toContain('No test was skipped.');
});

test('a test that is skipped without a word why fails the run', () => {
  const { status, lines } = runJest(unnamed);
  expect(lines.slice(2, -1)).toEqual([
    '1 test was skipped:',
    '  without a reason in the name',
    '    e.test.js: nobody knows why',
    '',
    'Say why in the name of each test that is skipped: "… (skipped: why)".',
  ]);
  expect(status).toBe(1);
});

test('what a pattern of names leaves out is not skipped', () => {
  const { status, lines } = runJest({ ...unnamed, ...explained }, '--testNamePattern=passes');
  expect(lines.join('\n')).not.toContain('nobody knows why');
  expect(status).toBe(0);
});
