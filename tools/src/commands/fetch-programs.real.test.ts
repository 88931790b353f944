import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { help } from './fetch-programs';
import { workspaceRoot } from '../workspace';

let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'fetch-programs-'));
});
afterEach(() => {
  rmSync(bin, { recursive: true });
});

/** A program that prints its version and nothing else. */
function program(name: string, prints: string): string {
  const file = join(bin, name);
  writeFileSync(file, `#!${process.execPath}\nconsole.log(${JSON.stringify(prints)})\n`);
  chmodSync(file, 0o755);
  return file;
}

function run(args: readonly string[], variables: NodeJS.ProcessEnv = {}) {
  const command = [
    '--require',
    '@swc-node/register',
    join(workspaceRoot, 'tools/src/commands/fetch-programs.ts'),
    ...args,
  ];
  const env = { PATH: bin, HOME: bin, XDG_CACHE_HOME: join(bin, 'cache'), ...variables };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    env,
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('npm run tools prints each program with its version and its source', () => {
  const chosen = program('my-helm', 'v4.2.3+gabc');
  program('kubectl', 'Client Version: v1.36.3\nKustomize Version: v5.8.1');
  expect(run([], { SOVEREIGN_FLEET_HELM: chosen })).toEqual({
    status: 0,
    stdout:
      `helm: v4.2.3+gabc, of SOVEREIGN_FLEET_HELM: ${chosen}\n` +
      `kubectl: Client Version: v1.36.3, Kustomize Version: v5.8.1, of PATH: ${bin}/kubectl\n`,
    stderr: '',
  });
});

test('npm run tools says which program is not of the line that a Flux has inside', () => {
  const [helm, kubectl] = [
    program('my-helm', 'v4.2.3+gabc'),
    program('my-kubectl', 'Client Version: v1.36.3\nKustomize Version: v5.8.1'),
  ];
  const chosen = { SOVEREIGN_FLEET_HELM: helm, SOVEREIGN_FLEET_KUBECTL: kubectl };
  const { stdout } = run(['--flux-version=2.8.1'], chosen);
  expect(stdout.replace(/\(.*\)/, '(…)')).toBe(
    `helm: v4.2.3+gabc, of SOVEREIGN_FLEET_HELM: ${helm}\n` +
      '  Flux 2.8 has Helm 4.1 inside, and Helm 4.2 of SOVEREIGN_FLEET_HELM renders here. Install Helm 4.1 ' +
      '(…), or name one in SOVEREIGN_FLEET_HELM.\n' +
      `kubectl: Client Version: v1.36.3, Kustomize Version: v5.8.1, of SOVEREIGN_FLEET_KUBECTL: ${kubectl}\n`,
  );
});

test('npm run tools ends with 1 if a program cannot be used, and still prints the other', () => {
  program('kubectl', 'Client Version: v1.36.3\nKustomize Version: v5.8.1');
  expect(run([], { SOVEREIGN_FLEET_HELM: '/none/helm' })).toEqual({
    status: 1,
    stdout: `kubectl: Client Version: v1.36.3, Kustomize Version: v5.8.1, of PATH: ${bin}/kubectl\n`,
    stderr:
      'helm: /none/helm, of SOVEREIGN_FLEET_HELM, does not say its version: /none/helm cannot be started: ' +
      'spawn /none/helm ENOENT. Name one that runs here in SOVEREIGN_FLEET_HELM, or do not set it.\n',
  });
});

test('npm run tools ends with 1 if neither program can be fetched, and leaves no files', () => {
  mkdirSync(join(bin, 'cache'));
  const { status, stdout, stderr } = run([], {
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
  });
  expect([status, stdout]).toEqual([1, '']);
  for (const name of ['helm', 'kubectl']) expect(stderr).toMatch(new RegExp(`^No ${name} (could|can) be fetched`, 'm'));
});

test.each([['--help'], ['-h']])('npm run tools %s prints the help', (option) => {
  expect(run([option])).toEqual({ status: 0, stdout: help, stderr: '' });
});

test.each([
  {
    args: ['--hlep'],
    says:
      'npm run tools: --hlep is true: there is no such option. Did you mean "--help"? Write one of --flux-version, ' +
      '--help.',
  },
  {
    args: ['--force=1'],
    says: 'npm run tools: --force is "1": there is no such option. Write one of --flux-version, --help.',
  },
  {
    args: ['helm'],
    says:
      'npm run tools: argument is "helm": no option comes before it. ' +
      'Leave it out, or write it as the value of an option: --option=value.',
  },
])('npm run tools refuses $args', ({ args, says }) => {
  const { status, stderr } = run(args);
  expect(status).toBe(1);
  expect(stderr.split('\n')).toContain(says);
});
