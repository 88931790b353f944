import { execFileSync } from 'node:child_process';
import {
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ChartStoreOptions } from './chart-store';
import { hasRegistry, pushChart, type Registry, startRegistry, whyNoRegistry } from '../testing/loopback-registry';
import { findChart, reasonOfMissingChart } from '../testing/find-chart';
import type { Chart, ChartReference } from '../contract/ports';
import { findHelm } from '../programs/programs';

let helm: string;

let root: string;
let cacheFolder: string;
const archives: string[] = [];

/** The versions of the chart `demo` that real `helm package` makes. */
const versions = ['0.1.0', '0.1.5', '0.2.0+b1', '0.3.0-rc.1'];

beforeAll(async () => {
  helm = await findHelm();
  root = mkdtempSync(join(tmpdir(), 'chart-pull-'));
  const chart = join(root, 'demo');
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: demo\nversion: 0.0.0\n');
  writeFileSync(join(chart, 'templates/a.yaml'), 'kind: A\nversion: {{ .Chart.Version }}\n');
  for (const version of versions) {
    execFileSync(helm, ['package', chart, `--version=${version}`, `--destination=${root}`], { env: helmHome() });
    archives.push(join(root, `demo-${version}.tgz`));
  }
});
afterAll(() => {
  rmSync(root, { recursive: true });
});
beforeEach(() => {
  cacheFolder = mkdtempSync(join(root, 'cache-'));
});

function helmHome(): NodeJS.ProcessEnv {
  const home = join(root, 'home');
  return { PATH: process.env['PATH'], HOME: home, HELM_CACHE_HOME: home, HELM_CONFIG_HOME: home, HELM_DATA_HOME: home };
}

const options = (more: Partial<ChartStoreOptions> = {}): ChartStoreOptions => ({
  helm,
  root,
  cacheFolder,
  timeoutSeconds: 30,
  environment: { PATH: process.env['PATH'] },
  offline: false,
  localCharts: new Map(),
  subcharts: new Map(),
  ...more,
});

const found = (reference: ChartReference, more: Partial<ChartStoreOptions> = {}): Promise<Chart> =>
  findChart(options(more), reference);
const reasonOf = (reference: ChartReference, more: Partial<ChartStoreOptions> = {}): Promise<string> =>
  reasonOfMissingChart(options(more), reference);

const rendered = ({ path }: Chart): string =>
  /^version: (.*)$/m.exec(execFileSync(helm, ['template', 'x', path], { encoding: 'utf8' }))?.[1] ?? '';

const stored = (): string => join(cacheFolder, 'archives', readdirSync(join(cacheFolder, 'archives'))[0] ?? '');

const whereRegistryRuns = hasRegistry ? describe : describe.skip;

function push(host: string, archive: string): string {
  return pushChart({ helm, host, archive, env: helmHome() });
}

whereRegistryRuns(`an OCI registry on loopback${whyNoRegistry}`, () => {
  let registry: Registry;
  let url: string;
  let digest: string;
  beforeAll(async () => {
    registry = await startRegistry({ root, name: 'registry' });
    url = `oci://${registry.host}/charts/demo`;
    digest = archives.map((archive) => push(registry.host, archive))[0] ?? '';
  });
  afterAll(() => registry.stop());

  test.each<{ asked: Partial<ChartReference>; version: string }>([
    { asked: { tag: '0.1.0' }, version: '0.1.0' },
    { asked: { tag: '0.2.0_b1' }, version: '0.2.0+b1' },
    { asked: { tag: '0.3.0-rc.1' }, version: '0.3.0-rc.1' },
    { asked: { semver: '0.1.x' }, version: '0.1.5' },
    { asked: { semver: '>=0.1.0, <0.2.0' }, version: '0.1.5' },
    { asked: { semver: '*' }, version: '0.2.0+b1' },
    { asked: { semver: '>=0.3.0-0' }, version: '0.3.0-rc.1' },
    { asked: { semver: '0.1.0', tag: '0.1.5' }, version: '0.1.0' },
  ])('the registry is asked for $asked, and gives version $version', async ({ asked, version }) => {
    const chart = await found({ kind: 'oci', url, ...asked } as ChartReference);
    expect(chart).toMatchObject({ name: 'demo', version, origin: 'pulled', standIns: [] });
    expect(rendered(chart)).toBe(version);
  });

  test('the registry is asked for a digest before a tag', async () => {
    const chart = await found({ kind: 'oci', url, digest, tag: '0.1.5' });
    expect(chart).toMatchObject({ version: '0.1.0', origin: 'pulled' });
    expect(basename(chart.path)).toBe(`${chart.digest.replace('sha256:', '')}.tgz`);
  });

  test('a HelmRepository of type oci is pulled from the registry too', async () => {
    const reference = { kind: 'helm', url: `oci://${registry.host}/charts/`, name: 'demo', version: '~0.1.0' } as const;
    expect(await found(reference)).toMatchObject({ version: '0.1.5', origin: 'pulled' });
  });

  const none = `sha256:${'0'.repeat(64)}`;
  test.each<{ asked: Partial<ChartReference>; at?: string; says: string }>([
    {
      asked: { tag: '9.9.9' },
      says:
        'chart demo 9.9.9: failed to perform "FetchReference" on source: HOST/charts/demo:9.9.9: ' +
        'not found (absent)',
    },
    {
      asked: { digest: none },
      says:
        `chart demo ${none}: failed to perform "FetchReference" on source: HOST/charts/demo@${none}: ` +
        'not found (absent)',
    },
    {
      asked: { semver: '>=9' },
      says: 'chart demo >=9: could not locate a version matching provided version string >=9 (absent)',
    },
    {
      asked: { tag: '1.0.0' },
      at: 'none',
      says:
        'chart none 1.0.0: failed to perform "FetchReference" on source: HOST/charts/none:1.0.0: ' +
        'not found (absent)',
    },
    {
      asked: { semver: '*' },
      at: 'none',
      says:
        'chart none *: GET "http://HOST/v2/charts/none/tags/list": response status code 404: ' +
        'name unknown: repository name not known to registry: map[name:charts/none] (absent)',
    },
  ])(
    'the registry has no chart for $asked, and the error has the words of Helm: $says',
    async ({ asked, at, says }) => {
      const of = at === undefined ? url : url.replace('demo', at);
      expect(await reasonOf({ kind: 'oci', url: of, ...asked } as ChartReference)).toBe(
        says.replace('HOST', registry.host),
      );
      expect(readdirSync(cacheFolder)).toEqual([]);
    },
  );

  test('the registry is not asked again for a digest that is in the cache', async () => {
    const reference = { kind: 'oci', url, digest } as const;
    const pulled = await found(reference);
    // The second path to Helm is wrong: a chart in the cache is found without Helm.
    expect(await found(reference, { helm: '/nonexistent/helm' })).toEqual({ ...pulled, origin: 'cache' });
    expect(await found(reference, { offline: true })).toEqual({ ...pulled, origin: 'cache' });
  });

  test.each<{ asked: Partial<ChartReference> }>([
    { asked: { semver: '0.1.x' } },
    { asked: { semver: '0.1.0' } },
    { asked: { tag: '0.1.0' } },
  ])(
    'the registry is asked again for $asked in the next run; offline the last answer is used and called kept',
    async ({ asked }) => {
      const reference = { kind: 'oci', url, ...asked } as ChartReference;
      const pulled = await found(reference);
      expect(await found(reference)).toEqual(pulled);
      expect(await found(reference, { offline: true })).toEqual({ ...pulled, origin: 'kept' });
    },
  );

  test('a tag that was moved in the registry is pulled anew, and offline it gives what it gave last', async () => {
    const moving = join(root, 'moving');
    mkdirSync(join(moving, 'templates'), { recursive: true });
    writeFileSync(join(moving, 'Chart.yaml'), 'apiVersion: v2\nname: moving\nversion: 1.0.0\n');
    const reference = { kind: 'oci', url: `oci://${registry.host}/charts/moving`, tag: '1.0.0' } as const;
    const pushed = (version: string): void => {
      writeFileSync(join(moving, 'templates/a.yaml'), `kind: A\nversion: ${version}\n`);
      execFileSync(helm, ['package', moving, `--destination=${root}`], { env: helmHome() });
      push(registry.host, join(root, 'moving-1.0.0.tgz'));
    };
    pushed('first');
    expect(rendered(await found(reference))).toBe('first');
    pushed('second');
    expect(rendered(await found(reference, { offline: true }))).toBe('first');
    expect(rendered(await found(reference))).toBe('second');
    expect(rendered(await found(reference, { offline: true }))).toBe('second');
  });

  test.each([
    { damage: 'other bytes', at: () => stored(), text: 'damaged' },
    { damage: 'nothing in it', at: () => stored(), text: '' },
    { damage: 'a note that is cut short', at: () => note(), text: '{"request":' },
    {
      damage: 'a note that is of another request',
      at: () => note(),
      text: `{"request":"x","sha256":"${'0'.repeat(64)}"}`,
    },
    { damage: 'a note that leads elsewhere', at: () => note(), text: '{"request":"x","sha256":"../../x"}' },
  ])('the registry is asked again where the cache holds $damage', async ({ at, text }) => {
    const reference = { kind: 'oci', url, tag: '0.1.0' } as const;
    const pulled = await found(reference);
    writeFileSync(at(), text);
    expect(await reasonOf(reference, { offline: true })).toBe(
      'chart demo 0.1.0: it is not in the cache, and offline nothing is downloaded (absent)',
    );
    expect(await found(reference)).toEqual(pulled);
    expect(rendered(pulled)).toBe('0.1.0');
    expect(await found(reference, { offline: true })).toEqual({ ...pulled, origin: 'kept' });
  });

  const note = (): string => join(cacheFolder, 'requests', readdirSync(join(cacheFolder, 'requests'))[0] ?? '');

  test('ten chart stores that pull the same chart at once share one whole archive', async () => {
    const charts = await Promise.all(Array.from({ length: 10 }, () => found({ kind: 'oci', url, tag: '0.1.0' })));
    expect(new Set(charts.map(({ path }) => path)).size).toBe(1);
    for (const chart of charts.slice(0, 1)) expect(rendered(chart)).toBe('0.1.0');
    expect(readdirSync(cacheFolder).sort()).toEqual(['archives', 'requests']);
    expect(readdirSync(join(cacheFolder, 'archives'))).toHaveLength(1);
    expect(readdirSync(join(cacheFolder, 'requests'))).toHaveLength(1);
  });

  test('the registry gives a dependency that the workspace does not have', async () => {
    const umbrella = join(root, 'umbrella');
    mkdirSync(umbrella, { recursive: true });
    const dependency = `{name: demo, version: 0.1.x, repository: "oci://${registry.host}/charts"}`;
    writeFileSync(
      join(umbrella, 'Chart.yaml'),
      `apiVersion: v2\nname: umbrella\nversion: 1.0.0\ndependencies: [${dependency}]\n`,
    );
    const chart = await found({ kind: 'folder', path: 'umbrella' });
    expect(chart).toMatchObject({ name: 'umbrella', version: '1.0.0', origin: 'workspace' });
    expect(rendered(chart)).toBe('0.1.5');
  });

  test('a registry that is down is named, and a chart that was pulled before is still found offline', async () => {
    const other = await startRegistry({ root, name: 'down' });
    push(other.host, archives[0] ?? '');
    const reference = { kind: 'oci', url: `oci://${other.host}/charts/demo`, tag: '0.1.0' } as const;
    await found(reference);
    await other.stop();
    const down =
      'failed to perform "FetchReference" on source: Get ' +
      `"http://${other.host}/v2/charts/demo/manifests/0.1.0": dial tcp ${other.host}: connect: ` +
      'connection refused';
    expect(await reasonOf(reference)).toBe(
      `chart demo 0.1.0: ${down}; it was pulled before, and --offline takes it as it was then (absent)`,
    );
    expect((await found(reference, { offline: true })).origin).toBe('kept');
    expect(await reasonOf({ ...reference, tag: '0.1.5' })).toBe(
      'chart demo 0.1.5: failed to perform "FetchReference" on source: ' +
        `Get "http://${other.host}/v2/charts/demo/manifests/0.1.5": dial tcp ${other.host}: connect: ` +
        'connection refused (absent)',
    );
  });

  test('a chart whose tag is not its version is refused, as Flux does', async () => {
    const source = join(root, 'registry/docker/registry/v2/repositories/charts/demo/_manifests/tags');
    execFileSync('cp', ['-r', join(source, '0.1.0'), join(source, '7.0.0')]);
    const reference = { kind: 'oci', url, tag: '7.0.0' } as const;
    expect(await reasonOf(reference)).toBe(
      'chart demo 7.0.0: the chart under the tag 7.0.0 has version 0.1.0, and Flux refuses that',
    );
    rmSync(join(source, '7.0.0'), { recursive: true });
  });

  test('a registry that does not answer in time is named, and nothing is left of the attempt', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((settle) => silent.listen(0, '127.0.0.1', settle));
    const reference = { kind: 'oci', url: `oci://${hostOfServer(silent)}/charts/demo`, tag: '0.1.0' } as const;
    expect(await reasonOf(reference, { timeoutSeconds: 0.5 })).toBe(
      `chart demo 0.1.0: ${basename(helm)} did not end within 0.5 seconds and was stopped (absent)`,
    );
    expect(readdirSync(cacheFolder)).toEqual([]);
    silent.closeAllConnections();
    silent.close();
  });
});

function hostOfServer(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a HelmRepository with an index on loopback', () => {
  let server: Server;
  let url: string;
  let asked: string[] = [];
  beforeAll(async () => {
    const folder = join(root, 'index');
    mkdirSync(folder);
    for (const archive of archives) execFileSync('cp', [archive, folder]);
    execFileSync(helm, ['repo', 'index', folder], { env: helmHome() });
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const file = join(folder, basename(decodeURIComponent(request.url ?? '')));
      const there = (request.url ?? '').startsWith('/charts/') && statSync(file, { throwIfNoEntry: false })?.isFile();
      if (there === true) createReadStream(file).pipe(response);
      else response.writeHead(404).end();
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    url = `http://${hostOfServer(server)}/charts`;
  });
  afterAll(() => {
    server.close();
  });
  beforeEach(() => {
    asked = [];
  });

  const index = (version: string, name = 'demo'): ChartReference => ({ kind: 'helm', url, name, version });

  test.each([
    { asked: '0.1.0', version: '0.1.0' },
    { asked: '~0.1.0', version: '0.1.5' },
    { asked: '*', version: '0.2.0+b1' },
    { asked: '', version: '0.2.0+b1' },
    { asked: '>0.2.0-0', version: '0.3.0-rc.1' },
  ])('the repository gives version $version for "$asked"', async ({ asked: version, version: given }) => {
    const chart = await found(index(version));
    expect(chart).toMatchObject({ name: 'demo', version: given, origin: 'pulled' });
    expect(rendered(chart)).toBe(given);
  });

  test('the repository is not asked twice for a full version', async () => {
    const pulled = await found(index('0.1.0'));
    expect(asked).toEqual(['/charts/index.yaml', '/charts/demo-0.1.0.tgz']);
    expect(await found(index('0.1.0'))).toEqual({ ...pulled, origin: 'cache' });
    expect(asked).toHaveLength(2);
  });

  test.each([
    {
      reference: () => index('9.9.9'),
      says: 'chart demo 9.9.9: chart "demo" version "9.9.9" not found in URL repository (absent)',
    },
    {
      reference: () => index('1.0.0', 'none'),
      says: 'chart none 1.0.0: chart "none" version "1.0.0" not found in URL repository (absent)',
    },
    {
      reference: () => index('1.0.0', '--help'),
      says: 'chart --help 1.0.0: chart "--help" version "1.0.0" not found in URL repository (absent)',
    },
    {
      reference: () => ({ ...index('0.1.0'), url: url.replace('charts', 'none') }) as ChartReference,
      says:
        'chart demo 0.1.0: looks like "NONE" is not a valid chart repository or cannot be reached: ' +
        'failed to fetch NONE/index.yaml : 404 Not Found (absent)',
    },
  ])('the repository has no such chart, and the error has the words of Helm: $says', async ({ reference, says }) => {
    const words = says.replace('URL', url).replaceAll('NONE', url.replace('charts', 'none'));
    expect(await reasonOf(reference())).toBe(words);
  });

  test.each([
    { what: 'cut short', bytes: () => readFileSync(archives[0] ?? '').subarray(0, 120) },
    { what: 'an HTML page', bytes: () => Buffer.from('<html>not found</html>') },
    { what: 'empty', bytes: () => Buffer.alloc(0) },
  ])('an archive that is $what is refused and not stored', async ({ bytes }) => {
    const entry = '{name: cut, version: 1.0.0, urls: [cut-1.0.0.tgz], apiVersion: v2}';
    const broken = createServer((request, response) => {
      response.end(request.url === '/index.yaml' ? `apiVersion: v1\nentries: {cut: [${entry}]}\n` : bytes());
    });
    await new Promise<void>((settle) => broken.listen(0, '127.0.0.1', settle));
    const reference = { kind: 'helm', url: `http://${hostOfServer(broken)}`, name: 'cut', version: '1.0.0' } as const;
    expect(await reasonOf(reference)).toMatch(/^chart cut 1\.0\.0: (the archive cannot be read: |it has no Chart)/);
    expect(readdirSync(cacheFolder)).toEqual([]);
    broken.closeAllConnections();
    broken.close();
  });
});
