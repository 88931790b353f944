import { type NxProcess, startNx } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';

let oneNx: NxProcess;

beforeAll(async () => {
  oneNx = await startNx(workspaceRoot);
});

afterAll(() => oneNx.stop());

/** Projects of ours, without the scope of their names. */
async function projectsWith(target: string, ...more: readonly string[]): Promise<readonly string[]> {
  const { output } = await oneNx.command('show', 'projects', `--with-target=${target}`, '--json', ...more);
  const names = JSON.parse(output.slice(output.indexOf('['), output.lastIndexOf(']') + 1)) as readonly string[];
  return names.map((name) => name.replace('@sovereign-fleet/', '')).sort();
}

test('every package has the targets unit, test, lint and types', async () => {
  const all = await projectsWith('unit');
  expect(all).toEqual(expect.arrayContaining(['domain', 'nx', 'tools', 'github', 'bench', 'workspace']));
  for (const target of ['test', 'lint', 'types']) expect(await projectsWith(target)).toEqual(all);
});

test.each([
  {
    path: 'packages/policy/src/rules/rules.ts',
    projects: ['bench', 'nx', 'policy', 'pull-request', 'tools', 'workspace'],
  },
  // Tests of tools are about the whole repository.
  { path: 'packages/policy/src/rules/rules.test.ts', projects: ['policy', 'tools'] },
  { path: 'generators/src/review/executor.ts', projects: ['nx', 'tools'] },
  { path: 'README.md', projects: ['tools'] },
])('nx affected -t test after a change of $path runs $projects', async ({ path, projects }) => {
  expect(await projectsWith('test', '--affected', `--files=${path}`)).toEqual(projects);
});
