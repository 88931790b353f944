import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ChartReference } from '../contract/ports';
import { hasRegistry, startRegistry, whyNoRegistry } from '../testing/loopback-registry';
import { serversOfTests } from '../testing/loopback-server';
import { chartPulls, demoRegistry, packagedCharts, push } from '../testing/packaged-charts';

const charts = packagedCharts();
const { found, reasonOf, rendered } = chartPulls(charts);
const serve = serversOfTests();

(hasRegistry ? describe : describe.skip)(`an OCI registry on loopback${whyNoRegistry}`, () => {
  const demo = demoRegistry(charts);

  test.each<{ asked: Partial<ChartReference>; version: string }>([
    { asked: { tag: '0.1.0' }, version: '0.1.0' },
    { asked: { tag: '0.2.0_b1' }, version: '0.2.0+b1' },
    { asked: { tag: '0.3.0-rc.1' }, version: '0.3.0-rc.1' },
    { asked: { semver: '0.1.x' }, version: '0.1.5' },
    { asked: { semver: '>=0.1.0, <0.2.0' }, version: '0.1.5' },
    { asked: { semver: '*' }, version: '0.2.0+b1' },
    { asked: { semver: '>=0.3.0-0' }, version: '0.3.0-rc.1' },
    { asked: { semver: '0.1.0', tag: '0.1.5' }, version: '0.1.0' },
    { asked: { semver: '=0.1' }, version: '0.1.5' },
    { asked: { semver: '=0.2.0' }, version: '0.2.0+b1' },
  ])('the registry is asked for $asked, and gives version $version', async ({ asked, version }) => {
    const chart = await found({ kind: 'oci', url: demo.url, ...asked } as ChartReference);
    expect(chart).toMatchObject({ name: 'demo', version, origin: 'pulled', standIns: [] });
    expect(rendered(chart)).toBe(version);
  });

  test('the registry is asked for a digest before a tag', async () => {
    const chart = await found({ kind: 'oci', url: demo.url, digest: demo.digest, tag: '0.1.5' });
    expect(chart).toMatchObject({ version: '0.1.0', origin: 'pulled' });
    expect(rendered(chart)).toBe('0.1.0');
  });

  test('an OCIRepository has the digest of its manifest in its version, also offline and by a tag', async () => {
    const asked = { kind: 'oci', url: demo.url, tag: '0.1.0', tracksRevision: true } as const;
    for (const offline of [false, true]) {
      const chart = await found(asked, { offline });
      expect(chart).toMatchObject({ version: '0.1.0', revision: demo.digest });
      expect(rendered(chart)).toBe(`0.1.0+${demo.digest.slice('sha256:'.length, 'sha256:'.length + 12)}`);
    }
  });

  test('a HelmRepository of type oci is pulled from the registry too', async () => {
    const reference = { kind: 'helm', url: `oci://${demo.host}/charts/`, name: 'demo', version: '~0.1.0' } as const;
    expect(await found(reference)).toMatchObject({ version: '0.1.5', origin: 'pulled' });
  });

  test('a tag with v before a version is that version for helm-controller, and the chart is taken', async () => {
    const tags = join(charts.root, 'registry/docker/registry/v2/repositories/charts/demo/_manifests/tags');
    execFileSync('cp', ['-r', join(tags, '0.1.5'), join(tags, 'v0.1.5')]);
    expect(await found({ kind: 'oci', url: demo.url, tag: 'v0.1.5' })).toMatchObject({ version: '0.1.5' });
    expect(await reasonOf({ kind: 'oci', url: demo.url, tag: 'v0.1.0' })).toBe(
      `chart demo v0.1.0: ${demo.url} has no such version: failed to perform "FetchReference" on source: ` +
        `${demo.host}/charts/demo:v0.1.0: not found (absent). Write 0.1.0, which it has: Flux asks for the tag ` +
        'letter by letter',
    );
    execFileSync('mv', [join(tags, '0.1.5'), join(charts.root, 'moved')]);
    expect(await reasonOf({ kind: 'oci', url: demo.url, tag: '0.1.5' })).toBe(
      `chart demo 0.1.5: ${demo.url} has no such version: failed to perform "FetchReference" on source: ` +
        `${demo.host}/charts/demo:0.1.5: not found (absent). Write v0.1.5, which it has: Flux asks for the tag ` +
        'letter by letter',
    );
    execFileSync('mv', [join(charts.root, 'moved'), join(tags, '0.1.5')]);
    rmSync(join(tags, 'v0.1.5'), { recursive: true });
  });

  const none = `sha256:${'0'.repeat(64)}`;
  test.each<{ asked: Partial<ChartReference>; at?: string; says: string }>([
    {
      asked: { tag: '9.9.9' },
      says:
        'chart demo 9.9.9: oci://HOST/charts/demo has no such version: failed to perform "FetchReference" on ' +
        'source: HOST/charts/demo:9.9.9: not found (absent). Write a version that it has; the newest is 0.2.0+b1',
    },
    {
      asked: { digest: none },
      says:
        `chart demo ${none}: oci://HOST/charts/demo has no such digest: failed to perform "FetchReference" on ` +
        `source: HOST/charts/demo@${none}: not found (absent). Write the digest that it gives for the version, or ` +
        'remove the digest',
    },
    {
      asked: { semver: '>=9' },
      says:
        'chart demo >=9: oci://HOST/charts/demo has no such version: could not locate a version matching provided ' +
        'version string >=9 (absent). Write a version that it has; the newest is 0.2.0+b1',
    },
    {
      asked: { tag: '1.0.0' },
      at: 'none',
      says:
        'chart none 1.0.0: oci://HOST/charts/none has no such version: failed to perform "FetchReference" on ' +
        'source: HOST/charts/none:1.0.0: not found (absent). Write a version that it has',
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
      const of = at === undefined ? demo.url : demo.url.replace('demo', at);
      expect(await reasonOf({ kind: 'oci', url: of, ...asked } as ChartReference)).toBe(
        says.replaceAll('HOST', demo.host),
      );
      expect(readdirSync(charts.cacheFolder)).toEqual([]);
    },
  );

  test('the registry gives a dependency that the workspace does not have', async () => {
    const umbrella = join(charts.root, 'charts/umbrella');
    mkdirSync(umbrella, { recursive: true });
    const dependency = `{name: demo, version: 0.1.x, repository: "oci://${demo.host}/charts"}`;
    writeFileSync(
      join(umbrella, 'Chart.yaml'),
      `apiVersion: v2\nname: umbrella\nversion: 1.0.0\ndependencies: [${dependency}]\n`,
    );
    const chart = await found({ kind: 'folder', path: 'charts/umbrella' });
    expect(chart).toMatchObject({ name: 'umbrella', version: '1.0.0', origin: 'workspace' });
    expect(rendered(chart)).toBe('0.1.5');
  });

  test('a registry that is down is named, and a chart that was pulled before is still found offline', async () => {
    const other = await startRegistry({ root: charts.root, name: 'down' });
    push(charts, other.host, charts.archives[0] ?? '');
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
    const source = join(charts.root, 'registry/docker/registry/v2/repositories/charts/demo/_manifests/tags');
    execFileSync('cp', ['-r', join(source, '0.1.0'), join(source, '7.0.0')]);
    const reference = { kind: 'oci', url: demo.url, tag: '7.0.0' } as const;
    expect(await reasonOf(reference)).toBe(
      'chart demo 7.0.0: the chart under the tag 7.0.0 has version 0.1.0, and Flux refuses that',
    );
    rmSync(join(source, '7.0.0'), { recursive: true });
  });

  test('another chart than a HelmRepository names is refused; an OCIRepository names none', async () => {
    const all = join(charts.root, 'registry/docker/registry/v2/repositories/charts');
    execFileSync('cp', ['-r', join(all, 'demo'), join(all, 'other')]);
    const url = demo.url.replace('demo', 'other');
    const parent = url.replace(/\/other$/, '');
    expect(await reasonOf({ kind: 'helm', url: parent, name: 'other', version: '0.1.0' })).toBe(
      `chart other 0.1.0: ${url} gave the chart demo for other`,
    );
    for (const asked of [{ tag: '0.1.0' }, { digest: demo.digest }])
      expect((await found({ kind: 'oci', url, ...asked })).name).toBe('demo');
    rmSync(join(all, 'other'), { recursive: true });
  });

  test('a registry that does not answer in time is named, and nothing is left of the attempt', async () => {
    const silent = await serve(() => undefined);
    const reference = { kind: 'oci', url: `oci://${silent}/charts/demo`, tag: '0.1.0' } as const;
    expect(await reasonOf(reference, { timeoutSeconds: 1 })).toBe(
      `chart demo 0.1.0: ${basename(charts.helm)} did not end within 1 seconds and was stopped (absent)`,
    );
    expect(readdirSync(charts.cacheFolder)).toEqual([]);
  });
});
