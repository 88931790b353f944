import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Chart, ChartReference, TemplateRequest } from '../contract/ports';
import { helmTemplate } from '../programs/helm';
import { chartSearch, chartWorkspace, chartWriter, onVcluster, oci, umbrella } from '../testing/chart-workspace';
import { hostOfServer } from '../testing/loopback-server';
import { type RawEntry, rawArchive } from '../testing/raw-archive';
import { withHelm } from '../testing/real-programs';

withHelm('with the real helm (skipped where no helm can be had)', () => {
  const workspace = chartWorkspace();
  const { writeChart } = chartWriter(workspace);
  const { found, reasonOf } = chartSearch(workspace);

  const made = async (chart: Chart, values = '{}'): Promise<string> => {
    const more = { kubeVersion: '1.34.0', apiVersions: [], onlyTheseApis: false, redaction: 'none' } as const;
    const flags = { wholeNumbers: [], includeCrds: true, skipSchemaValidation: false };
    const request: TemplateRequest = { chart, releaseName: 'x', namespace: 'apps', values, ...flags, ...more };
    return JSON.stringify(await helmTemplate({ helm: workspace.helm, timeoutSeconds: 60 })(request));
  };
  const write = (path: string, text: string | Uint8Array): string => {
    mkdirSync(dirname(join(workspace.root, path)), { recursive: true });
    writeFileSync(join(workspace.root, path), text);
    return join(workspace.root, path);
  };
  const reads = (path: string) =>
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' +
    `data: {a: {{ .Files.Get ${JSON.stringify(path)} | quote }}}\n`;
  const inTree = (path: string, more: Partial<ChartReference> = {}): ChartReference =>
    ({ kind: 'folder', path: `gitops-out/${path}`, ...more }) as ChartReference;

  test.each([
    { says: {}, ignore: undefined, has: 'note read sops' },
    { says: { '.sourceignore': '*.md\n' }, ignore: undefined, has: 'note sops png' },
    { says: { 'charts/.sourceignore': '/c/note.txt\n' }, ignore: undefined, has: 'read sops png' },
    { says: { 'charts/c/.sourceignore': '*\n!templates/*\n!Chart.yaml\n!*.md\n' }, ignore: undefined, has: 'read' },
    { says: {}, ignore: '*.txt', has: 'read png' },
  ])('a chart of the tree has no file that its source leaves out: $says $ignore', async ({ says, ignore, has }) => {
    const files = {
      'note.txt': 'note',
      'README.md': 'read',
      'sops.txt': 'sops',
      'picture.png': 'png',
      '.sops.yaml': 'x',
    };
    const template = `${reads('note.txt')}---\n${['README.md', 'sops.txt', 'picture.png'].map(reads).join('---\n')}`;
    writeChart('gitops-out/charts/c', 'name: c\nversion: 1.0.0\n', { ...files, 'templates/a.yaml': template });
    for (const [path, text] of Object.entries(says)) write(`gitops-out/${path}`, text);
    const text = await made(await found(inTree('charts/c', ignore === undefined ? {} : { ignore })));
    expect([...text.matchAll(/"a":"(\w+)"/g)].map(([, one]) => one).join(' ')).toBe(has);
  });

  test('a chart whose Chart.yaml its source leaves out is none, and so is a values file', async () => {
    writeChart('gitops-out/charts/c', 'name: c\nversion: 1.0.0\n', { 'values.yaml': 'a: 1\n', 'prod.yaml': 'a: 2\n' });
    expect(await reasonOf(inTree('charts/c', { ignore: 'Chart.yaml' }))).toBe(
      'chart gitops-out/charts/c: its source leaves out its Chart.yaml',
    );
    const valuesFiles = ['gitops-out/charts/c/prod.yaml'];
    expect((await found(inTree('charts/c', { valuesFiles }))).name).toBe('c');
    expect(await reasonOf(inTree('charts/c', { valuesFiles, ignore: 'prod.yaml' }))).toContain('prod.yaml');
  });

  describe('what is in the workspace beside its charts', () => {
    beforeEach(() => {
      execFileSync('git', ['init', '-q', workspace.root]);
      write('.git/config', '[core]\n\ttoken = of-git\n');
      write('.gitignore', '.env*\n/charts/*/private/\n');
      write('.env.local', 'token: of-env\n');
      write('Chart.yaml', 'apiVersion: v2\nname: all\nversion: 1.0.0\n');
    });

    test.each(['file://../../..', 'file://../..', 'file://../../../charts', 'file://../../../node_modules/x'])(
      'no chart is made of it by a dependency on %s',
      async (repository) => {
        const dependency = `{name: all, version: 1.0.0, repository: "${repository}"}`;
        writeChart('node_modules/x', 'name: all\nversion: 1.0.0\n');
        writeChart('gitops-out/charts/c', `name: c\nversion: 1.0.0\ndependencies: [${dependency}]\n`);
        expect(await reasonOf(inTree('charts/c'))).toMatch(/is not below charts\/ or gitops-out\/, where charts are$/);
      },
    );

    test('what git ignores, a repository and installed packages are in no chart', async () => {
      const hidden = ['.env.local', 'private/key', '.git/config', 'node_modules/a/b', 'sub/.env'];
      const templates = Object.fromEntries(hidden.map((path, at) => [`templates/${at}.yaml`, reads(path)]));
      const files = Object.fromEntries(hidden.map((path) => [path, 'token-of-the-host']));
      writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n', { ...templates, ...files, 'own.txt': 'mine' });
      write('charts/bp-x/templates/a.yaml', reads('own.txt'));
      const text = await made(await found(oci()));
      expect(text).toContain('mine');
      expect(text).not.toContain('of-the-host');
    });

    test('no chart is read where git cannot say what it ignores', async () => {
      writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n', { 'private/key': 'token-of-the-host' });
      write('.git/HEAD', 'damaged');
      expect(await reasonOf(oci())).toMatch(/^chart bp-x 0.2.0: git does not say what it ignores: fatal: not a/);
    });

    test.each(['../.env.local', '.env.local', '../charts/.env'])('no values are read from it: %s', async (path) => {
      writeChart('gitops-out/charts/c', 'name: c\nversion: 1.0.0\n', { 'values.yaml': '{}' });
      for (const file of ['charts/.env', 'gitops-out/.env.local']) write(file, 'token: of-env\n');
      const reference = inTree('charts/c', { valuesFiles: [`gitops-out/${path}`] });
      expect(await reasonOf(reference)).toBe(`chart c: no values file found at path 'gitops-out/${path}'`);
    });
  });

  describe('an archive that no program would make', () => {
    const asked: string[] = [];
    const server = createServer(({ url = '' }, response) => {
      asked.push(url);
      response.end('{"type": "object"}');
    });
    let schema = '';
    beforeAll(async () => {
      await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
      schema = JSON.stringify({ $ref: `http://${hostOfServer(server)}/s.json` });
    });
    afterAll(() => {
      server.close();
    });

    const yaml = 'apiVersion: v2\nname: vcluster\nversion: 0.20.0\n';
    const object = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: part}\n';
    const chartWith = (...more: readonly RawEntry[]): Buffer =>
      rawArchive([{ name: 'x/Chart.yaml', content: yaml }, { name: 'x/templates/a.yaml', content: object }, ...more]);
    /** The chart bp-x with this archive as its subchart. */
    const withSubchart = async (archive: Uint8Array): Promise<Chart> => {
      writeChart('charts/bp-x', umbrella(onVcluster), { 'templates/a.yaml': object });
      const file = write('part.tgz', archive);
      return found(oci(), { subcharts: new Map([['vcluster', file]]) });
    };
    /** A line of a pax header, which begins with its own length. */
    const recordOf = (line: string): string => {
      const length = [1, 2, 3, 4, 5].map((digits) => line.length + digits + 2);
      const own = length.find((one, at) => String(one).length === at + 1) ?? 0;
      return `${own} ${line}\n`;
    };
    const record = (path: string): string => recordOf(`path=${path}`);

    test.each<{ what: string; entries: () => readonly RawEntry[] }>([
      { what: 'with a point', entries: () => [{ name: 'x/./values.schema.json', content: schema }] },
      { what: 'with a backslash', entries: () => [{ name: 'x\\values.schema.json', content: schema }] },
      { what: 'through a folder', entries: () => [{ name: 'x/a/../values.schema.json', content: schema }] },
      { what: 'of an old type', entries: () => [{ name: 'x/values.schema.json', content: schema, type: '\0' }] },
      { what: 'of a type of its own', entries: () => [{ name: 'x/values.schema.json', content: schema, type: 'Z' }] },
      {
        what: 'behind a name for all',
        entries: () => [
          { name: 'pax', content: record('x/NOTES'), type: 'g' },
          { name: 'x/values.schema.json', content: schema },
        ],
      },
      {
        what: 'behind a link with content',
        entries: () => [
          { name: 'x/link', content: '', type: '2' },
          { name: 'x/values.schema.json', content: schema },
        ],
      },
      {
        what: 'in an archive in it',
        entries: () => [
          {
            name: 'x/charts/inner.tgz',
            content: rawArchive([
              { name: 'i/Chart.yaml', content: yaml.replace('vcluster', 'inner') },
              { name: 'i/./values.schema.json', content: schema },
            ]),
          },
        ],
      },
    ])('cannot hide a schema from us that Helm would read: $what', async ({ entries }) => {
      const text = await made(await withSubchart(chartWith(...entries())));
      expect(text).toContain('"name":"part"');
      expect(asked).toEqual([]);
    });

    const part = 'x/charts/p';
    test.each<{ what: string; entries: readonly RawEntry[]; says: string }>([
      {
        what: 'a file and a folder of one name',
        entries: [{ name: 'x/a' }, { name: 'x/a/b' }],
        says: 'charts/vcluster-0.20.0.unpacked/a is a file in it, and a folder',
      },
      {
        what: 'a name that no disk takes',
        entries: [
          { name: 'pax', content: record(`x/${'n'.repeat(300)}`), type: 'x' },
          { name: 'x/a', content: 'a' },
        ],
        says: `no disk has such a name: charts/vcluster-0.20.0.unpacked/${'n'.repeat(47)}…`,
      },
      {
        what: 'a path that no disk takes',
        entries: [
          { name: 'pax', content: record(`x/${'n/'.repeat(2000)}a`), type: 'x' },
          { name: 'x/a', content: 'a' },
        ],
        says: `no disk has such a name: charts/vcluster-0.20.0.unpacked/${'n/'.repeat(23)}n…`,
      },
      {
        what: 'a hundred thousand files',
        entries: Array.from({ length: 100_000 }, (_, at) => ({ name: `x/${at}` })),
        says: 'the archive cannot be read: it has more than 10000 files',
      },
      {
        what: 'archives with many files each',
        entries: ['1', '2', '3'].map((name) => ({
          name: `${part}${name}.tgz`,
          content: rawArchive([
            { name: 'i/Chart.yaml', content: yaml.replace('vcluster', `p${name}`) },
            ...Array.from({ length: 4000 }, (_, at) => ({ name: `i/${at}` })),
          ]),
        })),
        says: 'the archive cannot be read: it has more than 10000 files',
      },
      {
        what: 'an absolute name',
        entries: [{ name: 'x//etc/passwd', content: 'a' }],
        says: 'the archive cannot be read: chart illegally contains absolute paths',
      },
      {
        what: 'a name that leads out',
        entries: [{ name: 'x/../../a', content: 'a' }],
        says: 'the archive cannot be read: chart illegally references parent directory',
      },
      {
        what: 'a file that says it has a terabyte',
        entries: [
          { name: 'pax', content: recordOf('size=1099511627776'), type: 'x' },
          { name: 'x/a', content: 'a' },
        ],
        says: 'the archive cannot be read: ',
      },
    ])('is told where it has $what, and nobody reads it', async ({ entries, says }) => {
      await expect(withSubchart(chartWith(...entries))).rejects.toThrow(says);
    });

    test('that is larger than it seems is refused', async () => {
      const zeros = Buffer.alloc(45 * 1024 * 1024);
      const large = chartWith(...['a', 'b', 'c'].map((name) => ({ name: `x/${name}`, content: zeros })));
      const reason = 'the archive cannot be read: it unpacks to more than 128 MiB';
      await expect(withSubchart(large)).rejects.toThrow(reason);
      const part = rawArchive([
        { name: 'i/Chart.yaml', content: yaml },
        { name: 'i/zeros', content: zeros },
      ]);
      const parts = ['a', 'b', 'c'].map((name) => ({ name: `x/charts/${name}.tgz`, content: part }));
      await expect(withSubchart(chartWith(...parts))).rejects.toThrow(reason);
      await expect(withSubchart(Buffer.concat([chartWith(), ...[1, 2, 3].map(() => gzipSync(zeros))]))).rejects.toThrow(
        reason,
      );
    });
  });

  test('a folder that is larger than a chart can be is refused', async () => {
    writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
    for (const name of ['a', 'b', 'c']) write(`charts/bp-x/${name}`, Buffer.alloc(45 * 1024 * 1024));
    expect(await reasonOf(oci())).toBe('chart bp-x 0.2.0: it has more than 128 MiB');
  });
});
