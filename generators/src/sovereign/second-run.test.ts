import { rmSync } from 'node:fs';
import { encryptedText } from '@sovereign-fleet/domain/testing';
import { acmeSource, filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { runGenerator } from '../testing/run-generator';
import sovereignGenerator from './generator';
import type { SovereignOptions } from './options';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const run = (options: SovereignOptions) => runGenerator(root, (tree) => sovereignGenerator(tree, options)).changes;

test('a second run of nx g sovereign changes nothing', () => {
  const options = { name: 'demo', regions: ['fsn1', 'nbg1'] };
  expect(run(options)).not.toEqual([]);
  expect(run(options)).toEqual([]);
});

test('nx g sovereign keeps what a person has made of a Sovereign its own, and compiles it', () => {
  const { spec, ...files } = ownFiles;
  rmSync(`${root}/sovereigns/acme/sovereign.ts`);
  writeFiles(root, { ...files, 'sovereigns/acme/sovereign.ts': spec });
  const options = { name: 'acme', regions: ['fsn1', 'nbg1'], fqdn: 'acme.example.com' };
  expect(run(options).every((change) => change.startsWith('CREATE gitops-out/clusters/acme.example.com/'))).toBe(true);
  expect(run(options)).toEqual([]);
  const written = filesIn(root, 'sovereigns/acme');
  expect(written['sovereigns/acme/sovereign.ts']).toBe(spec);
  const tree = filesIn(root, 'gitops-out/clusters/acme.example.com');
  expect(tree['gitops-out/clusters/acme.example.com/own-slots/70-billing.yaml']).toContain('name: rates');
});

const ownFiles = {
  spec: acmeSource
    .replace("'@sovereign-fleet/nx';", "'../../kits/example/kit';\nimport { billing } from './slots/70-billing';")
    .replace(
      'regions: [',
      '// A comment of a person.\n  slots: [billing],\n' + "  registryMirror: 'harbor.acme.example',\n  regions: [",
    ),
  'sovereigns/acme/slots/70-billing.ts': `import type { Slot } from '../../../kits/example/kit';

export const billing: Slot<'bp-billing'> = {
  number: '70',
  name: 'bp-billing',
  chart: { version: '1.0.0' },
  namespace: { name: 'billing', from: 'slot' },
  dependsOn: ['bp-cilium'],
};
`,
  'sovereigns/acme/slots/70-billing/rates.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: rates, namespace: billing }\n',
};

test('a new Sovereign takes the Secrets that were encrypted for it before, and another name takes none', () => {
  const text = encryptedText('flux-system/token');
  writeFiles(root, { 'sovereigns/demo/secrets/token.yaml': text });
  expect(run({ name: 'other', regions: 'fsn1' }).filter((change) => change.includes('token'))).toEqual([]);
  run({ name: 'demo', regions: 'fsn1' });
  const tree = filesIn(root, 'gitops-out/clusters/demo.fleet.example.com');
  expect(tree['gitops-out/clusters/demo.fleet.example.com/secrets/flux-system/token.yaml']).toBe(text);
  expect(run({ name: 'demo', regions: 'fsn1' })).toEqual([]);
});
