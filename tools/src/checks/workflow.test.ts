import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkflow, registryToken } from './workflow';
import { workspaceRoot } from '../workspace';

const ours = readdirSync(join(workspaceRoot, '.github/workflows')).map((name) => `.github/workflows/${name}`);
const files = [...ours, 'generators/files/upgrade.yaml'];

describe.each(files)('%s', (file) => {
  const workflow = readWorkflow(file);
  const steps = Object.values(workflow.jobs).flatMap((one) => one.steps);
  const commands = steps.flatMap(({ run }) => run ?? []);

  test('a step either runs a command or uses an action', () => {
    expect(steps.filter(({ run, uses }) => (run === undefined) === (uses === undefined))).toEqual([]);
    expect(steps.filter(({ uses, with: given }) => given !== undefined && uses === undefined)).toEqual([]);
  });

  test('no command has an expression: texts of others come only through the environment', () => {
    expect(commands.filter((command) => command.includes('${{'))).toEqual([]);
  });

  test('variables of a command stand between quotes', () => {
    const bare = commands.flatMap((command) => command.replace(/"[^"\s]*"/g, '').match(/\$[A-Za-z{]\w*/g) ?? []);
    expect(bare).toEqual([]);
  });

  test('a job may only read unless it says otherwise, and no checkout keeps a token', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map((one) => one.with?.['persist-credentials'])).toEqual(checkouts.map(() => false));
  });

  test('a job that renders or reviews first logs in to the registry, with a password that is not an argument', () => {
    for (const { steps: own, permissions } of Object.values(workflow.jobs)) {
      const at = own.findIndex(({ run = '' }) => /\bnx (run-many|affected) -t (render|review)\b/.test(run));
      if (at === -1) continue;
      const login = own.findIndex(({ env }) => env?.['REGISTRY_TOKEN'] !== undefined);
      expect(login).toBeGreaterThan(-1);
      expect(login).toBeLessThan(at);
      expect(own[login]?.env).toEqual(registryToken);
      expect(own[login]?.run).toBe(
        'printenv REGISTRY_TOKEN | docker login ghcr.io --username "$GITHUB_ACTOR" --password-stdin',
      );
      expect(permissions).toEqual({ contents: 'read', packages: 'read' });
    }
  });
});
