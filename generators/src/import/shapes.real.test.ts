import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { runImport, webRelease, withKubectl } from '../testing/import-tree';

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
    expect(lines[0]).toBe('1 files read, 2 objects: 2 equal, 0 replaced, 0 left out; 0 listed.');
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
});
