import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'programs-'));
  mkdirSync(join(root, 'bin'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** A program in PATH that prints a text and nothing else. */
function inPath(name: string, prints: string): void {
  const file = join(root, 'bin', name);
  writeFileSync(file, `#!${process.execPath}\nconsole.log(${JSON.stringify(prints)})\n`);
  chmodSync(file, 0o755);
}

interface Machine {
  readonly find?: 'findHelm' | 'findKubectl';
  readonly platform?: string;
  readonly arch?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The program that another process finds with the PATH of the test, or the message if it finds none. */
function found({ find = 'findHelm', platform = 'linux', arch = 'x64', env = {} }: Machine): string {
  const script = `
    Object.defineProperty(process, 'platform', { value: '${platform}' });
    Object.defineProperty(process, 'arch', { value: '${arch}' });
    require(${JSON.stringify(join(__dirname, 'programs.ts'))}).${find}().then(
      (path) => process.stdout.write(path),
      (error) => process.stdout.write(error.message),
    );`;
  const own = { HOME: root, XDG_CACHE_HOME: join(root, 'cache'), PATH: join(root, 'bin') };
  const options = { encoding: 'utf8', env: { ...own, ...env }, cwd: join(__dirname, '../../..') } as const;
  const { stdout, stderr } = spawnSync(process.execPath, ['--require', '@swc-node/register', '-e', script], options);
  return stdout === '' ? stderr : stdout;
}

test('a program that a variable of the environment names is used without a check', () => {
  inPath('helm', 'v4.1.0');
  expect(found({ env: { SOVEREIGN_FLEET_HELM: '/opt/helm' } })).toBe('/opt/helm');
});

test.each([
  { find: 'findHelm', name: 'helm', prints: 'v4.2.0+gabc' },
  { find: 'findHelm', name: 'helm', prints: 'v5.0.0' },
  {
    find: 'findKubectl',
    name: 'kubectl',
    prints: 'Client Version: v1.36.0\nKustomize Version: v5.8.0',
  },
] as const)('a program in PATH that is new enough is used: $prints', ({ find, name, prints }) => {
  inPath(name, prints);
  expect(found({ find, platform: 'darwin' })).toBe(name);
});

test.each([
  { name: 'helm', find: 'findHelm', prints: 'v4.1.4+g05fa379', install: 'Helm 4.2', variable: 'SOVEREIGN_FLEET_HELM' },
  {
    name: 'kubectl',
    find: 'findKubectl',
    prints: 'Client Version: v1.34.5\nKustomize Version: v5.7.1',
    install: 'kubectl 1.36',
    variable: 'SOVEREIGN_FLEET_KUBECTL',
  },
  { name: 'helm', find: 'findHelm', prints: 'something else', install: 'Helm 4.2', variable: 'SOVEREIGN_FLEET_HELM' },
] as const)('the error says what to install if PATH has $name "$prints" and no other can be fetched', (row) => {
  inPath(row.name, row.prints);
  const remedy = `Install ${row.install}, or set ${row.variable}.`;
  const { find } = row;
  expect(found({ find, platform: 'darwin', arch: 'arm64' })).toBe(
    `No ${row.name} can be fetched for darwin on arm64. ${remedy}`,
  );
  expect(found({ find, platform: 'linux', arch: 'arm64' })).toBe(
    `No ${row.name} can be fetched for linux on arm64. ${remedy}`,
  );
});
