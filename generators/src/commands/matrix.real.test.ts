import { execFileSync, spawnSync } from 'node:child_process';
import { matrixOf, printMatrix } from './matrix';
import { workspaceRoot } from '@nx/devkit';

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `s${String(index).padStart(4, '0')}`);

test.each([
  { projects: 0, sizes: [] },
  { projects: 1, sizes: [1] },
  { projects: 10, sizes: [10] },
  { projects: 11, sizes: [5, 6] },
  { projects: 25, sizes: [8, 8, 9] },
  { projects: 1003, sizes: [...Array<number>(17).fill(50), ...Array<number>(3).fill(51)] },
])('$projects projects are spread evenly, over 20 shards at most', ({ projects, sizes }) => {
  const result = matrixOf(names(projects), { perShard: 10, mostShards: 20 });
  const include = result.ok ? result.value.include : [];
  expect(include.map((shard) => shard.projects.split(',').length).sort((a, b) => a - b)).toEqual(sizes);
  expect(include.flatMap((shard) => shard.projects.split(','))).toEqual(names(projects));
  expect(include.map(({ shard, of }) => [shard, of])).toEqual(sizes.map((_, index) => [index + 1, sizes.length]));
});

test('the matrix ignores the order of projects, and names that come twice', () => {
  const size = { perShard: 2, mostShards: 20 };
  const matrix = { include: [{ shard: 1, of: 1, projects: 'acme,globex' }] };
  expect(matrixOf(['globex', 'acme', 'globex'], size)).toEqual({ ok: true, value: matrix });
});

test.each(['Acme', 'a b', 'a,b', '-a', 'a;id', '$(id)', '', 'a'.repeat(64), 'a\n', '../a'])(
  'a project named %j is refused',
  (name) => {
    const issue = {
      file: 'affected projects',
      field: 'projects[1]',
      value: name,
      problem: 'the name of a Sovereign must be a DNS label',
      remedy: 'Take lower-case letters, digits and "-", 63 at most',
    };
    expect(matrixOf(['acme', name], { perShard: 1, mostShards: 2 })).toEqual({ ok: false, issues: [issue] });
  },
);

const command = ['generators/bin/sovereign-fleet.cjs', 'matrix'];

test('the command asks Nx: nothing is affected between a commit and itself', () => {
  const args = [...command, '--base=HEAD', '--head=HEAD'];
  const output = execFileSync(process.execPath, args, { cwd: workspaceRoot, encoding: 'utf8' });
  expect(output).toBe('{"include":[]}\n');
});

test.each([
  { args: [], says: 'sovereign-fleet matrix: --base is not set: it needs one value. Write --base=<value>.' },
  {
    args: ['--base=HEAD', 'main'],
    says:
      'sovereign-fleet matrix: argument is "main": no option comes before it. ' +
      'Leave it out, or write it as the value of an option: --option=value.',
  },
])('the matrix command refuses $args', ({ args, says }) => {
  const message = `1 problem, nothing was written\n${says}`;
  expect(() => printMatrix(args, { root: workspaceRoot, environment: {} })).toThrow(
    expect.objectContaining({ message }) as Error,
  );
});

test('the matrix command fails where Nx does, and prints no matrix', () => {
  const args = [...command, '--base=no-such-commit'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: workspaceRoot, encoding: 'utf8' });
  const [first] = stderr.split('\n');
  expect([status, stdout, first]).toEqual([1, '', 'nx could not say what is affected since no-such-commit:']);
});
