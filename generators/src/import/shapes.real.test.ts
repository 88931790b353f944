import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { refusal, runImport, webRelease } from '../testing/import-tree';
import { withKubectl } from '../testing/with-kubectl';

let root: string;
let tree: string;

beforeEach(() => {
  root = makeSpecs();
  tree = realpathSync(mkdtempSync(join(tmpdir(), 'tree-')));
  mkdirSync(join(tree, '.git'));
});

afterEach(() => {
  for (const folder of [root, tree]) rmSync(folder, { recursive: true });
});

const [repository = '', release = ''] = webRelease.split('---\n');
const options = (from: string) => ({ from: join(tree, from), kit: 'shape', regions: 'fsn1' });
const inKit = (file: string) => filesIn(root, 'kits/shape')[`kits/shape/${file}`];
const specText = () => filesIn(root, 'sovereigns/shape')['sovereigns/shape/sovereign.ts'];

const settings =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: flux-system }\ndata: { HOST: a }\n';

/** A Kustomization of the cluster; `more` is of its spec. */
const applies = (name: string, path: string, { source = 'flux-system', more = '' } = {}) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec: { interval: 10m, path: ./${path}, prune: true, sourceRef: { kind: GitRepository, name: ${source} }${more} }
`;

withKubectl('trees of other shapes (skipped where no kubectl can be had)', () => {
  test('of two clusters of one repository, each is adopted from its own files', async () => {
    const cluster = (name: string) => `# Of ${name}.\n${webRelease}  values: { host: ${name}.example.com }\n`;
    writeFiles(tree, { 'clusters/a/web.yaml': cluster('a'), 'clusters/b/07-web.yaml': cluster('b') });
    const { lines } = await runImport(root, options('clusters/b'));
    expect(lines[0]).toBe('1 file read, 2 objects: 2 equal, 0 replaced, 0 left out; 0 listed.');
    expect(inKit('slots/07-web.ts')).toContain("values: { host: 'b.example.com' },");
    expect(inKit('slots/07-web.notes.md')).toContain('`clusters/b/07-web.yaml`, line 1:\n\n    Of b.\n');
    expect(specText()).not.toContain('overrides');
  });

  test('a release that a Kustomization gives more of a name is in the file that it is from', async () => {
    writeFiles(tree, {
      'clusters/n/apps.yaml': applies('apps', 'apps', { more: ', namePrefix: a-' }),
      'clusters/n/charts.yaml': repository,
      'apps/10-web.yaml': `# Why it is there.\n${release.replace('  releaseName: web\n', '')}`,
    });
    const { lines } = await runImport(root, options('clusters/n'));
    expect(lines[0]).toBe('3 files read, 2 objects: 2 equal, 0 replaced, 0 left out; 0 listed.');
    expect(inKit('slots/10-a-web.notes.md')).toContain('`apps/10-web.yaml`, line 1:');
  });

  test('what a Kustomization applies of another source is listed, and not looked for in this tree', async () => {
    const source = (name: string, url: string) =>
      `---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: { name: ${name}, namespace: ` +
      `flux-system }\nspec: { interval: 1m, url: ${url} }\n`;
    writeFiles(tree, {
      'clusters/n/all.yaml': [
        applies('podinfo', '', { source: 'podinfo' }),
        source('podinfo', 'https://example.com/podinfo'),
        source('flux-system', 'https://example.com/fleet'),
        source('fleet', 'https://example.com/fleet'),
        `---\n${applies('flux-system', 'clusters/n')}`,
        `---\n${applies('apps', 'apps', { source: 'fleet' })}`,
      ].join(''),
      'apps/web.yaml': webRelease,
      'other/template.yaml': 'a: {{ .Values.a }}\n',
    });
    const { lines } = await runImport(root, options('clusters/n'));
    const at = lines.indexOf('Kustomization of another source (1):');
    expect(lines[0]).toBe('2 files read, 2 objects: 2 equal, 0 replaced, 0 left out; 1 listed.');
    expect(lines[at + 1]).toBe(
      '  Kustomization flux-system/podinfo: it applies what GitRepository flux-system/podinfo has, and not this tree.',
    );
  });

  test('an object that two Kustomizations apply alike is taken once, and one that they do not is refused', async () => {
    const cluster = (a: string, b: string) =>
      [a, b].map((value) => applies(`apps-${value}`, 'apps', { more: `, postBuild: { substitute: { V: ${value} } }` }));
    writeFiles(tree, { 'n/all.yaml': cluster('a', 'b').join('---\n'), 'apps/web.yaml': webRelease });
    const { lines } = await runImport(root, options('n'));
    expect(lines[0]).toBe('2 files read, 2 objects: 2 equal, 0 replaced, 0 left out; 2 listed.');
    expect(lines).toContain(
      '  apps/web.yaml:6-17: HelmRelease flux-system/web: Kustomization flux-system/apps-a and Kustomization ' +
        'flux-system/apps-b apply the same; it is taken once.',
    );
    writeFiles(tree, { 'apps/web.yaml': `${webRelease}  values: { host: '\${V}' }\n` });
    expect(await refusal(root, { ...options('n'), kit: 'other' })).toEqual([
      'apps/web.yaml:6-18: HelmRelease flux-system/web is "Kustomization flux-system/apps-b": Kustomization ' +
        'flux-system/apps-a applies another object of this name, and each undoes the other. Leave it to one of them.',
    ]);
  });

  test('a tree of which no release can be a slot says why of each', async () => {
    const guest = release.replace('name: web,', 'name: guest,').replace('spec:\n', 'spec:\n  kubeConfig: {}\n');
    writeFiles(tree, { 'n/web.yaml': [release, repository.replace('charts', 'guests'), guest].join('---\n') });
    expect(await refusal(root, options('n'))).toEqual([
      'command line: --from is "n": no HelmRelease with a chart of a HelmRepository or an OCIRepository is built ' +
        'from it. Name the folder that the Flux of the cluster is pointed at.',
      'n/web.yaml:1-12: HelmRelease flux-system/web is "left out": its chart is in HelmRepository ' +
        'flux-system/charts, which is not in the tree or is no kind that a row names. Mend that, or name a folder ' +
        'that leads to what it needs, too.',
      'n/web.yaml:19-31: HelmRelease flux-system/guest is "left out": its chart is in HelmRepository ' +
        'flux-system/charts, which is not in the tree or is no kind that a row names. Mend that, or name a folder ' +
        'that leads to what it needs, too.',
    ]);
  });

  test('a ConfigMap that kustomize made of a file of values stands beside the row that reads it', async () => {
    const reference = '[{ path: spec/valuesFrom/name, kind: HelmRelease }]';
    writeFiles(tree, {
      'n/kustomization.yaml':
        'namespace: flux-system\nresources: [web.yaml]\nconfigurations: [names.yaml]\n' +
        'configMapGenerator: [{ name: web-values, files: [values.yaml] }]\n',
      'n/names.yaml': `nameReference: [{ kind: ConfigMap, version: v1, fieldSpecs: ${reference} }]\n`,
      'n/values.yaml': 'replicas: 2\n',
      'n/web.yaml': `${webRelease}  valuesFrom: [{ kind: ConfigMap, name: web-values }]\n`,
    });
    const { lines, changes } = await runImport(root, options('n'));
    expect(lines[0]).toBe('4 files read, 3 objects: 3 equal, 0 replaced, 0 left out; 2 listed.');
    const [made = ''] = changes.flatMap((change) => /slots\/01-web\/configmap-web-values-\w+\.yaml/.exec(change) ?? []);
    expect(inKit(made)).toContain('values.yaml: |\n    replicas: 2\n');
    expect(inKit('kit.ts')).toContain("from: 'kit',\n      why: 'A file beside bp-web has it.',");
  });

  test('a ConfigMap of which a release and a Kustomization take values stands beside the row', async () => {
    const more = ', postBuild: { substituteFrom: [{ kind: ConfigMap, name: settings }] }';
    const input = '{ kind: ConfigMap, name: settings, valuesKey: HOST, targetPath: host }';
    writeFiles(tree, {
      'n/apps.yaml': `${applies('apps', 'apps', { more })}---\n${settings}`,
      'apps/web.yaml': `${webRelease}  valuesFrom: [${input}]\n`,
    });
    const { lines } = await runImport(root, options('n'));
    expect(lines[0]).toBe('2 files read, 3 objects: 3 equal, 0 replaced, 0 left out; 1 listed.');
    expect(inKit('kit.ts')).toContain("from: 'kit', why: 'A file beside bp-web has it.'");
  });

  test('Secrets and ConfigMaps of one name in several namespaces are a row each, and arrive as they were', async () => {
    const inputs = '[{ kind: Secret, name: login, valuesKey: a, targetPath: a }, { kind: ConfigMap, name: login }]';
    const reads = (name: string, namespace: string) => {
      const own = release
        .replace('name: web, namespace: flux-system', `name: ${name}, namespace: ${namespace}`)
        .replace('name: charts }', 'name: charts, namespace: flux-system }');
      return `${own}  valuesFrom: ${inputs}\n`;
    };
    const charts = repository.replace(' }\n---', '').replace('.com }', '.com, secretRef: { name: login } }');
    writeFiles(tree, {
      'n/web.yaml': [charts, reads('one', 'one'), reads('two', 'flux-system'), reads('three', 'three')].join('---\n'),
    });
    const { lines } = await runImport(root, options('n'));
    expect(lines[0]).toBe('1 file read, 4 objects: 4 equal, 0 replaced, 0 left out; 0 listed.');
    const rows = [...(inKit('kit.ts') ?? '').matchAll(/^ {4}(\S+): \{\s+(?:name: '(\w+)',\s+)?namespace: '(\S+)'/gm)];
    expect(rows.map(([, ...row]) => row)).toEqual([
      ['login', undefined, 'flux-system'],
      ["'login-one'", 'login', 'one'],
      ["'login-three'", 'login', 'three'],
      ['login', undefined, 'one'],
      ["'login-flux-system'", 'login', 'flux-system'],
      ["'login-three'", 'login', 'three'],
    ]);
    expect(inKit('slots/01-one.ts')).toContain("{ kind: 'Secret', name: 'login-one', key: 'a', to: 'a' }");
    expect((await runImport(root, options('n'))).changes).toEqual([]);
  });

  test('a source that moves beside Flux says where its Secret is read then', async () => {
    const charts = repository
      .replace('namespace: flux-system', 'namespace: apps')
      .replace('.com }', '.com, secretRef: { name: login } }');
    const web = release.replace('name: charts }', 'name: charts, namespace: apps }');
    writeFiles(tree, { 'n/web.yaml': [charts, web].join('---\n') });
    const { lines } = await runImport(root, options('n'));
    expect(lines).toContain(
      '  n/web.yaml:1-4: HelmRepository apps/charts: its Secret login is read in flux-system, and no more in apps; ' +
        'deliver it there.',
    );
  });

  test('a map with a substitute in a key, and one that is a text and another value, are as they arrive', async () => {
    const substitute = ', postBuild: { substitute: { ZONE: a, VERSION: "1.10" } }';
    const values = ['zones: { "zone-${ZONE}": "${ZONE}" }', 'image: v${VERSION}', 'version: ${VERSION}'];
    writeFiles(tree, {
      'n/apps.yaml': applies('apps', 'apps', { more: substitute }),
      'apps/web.yaml': `${webRelease}  values:\n    ${values.join('\n    ')}\n`,
    });
    const { lines } = await runImport(root, options('n'));
    expect(inKit('slots/01-web.ts')).toContain("values: { image: 'v1.10', version: 1.1, zones: { 'zone-a': 'a' } },");
    expect(lines).toEqual(
      expect.arrayContaining([
        '  apps/web.yaml:6-21: HelmRelease flux-system/web: spec.values.version has ${VERSION}, a substitute that is ' +
          '1.1 alone and another text within one; what arrives is written in its place.',
        '  apps/web.yaml:6-21: HelmRelease flux-system/web: spec.values.zones has ${ZONE} in a key, where no row has ' +
          'a parameter; what arrives is written in its place.',
      ]),
    );
  });

  test.each([
    { what: 'where Flux substitutes nothing', more: '', text: 'echo ${HOME} $1 $$ ${X:-y}', key: '${KEY}' },
    {
      what: 'where Flux substitutes',
      more: ', postBuild: { substitute: { HOST: h } }',
      text: 'echo $${HOME} $1 ${HOST} $${X:-y}',
      key: '$1',
    },
  ])('a script beside a row arrives as it was, $what', async ({ more, text, key }) => {
    const data = `{ script: '${text}', 'a-${key}': x }`;
    const map = `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: one, namespace: web }\ndata: ${data}\n`;
    writeFiles(tree, {
      'n/apps.yaml': applies('apps', 'apps', { more }),
      'apps/web.yaml': webRelease + map,
    });
    const { lines } = await runImport(root, options('n'));
    expect(lines[0]).toBe('2 files read, 3 objects: 3 equal, 0 replaced, 0 left out; 1 listed.');
  });

  test('a release whose name is too long for a slot keeps it, and its slot has what fits', async () => {
    const name = `metrics.${'long-'.repeat(10)}name`;
    writeFiles(tree, { 'n/web.yaml': webRelease.replace('name: web,', `name: ${name},`) });
    const { lines } = await runImport(root, options('n'));
    expect(lines[0]).toBe('1 file read, 2 objects: 2 equal, 0 replaced, 0 left out; 0 listed.');
    const slot = `metrics-${'long-'.repeat(8)}lo`;
    expect(inKit(`slots/01-${slot}.ts`)).toContain(`    name: 'bp-${slot}',\n    release: { name: '${name}' },\n`);
  });
});
