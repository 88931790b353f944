import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { encryptedText } from '@sovereign-fleet/domain/testing';
import { filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { parseYaml } from '@sovereign-fleet/go-text';
import { kustomizeBuild } from '@sovereign-fleet/renderer/kustomize';
import { findKubectl } from '@sovereign-fleet/renderer/programs';
import { withKubectl } from '../testing/with-kubectl';
import { runGenerator } from '../testing/run-generator';
import compileGenerator from './generator';

let root: string;

beforeEach(() => {
  root = makeSpecs();
  compile();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function compile(): readonly string[] {
  const { changes } = runGenerator(root, (tree) => compileGenerator(tree));
  return changes.map((change) => change.replace('gitops-out/clusters/acme.example.com/', '')).sort();
}

const source = 'sovereigns/acme/secrets/fsn1/token.yaml';
const target = 'gitops-out/clusters/acme.example.com/fsn1/secrets/flux-system/token.yaml';

test('an encrypted file comes, changes and goes byte for byte, though nothing in it says that it was compiled', () => {
  writeFiles(root, { [source]: encryptedText('flux-system/token') });
  expect(compile()).toEqual([
    'CREATE fsn1/secrets.yaml',
    'CREATE fsn1/secrets/flux-system/kustomization.yaml',
    'CREATE fsn1/secrets/flux-system/token.yaml',
    'UPDATE fsn1/kustomization.yaml',
  ]);
  expect(compile()).toEqual([]);
  const changed = `# a comment, and a line that ends otherwise\r\n${encryptedText('flux-system/token', ['a', 'b'])}`;
  writeFiles(root, { [source]: changed });
  expect(compile()).toEqual(['UPDATE fsn1/secrets/flux-system/token.yaml']);
  expect(filesIn(root, 'gitops-out')[target]).toBe(changed);
  rmSync(join(root, 'sovereigns/acme/secrets'), { recursive: true });
  expect(compile()).toEqual([
    'DELETE fsn1/secrets',
    'DELETE fsn1/secrets.yaml',
    'DELETE fsn1/secrets/flux-system',
    'DELETE fsn1/secrets/flux-system/kustomization.yaml',
    'DELETE fsn1/secrets/flux-system/token.yaml',
    'UPDATE fsn1/kustomization.yaml',
  ]);
});

withKubectl('with real kustomize (skipped where no kubectl can be had)', () => {
  test('kustomize builds the Secrets of a region and those of all as they were encrypted', async () => {
    writeFiles(root, {
      [source]: encryptedText('flux-system/token'),
      'sovereigns/acme/secrets/two.yaml': `${encryptedText('flux-system/b')}---\n${encryptedText('flux-system/c')}`,
    });
    compile();
    const files = Object.entries(filesIn(root, 'gitops-out')).map(([path, text]) => [path.slice(11), text] as const);
    const build = kustomizeBuild({ kubectl: await findKubectl(), timeoutSeconds: 60 });
    const built = await build(new Map(files), 'clusters/acme.example.com/fsn1/secrets/flux-system');
    const texts = ['b', 'c', 'token'].map((name) => encryptedText(`flux-system/${name}`));
    expect(built.ok ? built.value : built.reason).toEqual(texts.map((text) => parseYaml(text, 'v3')));
    expect((await build(new Map(files), 'clusters/acme.example.com/fsn1')).ok).toBe(true);
  });
});

test('a file that a person put among the encrypted ones stops the compiler', () => {
  writeFiles(root, { [source]: encryptedText('flux-system/token') });
  compile();
  writeFiles(root, { [target.replace('token', 'own')]: 'of a person\n' });
  expect(compile).toThrow(
    `${target.replace('token', 'own')}: content is "not compiled": nothing compiles to this file, and only what the ` +
      'compiler wrote is removed. Move it out of gitops-out/, or remove it.',
  );
});
