import { join } from 'node:path';
import {
  closedRegistry,
  type Environment,
  fileWithAuth,
  had,
  logIn,
  password,
  pullDemo,
  writeProgram,
  writeWithFolder,
} from '../testing/closed-registry';
import { hasRegistry, whyNoRegistry } from '../testing/loopback-registry';

// Helm reads the credentials that `helm registry login` and `docker login` wrote.

const loginRemedy = 'Log in as somebody who may read charts/demo: helm registry login HOST -u <user>';
const fetching = 'failed to perform "FetchReference" on source: GET "http://HOST/v2/charts/demo/manifests/0.1.0"';

(hasRegistry ? describe : describe.skip)(`a registry that wants a password${whyNoRegistry}`, () => {
  const registry = closedRegistry();

  test.each([{ tag: '0.1.0' }, { semver: '0.1.x' }, 'digest'])(
    'the registry gives the chart of %j to a person who ran helm registry login',
    async (version) => {
      logIn(registry, { HOME: registry.home, PATH: process.env['PATH'] });
      expect(
        await pullDemo(registry, {}, { version: typeof version === 'string' ? { digest: registry.digest } : version }),
      ).toBe(had);
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
      expect(await pullDemo(registry, environment(registry.home))).toMatch(/none are stored/);
      writeWithFolder(join(registry.home, file), fileWithAuth(registry));
      expect(await pullDemo(registry, environment(registry.home))).toBe(had);
    },
  );

  describe('credentials that a helper keeps', () => {
    /** A helper that needs the home and a variable of the person, as helpers for pass and for clouds do. */
    const helper = (name: string): string =>
      writeProgram(
        registry,
        `docker-credential-${name}`,
        `[ "$HELPER_SETTING" = on ] || { echo "credentials not found in native keychain"; exit 1; }
printf '{"Username":"me","Secret":"%s"}' "$(cat "$HOME/.vault")"`,
      );
    const setting = { HELPER_SETTING: 'on' };
    beforeEach(() => {
      writeWithFolder(join(registry.home, '.vault'), password);
    });

    test.each([
      { config: () => ({ credsStore: 'vault' }), file: '.docker/config.json' },
      { config: () => ({ credHelpers: { [registry.host]: 'vault' } }), file: '.docker/config.json' },
      { config: () => ({ auths: {}, credsStore: 'vault' }), file: '.config/helm/registry/config.json' },
    ])('credentials of a helper are used if $file names the helper', async ({ config, file }) => {
      helper('vault');
      writeWithFolder(join(registry.home, file), JSON.stringify(config()));
      expect(await pullDemo(registry)).toBe(
        'chart demo 0.1.0: HOST asks for credentials, and the credential helper has none that it takes: ' +
          `${fetching}: basic credential not found\n` +
          `${loginRemedy}\n` +
          'absent',
      );
      expect(await pullDemo(registry, setting)).toBe(had);
    });

    test('credentials of the usual helper of the machine are used if no file names a helper', async () => {
      helper('secretservice');
      helper('pass');
      expect(await pullDemo(registry, setting)).toBe(had);
    });

    test('a helper that is not installed is reported in our words', async () => {
      writeWithFolder(join(registry.home, '.docker/config.json'), JSON.stringify({ credsStore: 'gone' }));
      expect(await pullDemo(registry)).toBe(
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
      writeProgram(registry, 'docker-credential-vault', 'echo "the vault is locked"; exit 1');
      writeWithFolder(join(registry.home, '.docker/config.json'), JSON.stringify({ credsStore: 'vault' }));
      expect(await pullDemo(registry)).toBe(
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
    if (config !== undefined) writeWithFolder(join(registry.home, '.docker/config.json'), config);
    const none = `chart demo 0.1.0: HOST ${problem}: ${fetching}: basic credential not found\n${loginRemedy}\nabsent`;
    expect(await pullDemo(registry)).toBe(none);
  });

  test('the error says how to log in where wrong credentials are stored, and does not show them', async () => {
    const wrong = Buffer.from('me:battery-staple').toString('base64');
    writeWithFolder(join(registry.home, '.docker/config.json'), fileWithAuth(registry, wrong));
    expect(await pullDemo(registry)).toBe(
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
      writeWithFolder(join(registry.home, file), '{"auths":');
      expect(await pullDemo(registry)).toBe(
        `chart demo 0.1.0: HOST asks for credentials, and ${join(registry.home, file)} cannot be read: ` +
          'it is not JSON, or not yours\n' +
          'Mend it, or remove it and log in anew: helm registry login HOST -u <user>\n' +
          'absent',
      );
    },
  );
});
