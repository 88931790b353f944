import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChartReference } from '../contract/ports';
import { hasRegistry, whyNoRegistry } from '../testing/loopback-registry';
import { chartPulls, demoRegistry, packagedCharts, push, runHelm } from '../testing/packaged-charts';

const charts = packagedCharts();
const { found, reasonOf, rendered } = chartPulls(charts);

(hasRegistry ? describe : describe.skip)(`an OCI registry on loopback${whyNoRegistry}`, () => {
  const demo = demoRegistry(charts);

  /** The path of the first file in a folder of the cache. */
  const firstIn = (folder: string): string =>
    join(charts.cacheFolder, folder, readdirSync(join(charts.cacheFolder, folder))[0] ?? '');
  const stored = (): string => firstIn('archives');
  const note = (): string => firstIn('requests');

  test('the registry is not asked again for a digest that is in the cache', async () => {
    const reference = { kind: 'oci', url: demo.url, digest: demo.digest } as const;
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
      const reference = { kind: 'oci', url: demo.url, ...asked } as ChartReference;
      const pulled = await found(reference);
      expect(await found(reference)).toEqual(pulled);
      expect(await found(reference, { offline: true })).toEqual({ ...pulled, origin: 'kept' });
    },
  );

  test('a tag that was moved in the registry is pulled anew, and offline it gives what it gave last', async () => {
    const moving = join(charts.root, 'moving');
    mkdirSync(join(moving, 'templates'), { recursive: true });
    writeFileSync(join(moving, 'Chart.yaml'), 'apiVersion: v2\nname: moving\nversion: 1.0.0\n');
    const reference = { kind: 'oci', url: `oci://${demo.host}/charts/moving`, tag: '1.0.0' } as const;
    const pushed = (version: string): void => {
      writeFileSync(join(moving, 'templates/a.yaml'), `kind: A\nversion: ${version}\n`);
      runHelm(charts, ['package', moving, `--destination=${charts.root}`]);
      push(charts, demo.host, join(charts.root, 'moving-1.0.0.tgz'));
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
    const reference = { kind: 'oci', url: demo.url, tag: '0.1.0' } as const;
    const pulled = await found(reference);
    writeFileSync(at(), text);
    expect(await reasonOf(reference, { offline: true })).toBe(
      'chart demo 0.1.0: it is not in the cache, and offline nothing is looked up (absent)',
    );
    expect(await found(reference)).toEqual(pulled);
    expect(rendered(pulled)).toBe('0.1.0');
    expect(await found(reference, { offline: true })).toEqual({ ...pulled, origin: 'kept' });
  });

  test.each(['', 'archives', 'requests'])(
    'a chart is pulled for this run alone where a file is in the place of the cache: "%s"',
    async (folder) => {
      const place = join(charts.cacheFolder, 'kept');
      if (folder !== '') mkdirSync(place);
      writeFileSync(join(place, folder), 'a file');
      const reference = { kind: 'oci', url: demo.url, tag: '0.1.0' } as const;
      expect(rendered(await found(reference, { cacheFolder: place }))).toBe('0.1.0');
      expect(await reasonOf(reference, { cacheFolder: place, offline: true })).toBe(
        'chart demo 0.1.0: it is not in the cache, and offline nothing is looked up (absent)',
      );
    },
  );

  test('ten chart stores that pull the same chart at once share one whole archive', async () => {
    const pulled = await Promise.all(
      Array.from({ length: 10 }, () => found({ kind: 'oci', url: demo.url, tag: '0.1.0' })),
    );
    expect(new Set(pulled.map(({ path }) => path)).size).toBe(1);
    for (const chart of pulled.slice(0, 1)) expect(rendered(chart)).toBe('0.1.0');
    expect(readdirSync(charts.cacheFolder).sort()).toEqual(['archives', 'assembled', 'requests']);
    expect(readdirSync(join(charts.cacheFolder, 'archives'))).toHaveLength(1);
    expect(readdirSync(join(charts.cacheFolder, 'requests'))).toHaveLength(1);
  });
});
