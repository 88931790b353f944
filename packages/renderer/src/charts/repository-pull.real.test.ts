import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { basename, join } from 'node:path';
import type { ChartReference } from '../contract/ports';
import { hostOfServer, serversOfTests } from '../testing/loopback-server';
import { chartPulls, packagedCharts, runHelm } from '../testing/packaged-charts';

const charts = packagedCharts();
const { found, reasonOf, rendered } = chartPulls(charts);
const serve = serversOfTests();

describe('a HelmRepository with an index on loopback', () => {
  let server: Server;
  let url: string;
  let asked: string[] = [];
  beforeAll(async () => {
    const folder = join(charts.root, 'index');
    mkdirSync(folder);
    for (const archive of charts.archives) execFileSync('cp', [archive, folder]);
    runHelm(charts, ['repo', 'index', folder]);
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
      says:
        'chart demo 9.9.9: URL has no such version: chart "demo" version "9.9.9" not found in URL repository ' +
        '(absent). Write a version that it has; the newest is 0.2.0+b1',
    },
    {
      reference: () => index('1.0.0', 'none'),
      says:
        'chart none 1.0.0: URL has no such version: chart "none" version "1.0.0" not found in URL repository ' +
        '(absent). Write a version that it has',
    },
    {
      reference: () => index('1.0.0', '--help'),
      says:
        'chart --help 1.0.0: URL has no such version: chart "--help" version "1.0.0" not found in URL repository ' +
        '(absent). Write a version that it has',
    },
    {
      reference: () => ({ ...index('0.1.0'), url: url.replace('charts', 'none') }) as ChartReference,
      says:
        'chart demo 0.1.0: looks like "NONE" is not a valid chart repository or cannot be reached: ' +
        'failed to fetch NONE/index.yaml : 404 Not Found (absent)',
    },
  ])('the repository has no such chart, and the error has the words of Helm: $says', async ({ reference, says }) => {
    const words = says.replaceAll('URL', url).replaceAll('NONE', url.replace('charts', 'none'));
    expect(await reasonOf(reference())).toBe(words);
  });

  const zeros = '0'.repeat(64);
  test.each([
    { entry: 'version: 0.1.0', name: 'other', says: 'URL gave the chart demo for other' },
    { entry: 'version: 9.0.0', name: 'demo', says: 'URL gave version 0.1.0 for 9.0.0' },
    {
      entry: `version: 0.1.0, digest: ${zeros}`,
      name: 'demo',
      says: `its archive has the digest sha256:HEX, and the index of its repository says ${zeros}`,
    },
    {
      entry: `version: 0.1.0, digest: ${zeros}`,
      name: 'demo',
      more: `# ${'x'.repeat(8 * 1024 * 1024)}\n`,
      says: 'the index of its repository is too large to be read, and has not its digest, sha256:HEX',
    },
  ])(
    'a chart that is not what the index says is refused and not stored: $says',
    async ({ entry, name, says, more = '' }) => {
      const archive = readFileSync(charts.archives[0] ?? '');
      const row = `{name: ${name}, ${entry}, urls: [demo.tgz], apiVersion: v2}`;
      const text = `apiVersion: v1\nentries: {${name}: [${row}]}\n${more}`;
      const liar = await serve(({ url: path }, response) => {
        response.end(path === '/index.yaml' ? text : archive);
      });
      const version = /version: ([\d.]+)/.exec(entry)?.[1] ?? '';
      const reference = { kind: 'helm', url: `http://${liar}`, name, version } as const;
      const digest = createHash('sha256').update(archive).digest('hex');
      expect(await reasonOf(reference)).toBe(
        `chart ${name} ${version}: ${says.replace('URL', reference.url).replace('HEX', digest)}`,
      );
      expect(readdirSync(charts.cacheFolder)).toEqual([]);
    },
  );

  test.each([
    { what: 'cut short', bytes: () => readFileSync(charts.archives[0] ?? '').subarray(0, 120) },
    { what: 'an HTML page', bytes: () => Buffer.from('<html>not found</html>') },
    { what: 'empty', bytes: () => Buffer.alloc(0) },
  ])('an archive that is $what is refused and not stored', async ({ bytes }) => {
    const entry = '{name: cut, version: 1.0.0, urls: [cut-1.0.0.tgz], apiVersion: v2}';
    const broken = await serve((request, response) => {
      response.end(request.url === '/index.yaml' ? `apiVersion: v1\nentries: {cut: [${entry}]}\n` : bytes());
    });
    const reference = { kind: 'helm', url: `http://${broken}`, name: 'cut', version: '1.0.0' } as const;
    expect(await reasonOf(reference)).toMatch(/^chart cut 1\.0\.0: (the archive cannot be read: |it has no Chart)/);
    expect(readdirSync(charts.cacheFolder)).toEqual([]);
  });
});
