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
  /** What is asked of the module, as code. */
  readonly ask?: string;
  readonly platform?: string;
  readonly arch?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What another process finds with the PATH of the test, or the message if it finds nothing. */
function found({ ask = 'findHelm()', platform = 'linux', arch = 'x64', env = {} }: Machine): string {
  const script = `
    Object.defineProperty(process, 'platform', { value: '${platform}' });
    Object.defineProperty(process, 'arch', { value: '${arch}' });
    require(${JSON.stringify(join(__dirname, 'programs.ts'))}).${ask}.then(
      async (answer) => process.stdout.write(typeof answer === 'string' ? answer : (await answer.notes).join('\\n')),
      (error) => process.stdout.write(error.message),
    );`;
  const own = { HOME: root, XDG_CACHE_HOME: join(root, 'cache'), PATH: join(root, 'bin') };
  const options = { encoding: 'utf8', env: { ...own, ...env }, cwd: join(__dirname, '../../..') } as const;
  const { stdout, stderr } = spawnSync(process.execPath, ['--require', '@swc-node/register', '-e', script], options);
  return stdout === '' ? stderr : stdout;
}

test('a program that a variable of the environment names is used, whatever it is', () => {
  inPath('helm', 'v4.2.0');
  expect(found({ env: { SOVEREIGN_FLEET_HELM: '/opt/helm' } })).toBe('/opt/helm');
});

const helm42 = 'v4.2.0+gabc';
const kustomize58 = 'Client Version: v1.36.0\nKustomize Version: v5.8.0';
const mac = { platform: 'darwin', arch: 'arm64' } as const;

test.each([
  { ask: 'findHelm()', name: 'helm', prints: helm42 },
  { ask: 'findKubectl()', name: 'kubectl', prints: kustomize58 },
] as const)('a program in PATH of the line that Flux has inside is used: $prints', ({ ask, name, prints }) => {
  inPath(name, prints);
  expect(found({ ask })).toBe(name);
});

const helmForMac = 'helm 4.2.3: https://get.helm.sh/helm-v4.2.3-darwin-arm64.tar.gz';
const kubectlForMac = 'kubectl 1.36.3: https://dl.k8s.io/release/v1.36.3/bin/darwin/arm64/kubectl';

test.each<{ what: string; helm: string; kubectl: string; version: string; says: readonly string[] }>([
  { what: 'both of the line', helm: helm42, kubectl: kustomize58, version: "'2.9.1'", says: [] },
  { what: 'both of the line of an older Flux', helm: 'v4.1.0', kubectl: kustomize58, version: "'2.8.1'", says: [] },
  {
    what: 'both of another line',
    helm: 'v5.0.0',
    kubectl: 'Client Version: v1.32.4\nKustomize Version: v5.5.0',
    version: 'undefined',
    says: [
      `Flux 2.9 has Helm 4.2 inside, and Helm 5.0 of PATH renders here. Install Helm 4.2 (${helmForMac}), or ` +
        'name one in SOVEREIGN_FLEET_HELM',
      'Flux 2.9 has kustomize 5.8 inside, and kustomize 5.5 of PATH renders here. Install kustomize 5.8 ' +
        `(${kubectlForMac}), or name one in SOVEREIGN_FLEET_KUBECTL`,
    ],
  },
  {
    what: 'both of the newest line, for a Flux that is newer',
    helm: helm42,
    kubectl: kustomize58,
    version: "'2.11.0'",
    says: ['what Flux 2.11.0 has inside is not known here: rendered as by Flux 2.9'],
  },
])(
  'where nothing can be fetched, $what in PATH are used, and it is said: $version',
  ({ helm, kubectl, version, says }) => {
    inPath('helm', helm);
    inPath('kubectl', kubectl);
    expect(found({ ...mac, ask: `findProgramsOf(${version})` })).toBe(says.join('\n'));
  },
);

test('a program of another line that a variable names is used, and it is said', () => {
  inPath('helm', helm42);
  inPath('kubectl', kustomize58);
  inPath('other', 'something else');
  const env = { SOVEREIGN_FLEET_HELM: join(root, 'bin/other') };
  expect(found({ ask: "findProgramsOf('2.9.0')", ...mac, env })).toBe(
    'Flux 2.9 has Helm 4.2 inside, and a helm that does not say its version of ' +
      `SOVEREIGN_FLEET_HELM renders here. Install Helm 4.2 (${helmForMac}), or name one in SOVEREIGN_FLEET_HELM`,
  );
});

test.each([
  {
    ...mac,
    ask: 'findHelm()',
    says:
      `No helm can be fetched for darwin on arm64. Install Helm 4.2 (${helmForMac}), or name one in ` +
      'SOVEREIGN_FLEET_HELM.',
  },
  {
    platform: 'linux',
    arch: 'arm64',
    ask: 'findKubectl()',
    says:
      'No kubectl can be fetched for linux on arm64. Install kustomize 5.8 (kubectl 1.36.3: ' +
      'https://dl.k8s.io/release/v1.36.3/bin/linux/arm64/kubectl), or name one in SOVEREIGN_FLEET_KUBECTL.',
  },
])('the error says what to install where PATH has none and none can be fetched: $platform', ({ says, ...machine }) => {
  expect(found(machine)).toBe(says);
});
