import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { printManifests } from '@sovereign-fleet/flux';
import { applyChanges, type FileChange } from './apply-changes';
import { canMount, runOnDisk } from '../testing/test-disk';
import { writeFiles } from '../testing/test-workspace';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-changes-'));
  writeFiles(root, { 'out/a/one': '1', 'out/a/two': '2', 'out/b/three': '3', 'specs/old': 'old' });
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const write = (path: string, text: string): FileChange => ({ path, type: 'CREATE', content: Buffer.from(text) });
const update = (path: string, text: string): FileChange => ({ path, type: 'UPDATE', content: Buffer.from(text) });
const remove = (path: string): FileChange => ({ path, type: 'DELETE', content: null });

/** All that is there, of a link where it leads, of a file what is in it. */
function everything(folder = root): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const textOf = (path: string) => {
    const stats = lstatSync(join(folder, path));
    return stats.isFile() ? readFileSync(join(folder, path), 'utf8') : stats.isDirectory() ? 'folder' : 'other';
  };
  return Object.fromEntries(paths.map((path) => [path, textOf(path)]));
}

/** Writes over one spec and makes another, over and over, until it is killed. */
const killedScript = `
const { applyChanges } = require(${JSON.stringify(join(__dirname, 'apply-changes.ts'))});
const { rmSync } = require('node:fs');
const content = Buffer.from('x'.repeat(100000));
process.stdout.write('.');
for (;;) {
  const changes = [['UPDATE', 'specs/old'], ['CREATE', 'specs/new']].map(([type, path]) => ({ type, path, content }));
  applyChanges(process.argv[1], changes);
  rmSync(process.argv[1] + '/specs/new');
}`;

test('a command that is killed leaves the whole of a spec, and never none where one was', async () => {
  const whole = 'x'.repeat(100_000);
  const kill = async (after: number) => {
    const own = join(root, `round-${after}`);
    writeFiles(own, { 'specs/old': whole });
    const child = spawn(process.execPath, ['--require', '@swc-node/register', '--eval', killedScript, '--', own]);
    await once(child.stdout, 'data');
    await setTimeout(after);
    child.kill('SIGKILL');
    await once(child, 'close');
    const names = readdirSync(join(own, 'specs')).filter((name) => !name.startsWith('.'));
    expect(names).toContain('old');
    for (const name of names) expect(readFileSync(join(own, 'specs', name), 'utf8') === whole).toBe(true);
  };
  await Promise.all([5, 20, 50, 90].map(kill));
});

test('files are written, written over and removed, folders with them, and nothing is left beside', () => {
  applyChanges(root, [
    write('specs/new/deep/file', 'new'),
    write('top', 'top'),
    update('out/a/one', '11'),
    remove('out/a/two'),
    remove('out/b/three'),
    remove('out/b'),
    remove('out/none'),
  ]);
  expect(everything()).toEqual({
    out: 'folder',
    'out/a': 'folder',
    'out/a/one': '11',
    specs: 'folder',
    'specs/new': 'folder',
    'specs/new/deep': 'folder',
    'specs/new/deep/file': 'new',
    'specs/old': 'old',
    top: 'top',
  });
});

test('a file keeps its mode, and a new one gets what is asked for', () => {
  chmodSync(join(root, 'out/a/one'), 0o640);
  applyChanges(root, [update('out/a/one', '11'), { ...write('out/run', '#!'), options: { mode: 0o755 } }]);
  expect(['out/a/one', 'out/run'].map((path) => statSync(join(root, path)).mode & 0o777)).toEqual([0o640, 0o755]);
});

test('a file that another command has made meanwhile is not written over, and nothing else is written', () => {
  writeFiles(root, { 'specs/new/spec.ts': 'of another' });
  const was = everything();
  expect(() => {
    applyChanges(root, [write('out/c/kustomization.yaml', 'new'), write('specs/new/spec.ts', 'ours')]);
  }).toThrow(
    'specs/new/spec.ts: file is "there": another command has written it since this one began. Run the command again.',
  );
  expect(everything()).toEqual(was);
});

test('a file that two commands compile to the same text is a problem for neither', () => {
  const compiled = printManifests([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }]);
  writeFiles(root, { 'out/c/kustomization.yaml': compiled });
  applyChanges(root, [write('out/c/kustomization.yaml', compiled), write('out/c/more.yaml', compiled)]);
  expect(everything()).toMatchObject({ 'out/c/kustomization.yaml': compiled, 'out/c/more.yaml': compiled });
});

test('a folder goes with all that is in it, also the one that is the top of its paths', () => {
  applyChanges(root, [remove('out/a/one'), remove('out/a'), remove('out')]);
  expect(everything()).toEqual({ specs: 'folder', 'specs/old': 'old' });
});

/** All that can be done, before what fails. */
const before = [
  write('specs/new/file', 'new'),
  write('fresh/deep/file', 'new'),
  update('out/a/one', '11'),
  remove('out/b/three'),
  remove('out/b'),
];

const inTheWay =
  'a file or a link is where a folder belongs, or a folder or a link where a file does. ' +
  'Move away what is there, and run the command again.';

test.each<{ what: string; change: FileChange; says: string }>([
  {
    what: 'a folder in the place of a file',
    change: update('out/a', 'x'),
    says: `out/a: error is "EISDIR": ${inTheWay}`,
  },
  {
    what: 'a file in the place of a folder',
    change: write('out/a/two/x', 'x'),
    says: `out/a/two/x: error is "EEXIST": ${inTheWay}`,
  },
  {
    what: 'a file in the place of the top folder',
    change: write('file/a/x', 'x'),
    says: `file/a/x: error is "ENOTDIR": ${inTheWay}`,
  },
  {
    what: 'a link in the place of a file',
    change: write('specs/link', 'x'),
    says: `specs/link: error is "EISDIR": ${inTheWay}`,
  },
  {
    what: 'a name that no disk takes',
    change: write(`out/${'x'.repeat(300)}`, 'x'),
    says:
      `out/${'x'.repeat(300)}: error is "ENAMETOOLONG": its name is too long for the disk. ` +
      'Choose shorter names, and run the command again.',
  },
])('$what stops the changes, leaves all files as before, and is told with its remedy', ({ change, says }) => {
  writeFiles(root, { file: 'a file' });
  symlinkSync(join(root, 'elsewhere'), join(root, 'specs/link'));
  const all = everything();
  expect(() => {
    applyChanges(root, [...before, change, write('out/last', 'x')]);
  }).toThrow(new Error(`1 problem, nothing was written\n${says}`));
  expect(everything()).toEqual(all);
});

/** Applies changes to a root in a process of its own; prints what that throws. */
const script = `
const { applyChanges } = require(${JSON.stringify(join(__dirname, 'apply-changes.ts'))});
const [root, changes] = process.argv.slice(1);
const bytesOf = (content) => (content === null ? null : Buffer.from(content));
const parsed = JSON.parse(changes).map((change) => ({ ...change, content: bytesOf(change.content) }));
const isRoot = typeof process.getuid === 'function' && process.getuid() === 0;
if (isRoot && process.env.AS_NOBODY === '1') process.setuid(65534);
try { applyChanges(root, parsed); process.stdout.write('done'); } catch (error) { process.stdout.write(error.message); }
`;

const child = (changes: readonly FileChange[], folder = root) => [
  process.execPath,
  '--require',
  '@swc-node/register',
  '--eval',
  script,
  '--',
  folder,
  JSON.stringify(changes.map((change) => ({ ...change, content: change.content?.toString() ?? null }))),
];

function run(command: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
  const [program = '', ...args] = command;
  const env = { ...process.env, ...environment };
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', cwd: join(__dirname, '../../../..'), env });
  if (stderr !== '') throw new Error(stderr);
  return stdout;
}

test.each(['out/a', 'out', 'specs', '.'])('where %s can only be read, all files stay as before', (folder) => {
  // Root may write everywhere, so there the child becomes another.
  if (process.getuid?.() === 0) run(['chown', '-R', '65534', root]);
  chmodSync(join(root, folder), 0o555);
  const all = everything();
  const changes = [...before, write('out/a/new', 'x')];
  const said = run(child(changes), { AS_NOBODY: '1' });
  expect(said.replace(/^\S+(?=: error is)/m, '<path>')).toBe(
    '1 problem, nothing was written\n<path>: error is "EACCES": you may not write there. ' +
      'Let yourself write to it and to its folder, and run the command again.',
  );
  expect(everything()).toEqual(all);
  chmodSync(join(root, folder), 0o755);
});

const withDisk = canMount() ? describe : describe.skip;

withDisk(canMount() ? 'a disk' : 'a disk (skipped: this machine lets nobody mount one)', () => {
  const onDisk = (changes: readonly FileChange[], prepare?: string) => {
    const disk = { folder: root, size: '64k', ...(prepare === undefined ? {} : { prepare }) };
    return runOnDisk(disk, child(changes), join(__dirname, '../../../..')).trim().split('\n');
  };

  const large = (path: string) => write(path, 'x'.repeat(20_000));

  test('a disk that gets full leaves all files as before', () => {
    expect(onDisk([update('out/a/one', '11'), large('out/c'), large('specs/c'), large('out/d')])).toEqual([
      '1 problem, nothing was written',
      'out/d: error is "ENOSPC": the disk is full. Free some space on it, and run the command again.',
      'the disk is as before',
    ]);
  });

  test('a disk with room for all changes takes all of them', () => {
    expect(onDisk([large('out/c')])).toEqual(['done', 'the disk is another']);
  });

  test('a disk that can only be read leaves all files as before', () => {
    expect(onDisk([update('out/a/one', '11')], 'mount -o remount,ro "$folder"')).toEqual([
      '1 problem, nothing was written',
      'out/a/one: error is "EROFS": the disk can only be read. Mount it so that it can be written, and run the ' +
        'command again.',
      'the disk is as before',
    ]);
  });
});
