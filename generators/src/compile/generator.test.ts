import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { acmeSource, exampleKit, filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { runGenerator } from '../testing/run-generator';
import compileGenerator from './generator';
import type { CompileOptions } from './options';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** The lines of what Nx prints. */
function run(options?: CompileOptions): readonly string[] {
  return runGenerator(root, (tree) => compileGenerator(tree, options)).result.outOfSyncMessage.split('\n');
}

const inSync = ['gitops-out/ is not what the specs say: 0 missing, 0 different, 0 stale.'];

function refusal(...says: readonly string[]): Error {
  const count = says.length === 1 ? '1 problem' : `${says.length} problems`;
  return new Error([`${count}, nothing was written`, ...says].join('\n'));
}

const clusters = 'gitops-out/clusters';

test('a second run of nx g compile changes nothing', () => {
  expect(run()).toHaveLength(1 + 1 + exampleKit().slots.length + 2 * 8);
  expect(run()).toEqual(inSync);
});

test.each([
  { what: 'a file where a folder belongs', path: 'clusters/acme.example.com' },
  { what: 'a folder where a file belongs', path: 'clusters/acme.example.com/fsn1/kustomization.yaml/x' },
])('nx g compile names $what', ({ path }) => {
  const way = `gitops-out/${path.replace(/\/x$/, '')}`;
  writeFiles(root, { [`gitops-out/${path}`]: 'x' });
  expect(run).toThrow(
    new Error(`${way} is in the way: it is a symbolic link, or a folder for a file or a file for a folder. Remove it.`),
  );
});

test('nx g compile finds a symbolic link in the tree even if its content is right', () => {
  run();
  const file = `${clusters}/acme.example.com/fsn1/kustomization.yaml`;
  renameSync(join(root, file), join(root, 'elsewhere.yaml'));
  symlinkSync(join(root, 'elsewhere.yaml'), join(root, file));
  expect(run).toThrow(/^gitops-out\/clusters\/acme\.example\.com\/fsn1\/kustomization\.yaml is in the way: /);
});

test('nx g compile does not follow a symbolic link out of gitops-out', () => {
  mkdirSync(join(root, 'outside'));
  mkdirSync(join(root, clusters), { recursive: true });
  symlinkSync(join(root, 'outside'), join(root, clusters, 'acme.example.com'));
  expect(run).toThrow(
    new Error(
      'gitops-out/clusters/acme.example.com is in the way: it is a symbolic link, or a folder for a file or a ' +
        'file for a folder. Remove it.',
    ),
  );
  expect(filesIn(root, 'outside')).toEqual({});
});

test('what an API server would refuse is not written', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: kube-system }\n';
  const kit = { 'kits/example/slots/01-cilium/a.yaml': `${service}spec: { ports: [{ port: "80", prot: TCP }] }\n` };
  writeFiles(root, kit);
  const at = `${clusters}/acme.example.com/bootstrap-kit/01-cilium.yaml: spec.ports[0]`;
  const is = 'is "Service kube-system/a": no cluster would take it:';
  expect(run).toThrow(
    refusal(
      `${at}.port ${is} it has to be a whole number, and is "80". Write 80, without quotes. Mend what it was ` +
        'compiled from.',
      `${at}.prot ${is} the API server knows no such field. Did you mean "protocol"? Write one of appProtocol, name, ` +
        'nodePort, port, protocol, targetPort. Mend what it was compiled from.',
    ),
  );
  expect(existsSync(join(root, 'gitops-out'))).toBe(false);
});

const mgmt = exampleKit().slots.find(({ buildingBlock }) => buildingBlock === 'mgmt');

const defined = "defineFleet({ domain: 'example.com' })";

test.each<{ what: string; files: Readonly<Record<string, string>>; says: readonly string[] }>([
  {
    what: 'a spec without a default export',
    files: { 'sovereigns/globex/sovereign.ts': 'export const spec = {};\n' },
    says: [
      'sovereigns/globex/sovereign.ts: default export is not set: the file has none. ' +
        'Write "export default" before what it defines.',
    ],
  },
  {
    what: 'a spec of another name',
    files: { 'sovereigns/globex/soverein.ts': acmeSource },
    says: [
      'sovereigns/globex/sovereign.ts: default export is not set: there is no such file. ' +
        'Rename sovereigns/globex/soverein.ts to sovereigns/globex/sovereign.ts.',
    ],
  },
  {
    what: 'a misspelt key',
    files: { 'sovereigns/acme/sovereign.ts': acmeSource.replace('environment', 'enviroment') },
    says: [
      'sovereigns/acme/sovereign.ts: environment is not set: it must be given. Write one of prod, stg, uat, dev, poc.',
      'sovereigns/acme/sovereign.ts: enviroment is "prod": there is no such key. Write "environment".',
    ],
  },
  {
    what: 'an FQDN that two have',
    files: { 'sovereigns/globex/sovereign.ts': acmeSource },
    says: [
      'sovereigns/globex/sovereign.ts: fqdn is "acme.example.com": the Sovereign "acme" has this FQDN ' +
        '(sovereigns/acme/sovereign.ts). Write another FQDN.',
    ],
  },
  {
    what: 'an override of a slot that is off',
    files: {
      'sovereigns/acme/sovereign.ts': acmeSource.replace(
        "role: 'secondary'",
        `role: 'secondary', overrides: { '${mgmt?.name}': { a: 1 } }`,
      ),
    },
    says: [
      `sovereigns/acme/sovereign.ts: regions[1].overrides["${mgmt?.name}"] is { a }: slot ${mgmt?.number} ` +
        `${mgmt?.name} is off in nbg1, which is secondary: it runs in primary regions. ` +
        'Move the override to a primary region, or remove it.',
    ],
  },
  {
    what: 'a fleet that is not whole',
    files: {
      'sovereigns/fleet.ts': `import { defineFleet } from '@sovereign-fleet/nx';\nexport default ${defined};\n`,
    },
    says: [
      'sovereigns/fleet.ts: repository is not set: it must be given. ' +
        "Write { url: 'https://example.com/org/fleet', branch: 'main' }.",
    ],
  },
])('nx g compile refuses $what and writes nothing', ({ files, says }) => {
  run();
  writeFiles(root, files);
  const tree = new FsTree(root, false);
  expect(() => compileGenerator(tree)).toThrow(refusal(...says));
  expect(tree.listChanges()).toEqual([]);
});

test('nx g compile names a fleet.ts that is missing', () => {
  rmSync(join(root, 'sovereigns/fleet.ts'));
  expect(run).toThrow(
    new Error(
      '1 problem, nothing was written\nsovereigns/fleet.ts: default export is not set: there is no such file. ' +
        'Restore it, as by "git restore sovereigns/fleet.ts", or write ' +
        "export default defineFleet({ domain: 'example.com', repository: { url: 'https://…', branch: 'main' } }).",
    ),
  );
});
