import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  auth,
  closedRegistry,
  fileWithAuth,
  had,
  password,
  pullDemo,
  writeProgram,
  writeWithFolder,
} from '../testing/closed-registry';
import { hasRegistry, whyNoRegistry } from '../testing/loopback-registry';

(hasRegistry ? describe : describe.skip)(`a registry that wants a password${whyNoRegistry}`, () => {
  const registry = closedRegistry();

  describe('the settings of the person who runs Helm', () => {
    /** A program that writes down its arguments and environment, and then runs Helm. */
    const watched = (): string =>
      writeProgram(
        registry,
        'helm',
        `{ echo "args $*"; env; } >>"${registry.home}/seen"\nexec "${registry.helm}" "$@"`,
      );
    const seen = (): readonly string[] => readFileSync(join(registry.home, 'seen'), 'utf8').split('\n');

    test('Helm gets the files of credentials, but no home, no settings of the person and no token', async () => {
      writeWithFolder(join(registry.home, '.docker/config.json'), fileWithAuth(registry));
      const more = {
        GITHUB_TOKEN: 'x',
        HELM_PLUGINS: '/p',
        HELM_REPOSITORY_CONFIG: '/r',
        KUBECONFIG: '/k',
        HTTPS_PROXY: 'p',
      };
      expect(await pullDemo(registry, more, { helm: watched() })).toBe(had);
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
      expect(homes.filter((line) => !line.includes(`=${join(tmpdir(), 'sovereign-fleet-helm-')}`))).toEqual([]);
      expect(seen().filter((line) => line.includes(password) || line.includes(auth))).toEqual([]);
    });

    test('Helm uses its own folders even where a helper needs the home, and ignores the settings there', async () => {
      writeWithFolder(join(registry.home, '.vault'), password);
      writeWithFolder(join(registry.home, '.docker/config.json'), JSON.stringify({ credsStore: 'vault' }));
      writeProgram(
        registry,
        'docker-credential-vault',
        `printf '{"Username":"me","Secret":"%s"}' "$(cat "$HOME/.vault")"`,
      );
      writeWithFolder(join(registry.home, '.local/share/helm/plugins/broken/plugin.yaml'), '{');
      writeWithFolder(join(registry.home, '.config/helm/repositories.yaml'), '{');
      const more = { HELM_PLUGINS: '/p', HELM_DRIVER: 'x', KUBECONFIG: '/k', SOVEREIGN_FLEET_GITHUB_TOKEN: 'x' };
      expect(await pullDemo(registry, more, { helm: watched() })).toBe(had);
      expect(seen()).toContain(`HOME=${registry.home}`);
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
      writeWithFolder(join(registry.home, '.docker/config.json'), fileWithAuth(registry));
      cpSync(join(registry.home, '.docker'), join(registry.home, 'before'), { recursive: true });
      await pullDemo(registry);
      await pullDemo(registry, {}, { version: { tag: '9.9.9' } });
      const files = readdirSync(registry.cacheFolder, { recursive: true, withFileTypes: true }).filter((one) =>
        one.isFile(),
      );
      expect(files).toHaveLength(4);
      const texts = files.map((one) => readFileSync(join(one.parentPath, one.name), 'latin1'));
      expect(texts.filter((text) => text.includes(password) || text.includes(auth))).toEqual([]);
      expect(readdirSync(registry.home).sort()).toEqual(['.docker', 'before']);
      expect(readFileSync(join(registry.home, '.docker/config.json'))).toEqual(
        readFileSync(join(registry.home, 'before/config.json')),
      );
    });
  });
});
