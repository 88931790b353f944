import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isChartMissing } from '../contract/failure';
import { chartStore } from './chart-store';
import { hasRegistry, pushChart, type Registry, startRegistry, whyNoRegistry } from '../testing/loopback-registry';
import { findHelm } from '../programs/programs';

// Helm reads the credentials that `helm registry login` and `docker login` wrote. The registry is a real one that
// lets in nobody else.

const password = 'correct-horse';
const auth = Buffer.from(`me:${password}`).toString('base64');
const account = 'me:$2y$05$rdcWzU7TAimOtJeDFzIgpebZ6yKxLIL0IVl55sRlagTLyHQLhCJaS';

let helm: string;
let root: string;
let home: string;
let bin: string;
let cacheFolder: string;
let registry: Registry;
let digest: string;

const path = (): string => `${bin}:${process.env['PATH'] ?? ''}`;

beforeAll(async () => {
  if (!hasRegistry) return;
  helm = await findHelm();
  root = mkdtempSync(join(tmpdir(), 'registry-credentials-'));
  const chart = join(root, 'demo');
  write(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: demo\nversion: 0.1.0\n');
  write(join(chart, 'templates/a.yaml'), 'kind: A\n');
  execFileSync(helm, ['package', chart, `--destination=${root}`]);
  registry = await startRegistry({ root, name: 'registry', account });
  const login = { HOME: join(root, 'pusher'), PATH: process.env['PATH'] };
  logIn(login);
  digest = pushChart({ helm, host: registry.host, archive: join(root, 'demo-0.1.0.tgz'), env: login });
});
afterAll(async () => {
  if (!hasRegistry) return;
  await registry.stop();
  rmSync(root, { recursive: true });
});
beforeEach(() => {
  if (!hasRegistry) return;
  home = mkdtempSync(join(root, 'home-'));
  bin = join(home, 'bin');
  cacheFolder = mkdtempSync(join(root, 'cache-'));
});

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function program(name: string, script: string): string {
  const file = join(bin, name);
  write(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

function logIn(env: NodeJS.ProcessEnv): void {
  const args = ['registry', 'login', registry.host, '-u', 'me', '--password-stdin', '--plain-http'];
  execFileSync(helm, args, { env, input: password, stdio: ['pipe', 'pipe', 'pipe'] });
}

const withAuth = (of = auth): string => JSON.stringify({ auths: { [registry.host]: { auth: of } } });

type Environment = Readonly<Record<string, string | undefined>>;

interface Asked {
  readonly version?: { readonly tag: string } | { readonly semver: string } | { readonly digest: string };
  readonly helm?: string;
}

/** The chart and where it came from, or the reason why it could not be pulled, with the remedy. */
async function pulled(environment: Environment = {}, asked: Asked = {}): Promise<string> {
  const store = chartStore({
    helm: asked.helm ?? helm,
    root,
    cacheFolder,
    timeoutSeconds: 30,
    environment: { PATH: path(), HOME: home, ...environment },
    offline: false,
    localCharts: new Map(),
    subcharts: new Map(),
  });
  const url = `oci://${registry.host}/charts/demo`;
  const found = await store.findChart({ kind: 'oci', url, ...(asked.version ?? { tag: '0.1.0' }) });
  if (found.ok) return `${found.value.name} ${found.value.version} ${found.value.origin}`;
  return [found.reason, found.remedy, isChartMissing(found) ? 'absent' : 'wrong']
    .join('\n')
    .replaceAll(registry.host, 'HOST');
}

const had = 'demo 0.1.0 pulled';
const loginRemedy = 'Log in as somebody who may read charts/demo: helm registry login HOST -u <user>';
const fetching = 'failed to perform "FetchReference" on source: GET "http://HOST/v2/charts/demo/manifests/0.1.0"';

(hasRegistry ? describe : describe.skip)(`a registry that wants a password${whyNoRegistry}`, () => {
  test.each([{ tag: '0.1.0' }, { semver: '0.1.x' }, 'digest'])(
    'the registry gives the chart of %j to a person who ran helm registry login',
    async (version) => {
      logIn({ HOME: home, PATH: process.env['PATH'] });
      expect(await pulled({}, { version: typeof version === 'string' ? { digest } : version })).toBe(had);
    },
  );

  test.each<{ name: string; file: string; environment: (folder: string) => Environment }>([
    { name: 'of Helm in the home', file: '.config/helm/registry/config.json', environment: () => ({}) },
    {
      name: 'of Helm in XDG_CONFIG_HOME',
      file: 'xdg/helm/registry/config.json',
      environment: (folder) => ({ XDG_CONFIG_HOME: join(folder, 'xdg') }),
    },
    {
      name: 'of Helm in HELM_CONFIG_HOME',
      file: 'own/registry/config.json',
      environment: (folder) => ({ HELM_CONFIG_HOME: join(folder, 'own'), XDG_CONFIG_HOME: '/none' }),
    },
    {
      name: 'that HELM_REGISTRY_CONFIG names',
      file: 'r.json',
      environment: (folder) => ({ HELM_REGISTRY_CONFIG: join(folder, 'r.json'), HELM_CONFIG_HOME: '/none' }),
    },
    { name: 'of Docker in the home', file: '.docker/config.json', environment: () => ({}) },
    {
      name: 'of Docker in DOCKER_CONFIG',
      file: 'docker/config.json',
      environment: (folder) => ({ DOCKER_CONFIG: join(folder, 'docker') }),
    },
  ])(
    'the registry gives the chart to a person whose credentials are in the file $name',
    async ({ file, environment }) => {
      expect(await pulled(environment(home))).toMatch(/none are stored/);
      write(join(home, file), withAuth());
      expect(await pulled(environment(home))).toBe(had);
    },
  );

  describe('credentials that a helper keeps', () => {
    /** A helper that needs the home and a variable of the person, as helpers for pass and for clouds do. */
    const helper = (name: string): string =>
      program(
        `docker-credential-${name}`,
        `[ "$HELPER_SETTING" = on ] || { echo "credentials not found in native keychain"; exit 1; }
printf '{"Username":"me","Secret":"%s"}' "$(cat "$HOME/.vault")"`,
      );
    const setting = { HELPER_SETTING: 'on' };
    beforeEach(() => {
      if (hasRegistry) write(join(home, '.vault'), password);
    });

    test.each([
      { config: () => ({ credsStore: 'vault' }), file: '.docker/config.json' },
      { config: () => ({ credHelpers: { [registry.host]: 'vault' } }), file: '.docker/config.json' },
      { config: () => ({ auths: {}, credsStore: 'vault' }), file: '.config/helm/registry/config.json' },
    ])('credentials of a helper are used if $file names the helper', async ({ config, file }) => {
      helper('vault');
      write(join(home, file), JSON.stringify(config()));
      expect(await pulled()).toBe(
        'chart demo 0.1.0: HOST asks for credentials, and the credential helper has none that it takes: ' +
          `${fetching}: basic credential not found\n` +
          `${loginRemedy}\n` +
          'absent',
      );
      expect(await pulled(setting)).toBe(had);
    });

    test('credentials of the usual helper of the machine are used if no file names a helper', async () => {
      helper('secretservice');
      helper('pass');
      expect(await pulled(setting)).toBe(had);
    });

    test('a helper that is not installed is reported in our words', async () => {
      write(join(home, '.docker/config.json'), JSON.stringify({ credsStore: 'gone' }));
      expect(await pulled()).toBe(
        [
          'chart demo 0.1.0: the credentials of HOST are kept by docker-credential-gone, ' +
            `which cannot be started: ${fetching}: failed to resolve credential: exec: ` +
            '"docker-credential-gone": executable file not found in $PATH',
          'Install docker-credential-gone in PATH, or take it out of the files of "helm registry login" ' +
            'and "docker login"',
          'absent',
        ].join('\n'),
      );
    });

    test('a helper that fails is reported in its own words', async () => {
      program('docker-credential-vault', 'echo "the vault is locked"; exit 1');
      write(join(home, '.docker/config.json'), JSON.stringify({ credsStore: 'vault' }));
      expect(await pulled()).toBe(
        `chart demo 0.1.0: ${fetching}: failed to resolve credential: the vault is locked\n\nabsent`,
      );
    });
  });

  test.each([
    { stored: 'no credentials are', config: undefined, problem: 'asks for credentials, and none are stored for it' },
    {
      stored: 'only credentials of another registry are',
      config: '{"auths":{"other.example":{"auth":"bWU6eA=="}}}',
      problem: 'asks for credentials, and none are stored for it',
    },
  ])('the error says how to log in where $stored stored', async ({ config, problem }) => {
    if (config !== undefined) write(join(home, '.docker/config.json'), config);
    const none = `chart demo 0.1.0: HOST ${problem}: ${fetching}: basic credential not found\n${loginRemedy}\nabsent`;
    expect(await pulled()).toBe(none);
  });

  test('the error says how to log in where wrong credentials are stored, and does not show them', async () => {
    const wrong = Buffer.from('me:battery-staple').toString('base64');
    write(join(home, '.docker/config.json'), withAuth(wrong));
    expect(await pulled()).toBe(
      `chart demo 0.1.0: HOST refuses the credentials that are stored for it: ${fetching}: ` +
        'response status code 401: unauthorized: authentication required: [map[Action:pull Class: ' +
        'Name:charts/demo Type:repository]]\n' +
        `${loginRemedy}\n` +
        'absent',
    );
  });

  test.each(['.docker/config.json', '.config/helm/registry/config.json'])(
    'names %s where it is damaged',
    async (file) => {
      write(join(home, file), '{"auths":');
      expect(await pulled()).toBe(
        `chart demo 0.1.0: HOST asks for credentials, and ${join(home, file)} cannot be read: ` +
          'it is not JSON, or not yours\n' +
          'Mend it, or remove it and log in anew: helm registry login HOST -u <user>\n' +
          'absent',
      );
    },
  );

  describe('the settings of the person who runs Helm', () => {
    /** A program that writes down its arguments and environment, and then runs Helm. */
    const watched = (): string => program('helm', `{ echo "args $*"; env; } >>"${home}/seen"\nexec "${helm}" "$@"`);
    const seen = (): readonly string[] => readFileSync(join(home, 'seen'), 'utf8').split('\n');

    test('Helm gets the files of credentials, but no home, no settings of the person and no token', async () => {
      write(join(home, '.docker/config.json'), withAuth());
      const more = {
        GITHUB_TOKEN: 'x',
        HELM_PLUGINS: '/p',
        HELM_REPOSITORY_CONFIG: '/r',
        KUBECONFIG: '/k',
        HTTPS_PROXY: 'p',
      };
      expect(await pulled(more, { helm: watched() })).toBe(had);
      const names = seen().flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);
      expect(names.filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name)).sort()).toEqual([
        'DOCKER_CONFIG',
        'GOGC',
        'GOMEMLIMIT',
        'HELM_CACHE_HOME',
        'HELM_CONFIG_HOME',
        'HELM_DATA_HOME',
        'HELM_REGISTRY_CONFIG',
        'HOME',
        'HTTPS_PROXY',
        'KUBECONFIG',
        'PATH',
      ]);
      const homes = seen().filter((line) => /^(HOME|HELM_\w+_HOME)=/.test(line));
      expect(homes.filter((line) => !line.includes(`=${cacheFolder}/helm-`))).toEqual([]);
      expect(seen().filter((line) => line.includes(password) || line.includes(auth))).toEqual([]);
    });

    test('Helm uses its own folders even where a helper needs the home, and ignores the settings there', async () => {
      write(join(home, '.vault'), password);
      write(join(home, '.docker/config.json'), JSON.stringify({ credsStore: 'vault' }));
      program('docker-credential-vault', `printf '{"Username":"me","Secret":"%s"}' "$(cat "$HOME/.vault")"`);
      write(join(home, '.local/share/helm/plugins/broken/plugin.yaml'), '{');
      write(join(home, '.config/helm/repositories.yaml'), '{');
      const more = { HELM_PLUGINS: '/p', HELM_DRIVER: 'x', KUBECONFIG: '/k', SOVEREIGN_FLEET_GITHUB_TOKEN: 'x' };
      expect(await pulled(more, { helm: watched() })).toBe(had);
      expect(seen()).toContain(`HOME=${home}`);
      expect(seen()).not.toContain('KUBECONFIG=/k');
      const kept = seen().filter((line) => /^(HELM_|KUBE|SOVEREIGN_FLEET_)/.test(line));
      expect(kept.map((line) => line.replace(/=.*/, '')).sort()).toEqual([
        'HELM_CACHE_HOME',
        'HELM_CONFIG_HOME',
        'HELM_DATA_HOME',
        'HELM_REGISTRY_CONFIG',
        'KUBECONFIG',
      ]);
    });

    test('no credential is left in the cache, and no file of credentials is written', async () => {
      write(join(home, '.docker/config.json'), withAuth());
      cpSync(join(home, '.docker'), join(home, 'before'), { recursive: true });
      await pulled();
      await pulled({}, { version: { tag: '9.9.9' } });
      const files = readdirSync(cacheFolder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
      expect(files).toHaveLength(2);
      const texts = files.map((one) => readFileSync(join(one.parentPath, one.name), 'latin1'));
      expect(texts.filter((text) => text.includes(password) || text.includes(auth))).toEqual([]);
      expect(readdirSync(home).sort()).toEqual(['.docker', 'before']);
      expect(readFileSync(join(home, '.docker/config.json'))).toEqual(readFileSync(join(home, 'before/config.json')));
    });
  });
});
