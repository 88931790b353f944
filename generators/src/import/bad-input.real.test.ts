import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { refusal, runImport, webRelease as release } from '../testing/import-tree';
import { withKubectl } from '../testing/with-kubectl';

let root: string;
let tree: string;

beforeEach(() => {
  root = makeSpecs();
  tree = realpathSync(mkdtempSync(join(tmpdir(), 'tree-')));
});

afterEach(() => {
  for (const folder of [root, tree]) rmSync(folder, { recursive: true });
});

const options = () => ({ from: tree, kit: 'bad', regions: 'fsn1' });

/** What a person would see of the temporary folder. */
const shown = (lines: readonly string[]) => lines.map((line) => line.replaceAll(tree, '<tree>'));

withKubectl('a tree that cannot be adopted as it is (skipped where no kubectl can be had)', () => {
  test.each<{ what: string; files: Readonly<Record<string, string>>; says: readonly string[] }>([
    {
      what: 'a folder without YAML',
      files: { 'README.md': 'nothing' },
      says: [
        'command line: --from is ".": there is no YAML file in it. Name the folder with the ' +
          'kustomization.yaml of the ' +
          'cluster.',
      ],
    },
    {
      what: 'broken YAML',
      files: { 'web.yaml': `${release}  values:\n    a: [1, 2\n    b: "x\n` },
      says: [
        'web.yaml: line 20 is "Flow sequence in block collection must be sufficiently indented and end with a ]": it ' +
          'is not YAML. Mend it.',
      ],
    },
    {
      what: 'an alias of no anchor',
      files: { 'web.yaml': `${release}  values:\n    a: *nothing\n` },
      says: [
        'web.yaml: line 19 is "Unresolved alias (the anchor must be set before the alias): nothing": it is not YAML. ' +
          'Mend it.',
      ],
    },
    {
      what: 'a file that a kustomization names and that is not there',
      files: { 'kustomization.yaml': 'resources: [web.yaml, gone.yaml]\n', 'web.yaml': release },
      says: [
        '.: --from is ".": kustomization.yaml: resources names "gone.yaml", which is not in the tree. Mend it there; ' +
          'Flux cannot build it either.',
      ],
    },
    {
      what: 'no release',
      files: { 'web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: b }\n' },
      says: [
        'command line: --from is ".": no HelmRelease with a chart of a HelmRepository or an OCIRepository is built ' +
          'from it. Name the folder that the Flux of the cluster is pointed at.',
      ],
    },
    {
      what: 'a substitute that nobody sets',
      files: { 'web.yaml': `${release}  values: { host: '\${HOST}', port: '\${PORT:=80}' }\n` },
      says: [
        'web.yaml:6-18: ${HOST} is not set: no Kustomization of the cluster is in the tree, and it has no default. ' +
          'Say what it is in the cluster: --set=HOST=value.',
      ],
    },
    {
      what: 'a range',
      files: { 'web.yaml': release.replace('version: 1.0.0', 'version: 1.x') },
      says: [
        'web.yaml:6-17: HelmRelease flux-system/web.spec.chart.spec.version is "1.x": it is a range, so that another ' +
          'chart may come tomorrow. Write the version that runs now, or keep ranges by --allow-ranges.',
      ],
    },
    {
      what: 'a Namespace twice',
      files: {
        'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: web }\n',
        'web.yaml': `apiVersion: v1\nkind: Namespace\nmetadata: { name: web }\n---\n${release}`,
      },
      says: [
        `.: --from is ".": error: accumulating resources: accumulation err='merging resources from './web.yaml': ` +
          "may not add resource with an already registered id: Namespace.v1.[noGrp]/web.[noNs]': must build at " +
          "directory: 'web.yaml': file is not directory. Mend it there; Flux cannot build it either.",
      ],
    },
    {
      what: 'a release whose name leads out of the kit',
      files: { 'web.yaml': release.replace('name: web,', 'name: ../../../../../tmp/out,') },
      says: [
        'web.yaml:6-17: metadata.name is "../../../../../tmp/out": it is not a lower-case DNS name, and Kubernetes ' +
          'takes no other. Write the name that the release has in the cluster.',
      ],
    },
    {
      what: 'a field that no row says',
      files: {
        'web.yaml': release.replace('  chart:\n', '  postRenderers: [{ kustomize: { replicas: [] } }]\n  chart:\n'),
      },
      says: [
        'web.yaml:6-18: bp-web.helm.postRenderers is [{…}]: the import would write it into kits/bad/kit.ts, and ' +
          'a row has no such key. Take it out of the release, or leave the release out of the kustomization that ' +
          'names it.',
      ],
    },
  ])('$what: it is refused, and nothing is written', async ({ files, says }) => {
    writeFiles(tree, files);
    const before = filesIn(root, '.');
    const lines = shown(await refusal(root, options()));
    expect(lines).toEqual(says);
    expect(filesIn(root, '.')).toEqual(before);
  });

  test('a cluster that is secondary is told by --role, and the next region is the primary', async () => {
    const web = release.replace('releaseName: web\n', 'releaseName: web\n  values: { role: "${SOVEREIGN_ROLE}" }\n');
    writeFiles(tree, { 'web.yaml': web });
    const set = ['SOVEREIGN_ROLE=secondary'];
    expect(await refusal(root, { ...options(), role: 'second' })).toEqual([
      'command line: --role is "second": there is no such role. Did you mean "secondary"? Write one of primary, ' +
        'secondary.',
    ]);
    expect(await refusal(root, { ...options(), role: 'secondary' })).toEqual([
      'command line: --role is "secondary": a Sovereign has one primary region, and no other region is named. ' +
        'Name the ' +
        'primary behind the region of the cluster: --regions=nbg1,fsn1.',
    ]);
    const { lines } = await runImport(root, { ...options(), set, role: 'secondary', regions: 'nbg1,fsn1' });
    expect(lines).toContain('  2. kubectl apply -k clusters/bad.fleet.example.com/nbg1/flux-system');
    expect(filesIn(root, 'sovereigns/bad')['sovereigns/bad/sovereign.ts']).toContain(
      "{ key: 'nbg1', provider: 'hetzner', role: 'secondary' },\n" +
        "    { key: 'fsn1', provider: 'hetzner', role: 'primary' }",
    );
    expect(filesIn(root, 'kits/bad')['kits/bad/slots/01-web.ts']).toContain("values: { role: use('SOVEREIGN_ROLE') }");
  });

  test('a version may have "v" before it and a build behind it, which is "_" in a tag', async () => {
    writeFiles(tree, {
      'web.yaml': release
        .replace('version: 1.0.0', 'version: v1.0.0+build.7')
        .replace('url: https://charts.example.com', 'type: oci, url: oci://charts.example.com/all'),
    });
    const { lines } = await runImport(root, options());
    expect(lines[0]).toBe('1 file read, 2 objects: 1 equal, 1 replaced, 0 left out; 0 listed.');
    expect(filesIn(root, 'kits/bad')['kits/bad/slots/01-web.ts']).toContain("version: 'v1.0.0+build.7'");
    expect(JSON.stringify(filesIn(root, 'gitops-out'))).toContain('tag: v1.0.0_build.7');
  });

  test('a link that a kustomization names is refused, as Flux does not follow it', async () => {
    writeFiles(tree, { 'kustomization.yaml': 'resources: [web.yaml, link.yaml]\n', 'web.yaml': release });
    symlinkSync('nowhere', join(tree, 'link.yaml'));
    expect(shown(await refusal(root, options()))).toEqual([
      '.: --from is ".": kustomization.yaml: resources names "link.yaml", which is not in the tree; link.yaml: it is ' +
        'a symbolic link, which Flux does not follow. Mend it there; Flux cannot build it either.',
    ]);
  });

  test('a folder that is not there is refused', async () => {
    expect(shown(await refusal(root, { ...options(), from: join(tree, 'none') }))).toEqual([
      'command line: --from is "<tree>/none": there is no such folder. Name the folder that the Flux of the cluster ' +
        'is pointed at.',
    ]);
  });

  test('an object of a generator stands beside a row as it was built, hash suffix and all', async () => {
    writeFiles(tree, {
      'kustomization.yaml':
        'resources: [web.yaml]\nconfigMapGenerator:\n  - { name: made, namespace: web, literals: [a=b] }\n',
      'web.yaml': release,
    });
    const { lines, changes } = await runImport(root, options());
    expect(lines).toEqual(
      expect.arrayContaining([
        '2 files read, 3 objects: 3 equal, 0 replaced, 0 left out; 2 listed.',
        'generated by kustomize (1):',
        '  ConfigMap web/made-4h2mbtbbt6: it is written as it was built.',
      ]),
    );
    expect(changes).toContain('CREATE kits/bad/slots/01-web/configmap-made-4h2mbtbbt6.yaml');
  });

  test('objects of one name in two namespaces stand in a file each, and their names lead nowhere', async () => {
    const role = '---\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: ';
    const roles = [
      `${role}{ name: read, namespace: default }\n`,
      `${role}{ name: read, namespace: kube-system }\n`,
      `${role}{ name: '../../out:x', namespace: kube-system }\n`,
    ];
    writeFiles(tree, { 'web.yaml': [release, ...roles].join('') });
    const { lines, changes } = await runImport(root, options());
    expect(lines[0]).toBe('1 file read, 5 objects: 5 equal, 0 replaced, 0 left out; 3 listed.');
    expect(changes.filter((change) => change.includes('/slots/01-web/'))).toEqual([
      'CREATE kits/bad/slots/01-web/role-read.yaml',
      'CREATE kits/bad/slots/01-web/role-read-2.yaml',
      'CREATE kits/bad/slots/01-web/role--out-x.yaml',
    ]);
  });

  test('an object that no kustomization builds is listed, though one names a file of that name elsewhere', async () => {
    writeFiles(tree, {
      'kustomization.yaml': 'resources: [base]\npatches: [{ path: patch.yaml }]\n',
      'patch.yaml': release.slice(release.indexOf('---\n') + 4),
      'base/kustomization.yaml': 'resources: [web.yaml]\n',
      'base/web.yaml': release,
      'web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: forgotten, namespace: web }\n',
    });
    const { lines } = await runImport(root, options());
    const at = lines.indexOf('not registered in a kustomization (1):');
    expect(lines[at + 1]).toBe(
      '  web.yaml:1-3: ConfigMap web/forgotten: no kustomization builds it, so that it was never applied.',
    );
  });

  test('a tree of 5,000 files is read whole', async () => {
    writeFiles(tree, { 'web.yaml': release, 'kustomization.yaml': 'resources: [web.yaml]\n' });
    const more = Array.from({ length: 5000 }, (_, index) => {
      return [`other/${index}.yaml`, `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c${index} }\n`] as const;
    });
    writeFiles(tree, Object.fromEntries(more));
    const start = Date.now();
    const { lines } = await runImport(root, options());
    process.stdout.write(`5,002 files: ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
    expect(lines[0]).toBe('5002 files read, 2 objects: 2 equal, 0 replaced, 0 left out; 5000 listed.');
  });

  test('a name that is there already is refused', async () => {
    writeFiles(tree, { 'web.yaml': release });
    mkdirSync(join(root, 'kits/bad'));
    writeFiles(root, { 'kits/bad/notes.txt': 'mine' });
    expect(await refusal(root, options())).toEqual([
      'kits/bad/notes.txt: file is "there": the import would not write it. Take another name, or move kits/bad/ away.',
    ]);
  });
});
