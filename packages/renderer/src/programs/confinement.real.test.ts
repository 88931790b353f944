import { createServer, type Server } from 'node:http';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kustomizeBuild } from './kustomize';
import type { BuildKustomization } from '../contract/ports';
import { findKubectl } from './programs';
import { hostOfServer } from '../testing/loopback-server';
import { withKubectl } from '../testing/real-programs';

withKubectl('a tree reads nothing but itself, with the real kustomize (skipped where no kubectl can be had)', () => {
  const outside = mkdtempSync(join(tmpdir(), 'confinement-'));
  let build: BuildKustomization;
  let server: Server;
  let url = '';
  let asked = 0;

  beforeAll(async () => {
    build = kustomizeBuild({ kubectl: await findKubectl(), timeoutSeconds: 60 });
    writeFileSync(join(outside, 'secret'), 'A=of-the-host\n');
    server = createServer((_, response) => {
      asked += 1;
      response.end('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: fetched }\n');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://${hostOfServer(server)}/d.yaml`;
  });
  beforeEach(() => {
    asked = 0;
  });
  afterAll(() => {
    server.close();
    rmSync(outside, { recursive: true });
  });

  const tree = (files: Readonly<Record<string, string>>) =>
    new Map(
      Object.entries(files).map(([path, text]) => [
        path,
        text.replaceAll('OUTSIDE', `${outside}/secret`).replaceAll('URL', url),
      ]),
    );
  const refused = async (files: Readonly<Record<string, string>>) => {
    const built = await build(tree(files), 'apps');
    return built.ok ? built.value : built.reason.replaceAll(outside, '/outside').replaceAll(url, 'URL');
  };
  const up = '../../../../../../../../../..';
  const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
  const plugin = (kind: string, more: string) => `apiVersion: builtin\nkind: ${kind}\nmetadata: { name: x }\n${more}\n`;

  test.each([
    ['an absolute path', 'resources: [OUTSIDE]', 'resources names "/outside/secret"'],
    [
      'a file in a field in capitals',
      'configMapGenerator: [{ name: x, FILES: [OUTSIDE] }]',
      'files names "/outside/secret"',
    ],
    [
      'a file of a generator in capitals',
      'CONFIGMAPGENERATOR: [{ name: x, files: [OUTSIDE] }]',
      'files names "/outside/secret"',
    ],
    [
      'a file in a field with a letter that folds to ASCII',
      'configMapGenerator: [{ name: x, file\u017f: [OUTSIDE] }]',
      'files names "/outside/secret"',
    ],
    ['a file of variables', 'configMapGenerator: [{ name: x, Envs: [OUTSIDE] }]', 'envs names "/outside/secret"'],
    ['one file of variables', 'configMapGenerator: [{ name: x, env: OUTSIDE }]', 'env names "/outside/secret"'],
    ['a file of a Secret', 'secretGenerator: [{ name: x, files: [k=OUTSIDE] }]', 'files names "k=/outside/secret"'],
    [
      'a path with a newline in it',
      `configMapGenerator: [{ name: x, files: ["k=x\\n/../${up}OUTSIDE"] }]`,
      `files names "k=x\n/../${up}/outside/secret"`,
    ],
    ['a patch', 'patches: [{ Path: OUTSIDE }]', 'path names "/outside/secret"'],
    ['a JSON patch', 'patchesJson6902: [{ path: OUTSIDE, target: {} }]', 'path names "/outside/secret"'],
    ['a merge patch', `patchesStrategicMerge: ["${up}OUTSIDE"]`, `patchesStrategicMerge names "${up}/outside/secret"`],
    ['a replacement', 'replacements: [{ path: OUTSIDE }]', 'path names "/outside/secret"'],
    ['a schema', 'openapi: { path: OUTSIDE }', 'path names "/outside/secret"'],
    ['CRDs', 'crds: [OUTSIDE]', 'crds names "/outside/secret"'],
    ['a configuration', 'Configurations: [OUTSIDE]', 'configurations names "/outside/secret"'],
    ['a component', `components: ["${up}/etc"]`, `components names "${up}/etc"`],
    ['a URL', 'Resources: ["URL"]', 'resources names "URL"'],
    ['the file of a generator by URL', 'configMapGenerator: [{ name: x, files: [k=URL] }]', 'files names "k=URL"'],
    ['a patch by URL', 'patches: [{ path: "URL" }]', 'path names "URL"'],
    ['a generator by URL', 'generators: ["URL"]', 'generators names "URL"'],
    ['git over ssh', 'resources: ["git@example.com:a/b"]', 'resources names "git@example.com:a/b"'],
    ['a getter', 'resources: ["git::https://example.com/a"]', 'resources names "git::https://example.com/a"'],
  ])('a kustomization that reaches out of the tree is refused: %s', async (_, text, says) => {
    const reason = await refused({ 'apps/kustomization.yaml': `${text}\n`, 'apps/x': 'x' });
    expect(reason).toBe(`apps/kustomization.yaml: ${says}, which is not in the tree`);
    expect(asked).toBe(0);
  });

  test.each([
    [
      'a generator in a file',
      { 'apps/g.yaml': plugin('ConfigMapGenerator', 'FILES: [OUTSIDE]') },
      'generators: [g.yaml]',
    ],
    [
      'a generator in a list in a file',
      {
        'apps/g.yaml':
          'apiVersion: v1\n' +
          'kind: List\n' +
          'items: [{ apiVersion: builtin, kind: SecretGenerator, metadata: { name: x }, ' +
          'files: [OUTSIDE] }]\n',
      },
      'GENERATORS: [g.yaml]',
    ],
    [
      'a generator on a line',
      {},
      'generators: ["{apiVersion: builtin, kind: ConfigMapGenerator, metadata: {name: x}, files: [OUTSIDE]}"]',
    ],
    ['a generator on lines', {}, `generators: [${JSON.stringify(plugin('ConfigMapGenerator', 'envs: [OUTSIDE]'))}]`],
    ['a transformer', { 'apps/g.yaml': plugin('PatchTransformer', 'Path: OUTSIDE') }, 'transformers: [g.yaml]'],
    ['a validator', { 'apps/g.yaml': plugin('PatchJson6902Transformer', 'path: OUTSIDE') }, 'validators: [g.yaml]'],
    [
      'replacements',
      { 'apps/g.yaml': plugin('ReplacementTransformer', 'replacements: [{ path: OUTSIDE }]') },
      'transformers: [g.yaml]',
    ],
    [
      'merge patches',
      { 'apps/g.yaml': plugin('PatchStrategicMergeTransformer', 'paths: [OUTSIDE]') },
      'transformers: [g.yaml]',
    ],
  ] as const)('%s that names a file of the host is refused', async (_, files, text) => {
    const reason = await refused({ 'apps/kustomization.yaml': `${text}\n`, ...files });
    expect(reason).toMatch(/^apps\/kustomization\.yaml: \w+ names "\/outside\/secret", which is not in the tree$/);
  });

  const generatorWithFiles = `x: 1\n${plugin('ConfigMapGenerator', 'files: [OUTSIDE]')}`;
  test.each([
    [
      'a folder of generators',
      {
        'apps/kustomization.yaml': 'generators: [g]\n',
        'apps/g/kustomization.yaml': 'resources: [g.yaml]\n',
        'apps/g/g.yaml': plugin('ConfigMapGenerator', 'files: [OUTSIDE]'),
      },
      'apps/kustomization.yaml: generators names the folder "g"; what it builds might name any file',
    ],
    [
      'a plugin that we do not know',
      {
        'apps/kustomization.yaml': 'transformers: [g.yaml]\n',
        'apps/g.yaml': plugin('HelmChartInflationGenerator', ''),
      },
      'apps/kustomization.yaml: transformers configures HelmChartInflationGenerator, ' +
        'which is not a builtin plugin that is known here',
    ],
    [
      'a generator of files that are no objects',
      { 'apps/kustomization.yaml': 'generators: [g.yaml]\n', 'apps/g.yaml': 'text' },
      'apps/kustomization.yaml: generators: apps/g.yaml holds no objects',
    ],
    [
      'a field that we do not know',
      { 'apps/kustomization.yaml': 'helmCharts: []\n' },
      'apps/kustomization.yaml: unknown field "helmCharts"',
    ],
    [
      'a field within another that we do not know',
      { 'apps/kustomization.yaml': 'patches: [{ from: OUTSIDE }]\n' },
      'apps/kustomization.yaml: unknown field "from"',
    ],
    [
      'a field that is there twice',
      { 'apps/kustomization.yaml': 'resources: [a.yaml]\nResources: [OUTSIDE]\n', 'apps/a.yaml': configMap },
      'apps/kustomization.yaml: "resources" and "Resources" are one field',
    ],
    [
      'a name that is YAML as well',
      {
        'apps/kustomization.yaml': `generators: [${JSON.stringify(generatorWithFiles)}]\n`,
        [`apps/x: 1\n${plugin('ConfigMapGenerator', 'files: [OUTSIDE]')}`]: plugin('NamespaceTransformer', ''),
      },
      'apps/kustomization.yaml: files names "/outside/secret", which is not in the tree',
    ],
  ])('a kustomization with %s is refused', async (_, files, reason) => {
    expect(await refused(files)).toBe(reason);
  });

  test('fields in any case are read as kustomize reads them, and files from all of the tree are found', async () => {
    const built = await build(
      tree({
        'apps/kustomization.yaml': [
          'Resources: [a.yaml, ../base, "./deep/../a2.yaml"]',
          'configMapGenerator: [{ name: g, Files: [../common/my.ini, k=../common/my.ini], ' +
            'options: { disableNameSuffixHash: true } }]',
          'generators: [../common/g.yaml, "{apiVersion: builtin, kind: ConfigMapGenerator, ' +
            'metadata: {name: in}, literals: [a=b/c]}"]',
          'patchesStrategicMerge: [../common/merge.yaml, "apiVersion: v1\\nkind: ConfigMap\\n' +
            'metadata: {name: a2}\\ndata: {inline: a/b}"]',
          'transformers: ["apiVersion: builtin\\nkind: PatchTransformer\\nmetadata: {name: p}\\n' +
            'path: ../common/patch.yaml\\ntarget: {name: base}"]',
        ].join('\n'),
        'apps/a.yaml': configMap,
        'apps/a2.yaml': configMap.replace('name: a', 'name: a2'),
        'base/kustomization.yaml': 'resources: [b.yaml]\n',
        'base/b.yaml': configMap.replace('name: a', 'name: base'),
        'common/my.ini': 'x=1',
        'common/g.yaml': plugin('ConfigMapGenerator', 'files: [../common/my.ini]'),
        'common/merge.yaml': `${configMap}data: { merged: "yes" }\n`,
        'common/patch.yaml': '[{ "op": "add", "path": "/data", "value": { "patched": "yes" } }]',
      }),
      'apps',
    );
    if (!built.ok) throw new Error(built.reason);
    const data = built.value.map(
      ({ metadata, ...object }) => [metadata.name.replace(/-.*/, ''), object['data']] as const,
    );
    expect(Object.fromEntries(data)).toEqual({
      a: { merged: 'yes' },
      base: { patched: 'yes' },
      a2: { inline: 'a/b' },
      g: { 'my.ini': 'x=1', k: 'x=1' },
      x: { 'my.ini': 'x=1' },
      in: { a: 'b/c' },
    });
  });

  const expanding = (start: string) =>
    `${start}\nx:\n- &a [x, x, x, x, x, x, x, x, x]\n` +
    'bcdefghi'.replace(/./g, (one, at: number) => `- &${one} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(', ')}]\n`);

  test.each([
    {
      what: 'a resource',
      files: { 'apps/kustomization.yaml': 'resources: [a.yaml]', 'apps/a.yaml': expanding(configMap) },
    },
    {
      what: 'a patch that is written out',
      files: {
        'apps/kustomization.yaml': JSON.stringify({
          resources: ['a.yaml'],
          patches: [{ patch: expanding(configMap) }],
        }),
        'apps/a.yaml': configMap,
      },
    },
    {
      what: 'a patch in a file',
      files: {
        'apps/kustomization.yaml': '{resources: [a.yaml], patches: [{path: p.yaml}]}',
        'apps/a.yaml': configMap,
        'apps/p.yaml': expanding(configMap),
      },
    },
  ])('kustomize does not get what our reader refuses for its aliases: $what', async ({ files }) => {
    expect(await refused(files as Readonly<Record<string, string>>)).toContain('excessive aliasing');
  });

  test('kustomize gets no home, no token and no permission to read above its folder', async () => {
    const kubectl = join(outside, 'kubectl');
    const seen = join(outside, 'seen.json');
    writeFileSync(
      kubectl,
      `#!${process.execPath}\n` +
        `require('fs').writeFileSync(${JSON.stringify(seen)}, ` +
        'JSON.stringify([process.argv.slice(2, 4), process.env]))\nconsole.log("{}")\n',
    );
    chmodSync(kubectl, 0o755);
    process.env['GITHUB_TOKEN'] = 'of-the-host';
    await kustomizeBuild({ kubectl, timeoutSeconds: 60 })(new Map([['kustomization.yaml', '{}']]), '');
    delete process.env['GITHUB_TOKEN'];
    expect(JSON.parse(readFileSync(seen, 'utf8'))).toEqual([
      ['kustomize', '--load-restrictor=LoadRestrictionsRootOnly'],
      {
        GOGC: 'off',
        GOMEMLIMIT: '512MiB',
        LANG: 'zh_TW.UTF-8',
        PATH: process.env['PATH'],
        HOME: '/nonexistent',
        GIT_ALLOW_PROTOCOL: 'none',
        HTTP_PROXY: 'http://127.0.0.1:9',
        HTTPS_PROXY: 'http://127.0.0.1:9',
      },
    ]);
  });
});
