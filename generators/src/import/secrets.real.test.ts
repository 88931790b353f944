import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encryptedText } from '@sovereign-fleet/domain/testing';
import { filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { runImport, webRelease as release } from '../testing/import-tree';
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

const encrypted = encryptedText('web/token', ['a']);

/** What SOPS would not decrypt: it has no key. */
const broken = encrypted.replace(/ {4}age:[^]*(?= {4}lastmodified)/, '').replace('name: token', 'name: broken');

const options = () => ({ from: tree, kit: 'bad', regions: 'fsn1' });

withKubectl('a tree with Secrets (skipped where no kubectl can be had)', () => {
  test('links, encrypted files, Secrets in clear and anchors are listed, and the rest is adopted', async () => {
    writeFiles(tree, {
      'kustomization.yaml': 'resources: [web.yaml, Token.enc.yml, broken.yaml, plain.yaml]\n',
      'web.yaml': `${release}  values:\n    one: &one { a: 1 }\n    two: *one\n    three: { <<: *one, b: 2 }\n`,
      'Token.enc.yml': encrypted,
      'broken.yaml': broken,
      'plain.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: plain, namespace: web }\nstringData: { a: b }\n',
    });
    symlinkSync('web.yaml', join(tree, 'link.yaml'));
    symlinkSync('nowhere', join(tree, 'dangling.yaml'));
    writeFiles(tree, { 'unfinished.yaml': 'a: 1\nb: [1, 2\n' });
    writeFileSync(join(tree, 'logo.yaml'), Buffer.from([0x89, 0x50, 0xff]));
    const { lines, changes } = await runImport(root, options());
    expect(lines).toEqual(
      expect.arrayContaining([
        '6 files read, 5 objects: 3 equal, 0 replaced, 2 left out; 8 listed.',
        'symbolic link (2):',
        '  dangling.yaml: it is a symbolic link, which Flux does not follow.',
        '  link.yaml: it is a symbolic link, which Flux does not follow.',
        'not readable (2):',
        '  logo.yaml: it is not UTF-8 text.',
        '  unfinished.yaml: line 3: Flow sequence in block collection must be sufficiently indented and end with a ' +
          ']; no kustomization names it.',
        'encrypted, kept as it is (3):',
        '  Token.enc.yml: it is copied byte for byte into the secrets of the Sovereign, and was not opened.',
        '  broken.yaml: it is not taken over: sops: it has no key (age, pgp or another), so that Flux cannot decrypt ' +
          'it.',
        '  Secret web/broken: it is not opened; encrypt it as a file of the Sovereign, or have Phase 0 deliver it.',
        'Secret in clear (1):',
        '  plain.yaml:1-4: Secret web/plain: a kit holds none; encrypt it, or have Phase 0 deliver it.',
      ]),
    );
    expect(changes).toContain('CREATE sovereigns/bad/secrets/token.enc.yaml');
    expect(filesIn(root, 'sovereigns/bad')['sovereigns/bad/secrets/token.enc.yaml']).toBe(encrypted);
    const carried = 'gitops-out/clusters/bad.fleet.example.com/secrets/web/token.enc.yaml';
    expect(filesIn(root, 'gitops-out')[carried]).toBe(encrypted);
    expect(filesIn(root, 'kits/bad')['kits/bad/slots/01-web.ts']).toContain(
      'values: { one: { a: 1 }, three: { a: 1, b: 2 }, two: { a: 1 } }',
    );
  });

  test('a Secret that a release reads from an encrypted file keeps its key', async () => {
    const kustomization = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: kit, namespace: flux-system }
spec:
  interval: 10m
  path: ./kit
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
  decryption: { provider: sops, secretRef: { name: cluster-key } }
`;
    const input = '{ kind: Secret, name: web-values, valuesKey: token, targetPath: token }';
    writeFiles(tree, {
      'cluster/kustomization.yaml': 'resources: [kit.yaml]\n',
      'cluster/kit.yaml': kustomization,
      'kit/kustomization.yaml': 'resources: [web.yaml, web-values.yaml]\n',
      'kit/web.yaml': `${release}  valuesFrom: [${input}]\n`,
      'kit/web-values.yaml': encryptedText('flux-system/web-values'),
    });
    mkdirSync(join(tree, '.git'));
    await runImport(root, { ...options(), from: join(tree, 'cluster') });
    const kit = filesIn(root, 'kits/bad')['kits/bad/kit.ts'];
    expect(kit).toContain("decryption: { secret: 'cluster-key' }");
    expect(kit).toContain("from: 'sops'");
    const applied = filesIn(root, 'gitops-out')['gitops-out/clusters/bad.fleet.example.com/fsn1/secrets.yaml'];
    expect(applied).toContain('decryption:\n    provider: sops\n    secretRef:\n      name: cluster-key\n');
    expect((await runImport(root, { ...options(), from: join(tree, 'cluster') })).changes).toEqual([]);
  });

  test('what arrives in a Secret, and what its comments say, is nowhere', async () => {
    writeFiles(tree, {
      'web.yaml': release,
      'plain.yaml':
        '# It is 4711, by default 4712.\napiVersion: v1\nkind: Secret\nmetadata: { name: plain, namespace: web }\n' +
        'stringData: { pin: "${PIN:=4712}", word: "x-${PIN:=4713}" }\n',
    });
    const { lines } = await runImport(root, { ...options(), set: ['PIN=4711'] });
    expect(lines).toContain(
      '  plain.yaml:2-5: Secret web/plain: a kit holds none; encrypt it, or have Phase 0 deliver it.',
    );
    const written = { ...filesIn(root, 'kits'), ...filesIn(root, 'sovereigns'), ...filesIn(root, 'gitops-out') };
    expect(JSON.stringify([lines, written])).not.toMatch(/471[123]/);
  });

  test('encrypted files get a name each, and what is encrypted and no Secret is listed and left out', async () => {
    const meta = 'sops: { mac: x, version: 3.9.0 }\n';
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: web }\ndata: { a: ENC }\n${meta}`;
    const [, chart = ''] = release.split('---\n');
    writeFiles(tree, {
      'web.yaml': release,
      'Token.yaml': encryptedText('web/one'),
      'token.yaml': encryptedText('web/two'),
      'é/a b.yml': encryptedText('web/three'),
      'é/ü.yaml': encryptedText('web/four'),
      'map.yaml': map.replace('sops: {', 'sops:\n  {'),
      'closed.yaml': `${chart.replace('name: web,', 'name: closed,')}${meta}`,
    });
    const { lines, changes } = await runImport(root, options());
    expect(lines[0]).toBe('7 files read, 8 objects: 6 equal, 0 replaced, 2 left out; 7 listed.');
    expect(lines).toContain(
      '  closed.yaml:1-13: HelmRelease flux-system/closed: it is not opened; put what is secret in it into a Secret, ' +
        'and adopt it in clear.',
    );
    expect(changes.filter((change) => change.includes('sovereigns/bad/secrets/'))).toEqual(
      ['token', 'token-2', 'a-b', 'secret'].map((name) => `CREATE sovereigns/bad/secrets/${name}.yaml`),
    );
  });
});
