import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { compileExample } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';

// Its lines are wrapped anywhere.
const page = readFileSync(join(workspaceRoot, 'docs/flux.md'), 'utf8').replace(/(?<=\S)\s*\n\s*(?=[^\s-])/g, ' ');
const fqdn = 'demo.example.com';
const regions = [{ key: 'fsn1', provider: 'hetzner', role: 'primary' }] as const;
const tree = new Map<string, string>(compileExample({ fqdn, environment: 'prod', regions }));

interface FluxObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

function objectsIn(path: string): readonly FluxObject[] {
  const text = tree.get(`clusters/${fqdn}/${path}`);
  if (text === undefined) throw new Error(`no ${path}`);
  return parseAllDocuments(text).map((document) => document.toJS() as FluxObject);
}

const kit = objectsIn('fsn1/bootstrap-kit.yaml')[0]?.spec ?? {};

test('the label of the nodes is the one that the tree substitutes and the vClusters select by', () => {
  expect(kit).toMatchObject({ postBuild: { substitute: { SOVEREIGN_REGION_CANONICAL_LABEL: 'hz-fsn-rtz-prod' } } });
  expect(page).toContain('`SOVEREIGN_REGION_CANONICAL_LABEL` in `clusters/<fqdn>/<region>/bootstrap-kit.yaml`');
  const vclusters = [...tree].filter(([path]) => path.includes('vcluster'));
  expect(vclusters).not.toEqual([]);
  for (const [, text] of vclusters) expect(text).toContain('openova.io/region: ${SOVEREIGN_REGION_CANONICAL_LABEL}');
  expect(page).toContain('openova.io/region=hz-fsn-rtz-prod');
});

test.each(['mgmt', 'dmz', 'rtz'])('the StorageClass is the one of the %s vCluster', (block) => {
  const values = readFileSync(join(workspaceRoot, `charts/bp-${block}-vcluster/values.yaml`), 'utf8');
  const classes = [...values.matchAll(/storageClass: (\S+)/g)].map(([, name]) => name);
  expect(classes).toEqual(['local-path']);
  expect(page).toContain('StorageClass `local-path`');
});

test('the Secrets are those that the tree names, and no other', () => {
  const objects = [...tree].flatMap(([, text]) =>
    parseAllDocuments(text).map((document) => document.toJS() as unknown),
  );
  const named = objects.flatMap((object) => [...JSON.stringify(object).matchAll(/"secretRef":\{"name":"([^"]+)"/g)]);
  const names = [...new Set(named.map(([, name]) => name))].sort();
  const inPage = [...page.matchAll(/^ {3}- `([a-z-]+)`, for/gm)].map(([, name]) => name);
  expect(names).toEqual([...inPage].sort());
});

test('a Kustomization waits as long as the page says', () => {
  expect(kit).toMatchObject({ wait: false });
  expect(page).toContain('`wait: false`');
  const ready = objectsIn('fsn1/bootstrap-kit.yaml')[1];
  expect(ready).toMatchObject({ metadata: { name: 'bootstrap-kit-ready' }, spec: { timeout: '30m' } });
  expect(page).toContain('`timeout: 30m`');
});

test('a region checks out the folder of its Sovereign, and no file above it', () => {
  const source = objectsIn('fsn1/flux-system/gotk-sync.yaml').find(({ kind }) => kind === 'GitRepository');
  expect(source?.spec).toMatchObject({ sparseCheckout: [`clusters/${fqdn}/`] });
  expect(page).toContain('(`sparseCheckout`)');
});

test('what is applied by hand is in the tree, and points Flux at the region', () => {
  expect(page).toContain('kubectl apply -k clusters/<fqdn>/<region>/flux-system');
  expect(tree.has(`clusters/${fqdn}/fsn1/flux-system/kustomization.yaml`)).toBe(true);
  const root = objectsIn('fsn1/flux-system/gotk-sync.yaml').find(({ kind }) => kind === 'Kustomization');
  expect(root?.spec).toMatchObject({ path: `./clusters/${fqdn}/fsn1` });
});
