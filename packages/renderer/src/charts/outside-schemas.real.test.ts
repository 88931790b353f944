import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { create } from 'tar';
import type { Chart, TemplateRequest } from '../contract/ports';
import { helmTemplate } from '../programs/helm';
import { chartSearch, chartWorkspace, chartWriter, oci } from '../testing/chart-workspace';
import { hostOfServer } from '../testing/loopback-server';
import { withHelm } from '../testing/real-programs';

withHelm('with the real helm (skipped where no helm can be had)', () => {
  const workspace = chartWorkspace();
  const { writeChart } = chartWriter(workspace);
  const { found } = chartSearch(workspace);
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.end('{"type": "object"}');
  });
  let host = '';
  beforeAll(async () => {
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    host = hostOfServer(server);
  });
  afterAll(() => {
    server.close();
  });

  const template = (chart: Chart, values: string) => {
    const more = { kubeVersion: '1.34.0', apiVersions: [], onlyTheseApis: false, redaction: 'none' } as const;
    const flags = { wholeNumbers: [], includeCrds: true, skipSchemaValidation: false };
    const request: TemplateRequest = { chart, releaseName: 'x', namespace: 'apps', values, ...flags, ...more };
    return helmTemplate({ helm: workspace.helm, timeoutSeconds: 60 })(request);
  };

  /** The chart bp-x with a schema of its own, and a subchart whose schema refers to the server. */
  function writeParent({ archived }: { readonly archived: boolean }): string {
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n', {
      'values.schema.json': '{"properties": {"replicas": {"type": "integer"}}}',
      'templates/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "{{ .Values.replicas }}"}\n',
    });
    writeChart('charts/bp-x/charts/part', 'name: part\nversion: 1.0.0\n', {
      'values.schema.json': JSON.stringify({ properties: { a: { $ref: `http://${host}/a.json` } } }),
      'templates/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: part}\n',
    });
    if (!archived) return folder;
    const cwd = join(folder, 'charts');
    create({ file: join(cwd, 'part-1.0.0.tgz'), cwd, gzip: true, sync: true }, ['part']);
    rmSync(join(cwd, 'part'), { recursive: true });
    return folder;
  }

  test.each([{ archived: false }, { archived: true }])(
    'a schema that refers to a host is left out, nobody is asked, and the other schemas hold: %j',
    async (how) => {
      const folder = writeParent(how);
      const chart = await found(oci());
      expect(chart.texts.outsideSchemas).toEqual([`http://${host}/a.json`]);
      expect(chart.path).not.toBe(folder);
      const names = (outcome: Awaited<ReturnType<typeof template>>) =>
        outcome.ok ? outcome.value.objects.map(({ metadata }) => metadata.name).sort() : outcome.reason;
      expect(names(await template(chart, '{"replicas": 3, "part": {"a": 1}}'))).toEqual(['3', 'part']);
      expect(names(await template(chart, '{"replicas": "many"}'))).toContain('got string, want integer');
      expect(asked).toEqual([]);
    },
  );

  type Schema = Readonly<Record<string, unknown>>;
  const hostile: readonly { readonly what: string; readonly schema: (url: string) => Schema }[] = [
    { what: 'itself as its schema of schemas', schema: (url) => ({ $id: url, $schema: url }) },
    {
      what: 'an id that its draft does not know',
      schema: (url) => ({ $schema: 'urn:draft-04', id: url, properties: { a: { $ref: url } } }),
    },
    { what: 'a dynamic reference', schema: (url) => ({ properties: { a: { $dynamicRef: url } } }) },
    {
      what: 'an id that makes another one of a reference',
      schema: (url) => ({ $id: url, $defs: { b: { $id: `${url}/b/`, properties: { a: { $ref: 's.json' } } } } }),
    },
    {
      what: 'a reference where no schema is, which another one points to',
      schema: (url) => ({ $ref: '#/x', x: { properties: { a: { $ref: url } } } }),
    },
  ];

  describe.each(hostile)('a schema of a chart in a chart in an archive, with $what', ({ schema }) => {
    const text = () => JSON.stringify(schema(`http://${host}/s`));

    test('asks nobody', async () => {
      writeChart('inner/part/charts/deep', 'name: deep\nversion: 1.0.0\n', { 'values.schema.json': text() });
      writeChart('inner/part', 'name: part\nversion: 1.0.0\n', {
        'templates/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: part}\n',
      });
      const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n');
      mkdirSync(join(folder, 'charts'));
      rmSync(join(workspace.root, 'inner/part/charts/deep/templates'), { recursive: true });
      rmSync(join(folder, 'templates'), { recursive: true });
      const cwd = join(workspace.root, 'inner');
      create({ file: join(folder, 'charts/part-1.0.0.tgz'), cwd, gzip: true, sync: true }, ['part']);
      asked.length = 0;
      const made = await template(await found(oci()), '{"part": {"deep": {"a": 1}}}');
      expect(made.ok ? made.value.objects.map(({ metadata }) => metadata.name) : made.reason).toEqual(['part']);
      expect(asked).toEqual([]);
    });
  });

  test('with the schema, Helm would ask the host, which a proxy does not keep it from', async () => {
    const folder = writeParent({ archived: false });
    const env = { PATH: process.env['PATH'], HTTP_PROXY: 'http://127.0.0.1:9' };
    asked.length = 0;
    await promisify(execFile)(workspace.helm, ['template', 'x', folder, '--set=part.a=1'], { env }).catch(() => '');
    expect(asked).toEqual(['/a.json']);
  });

  test('a chart whose schemas refer to themselves alone is taken as it is', async () => {
    const schema = '{"$ref": "#/$defs/all", "$defs": {"all": {"type": "object"}}}';
    const folder = writeChart('charts/bp-x', 'name: bp-x\nversion: 0.2.0\n', { 'values.schema.json': schema });
    expect((await found(oci())).path).toBe(folder);
  });
});
