import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'outside-inputs-'));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

type Named = Readonly<Record<string, string>>;

/** What Nx is told; `H` in a variable is the home. */
function printed(variables: Named = {}): string {
  const own = Object.entries(variables).map(([name, value]) => [name, value.replace('H', home)]);
  const env = { PATH: '/none', HOME: home, ...Object.fromEntries(own) } as NodeJS.ProcessEnv;
  return execFileSync(process.execPath, [join(__dirname, 'outside-inputs.mjs')], { env, cwd: home, encoding: 'utf8' });
}

test.each<{ file: string; variables?: Named }>([
  { file: '.config/helm/registry/config.json' },
  { file: '.config/helm/repositories.yaml' },
  { file: '.docker/config.json' },
  { file: 'x/helm/registry/config.json', variables: { XDG_CONFIG_HOME: 'H/x' } },
  { file: 'x/registry/config.json', variables: { HELM_CONFIG_HOME: 'H/x', XDG_CONFIG_HOME: 'H/y' } },
  { file: 'x/config.json', variables: { DOCKER_CONFIG: 'H/x' } },
  { file: 'x.json', variables: { HELM_REGISTRY_CONFIG: 'H/x.json' } },
  { file: 'x.yaml', variables: { HELM_REPOSITORY_CONFIG: 'H/x.yaml' } },
])('a login is seen that writes $file with $variables, and nothing of it is told', ({ file, variables }) => {
  const before = printed(variables);
  expect(printed(variables)).toBe(before);
  mkdirSync(dirname(join(home, file)), { recursive: true });
  writeFileSync(join(home, file), '{"auths":{"ghcr.io":{"auth":"c2VjcmV0"}}}');
  const after = printed(variables);
  expect(after).not.toBe(before);
  expect(after).not.toMatch(/ghcr|c2VjcmV0/);
  expect(before).toContain(`login ${join(home, file)} nothing\n`);
});

describe('where machines share a cache', () => {
  const shared = { NX_SELF_HOSTED_REMOTE_CACHE_SERVER: 'http://127.0.0.1:9' };
  const logIn = (file: string, text: string, folder = home) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const docker = (host: string, secret: string) => JSON.stringify({ auths: { [host]: { auth: secret } } });
  const repositories = (url: string, secret: string) =>
    `apiVersion: ""\nrepositories:\n- name: own\n  password: ${secret}\n  url: ${url}\n`;

  test.each([
    { file: '.docker/config.json', text: docker },
    { file: '.config/helm/registry/config.json', text: docker },
    { file: '.config/helm/repositories.yaml', text: repositories },
  ])('a login in $file counts by its host, whoever logs in where', ({ file, text }) => {
    const without = printed(shared);
    logIn(file, text('charts.example.com', 'one'));
    const first = printed(shared);
    expect(first).not.toBe(without);
    expect(first).not.toMatch(/charts\.example\.com|one/);
    const elsewhere = join(home, 'elsewhere');
    logIn(file, text('charts.example.com', 'another'), elsewhere);
    expect(printed({ ...shared, HOME: 'H/elsewhere' })).toBe(first);
    logIn(file, text('other.example.com', 'one'));
    expect(printed(shared)).not.toBe(first);
  });

  test('a file that cannot be understood counts as it is written', () => {
    logIn('.docker/config.json', 'no JSON');
    const first = printed(shared);
    logIn('.docker/config.json', 'none either');
    expect(printed(shared)).not.toBe(first);
  });
});

describe('of a program that takes long to read', () => {
  const program = () => join(home, 'helm');
  const kept = () => join(home, 'node_modules/.cache/sovereign-fleet/compiled');
  const write = (text: string) => {
    writeFileSync(program(), Buffer.alloc(2 ** 21, text));
  };
  const digest = () => printed({ SOVEREIGN_FLEET_HELM: 'H/helm' }).split('\n')[0];
  /** What has just been written is read each time: its date may be that of the next write. */
  const isOld = () => setTimeout(2100);

  test('the hash is kept by its dates and its size, and is what it is without that', async () => {
    write('one');
    await isOld();
    const read = digest();
    mkdirSync(kept(), { recursive: true });
    expect([digest(), digest()]).toEqual([read, read]);
    const [name = '', ...others] = readdirSync(kept());
    expect(others).toEqual([]);
    writeFileSync(join(kept(), name), JSON.stringify('0'.repeat(64)));
    expect(digest()).toContain('0'.repeat(64));
    writeFileSync(join(kept(), name), 'no hash');
    expect(digest()).toBe(read);
  });

  test('another program of the same size and date has another hash', async () => {
    mkdirSync(kept(), { recursive: true });
    write('one');
    await isOld();
    const read = digest();
    const { atime, mtime } = statSync(program());
    write('two');
    utimesSync(program(), atime, mtime);
    expect(digest()).not.toBe(read);
    expect(readdirSync(kept())).toHaveLength(1);
  });
});
