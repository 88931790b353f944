import { nx } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';

/** Projects of ours, without the scope of their names. */
function projectsWith(target: string, ...more: readonly string[]): readonly string[] {
  const { output } = nx(workspaceRoot, 'show', 'projects', `--with-target=${target}`, '--json', ...more);
  const names = JSON.parse(output.slice(output.indexOf('['), output.lastIndexOf(']') + 1)) as readonly string[];
  return names.map((name) => name.replace('@sovereign-fleet/', '')).sort();
}

test('every package has the targets unit, test, lint and types', () => {
  const [all = [], ...others] = ['unit', 'test', 'lint', 'types'].map((target) => projectsWith(target));
  expect(all).toEqual(expect.arrayContaining(['domain', 'nx', 'tools', 'github', 'bench', 'workspace']));
  expect(others).toEqual([all, all, all]);
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
])('nx affected -t test after a change of $path runs $projects', ({ path, projects }) => {
  expect(projectsWith('test', '--affected', `--files=${path}`)).toEqual(projects);
});
