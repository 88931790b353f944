import { readHelmRelease } from '@sovereign-fleet/flux';
import type { KubernetesObject } from '../contract/rendered';
import { type MergedValues, mergedValues } from './merged-values';

const id = 'Secret flux-system/token';
const encrypted: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'token', namespace: 'flux-system' },
  stringData: { token: 'ENC[AES256_GCM,data:…]' },
  sops: { version: '3.9.0' },
};

async function valuesFrom(reference: object, object: KubernetesObject | undefined): Promise<MergedValues> {
  const release = await readHelmRelease({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'app', namespace: 'flux-system' },
    spec: {
      chartRef: { kind: 'OCIRepository', name: 'app' },
      valuesFrom: [{ kind: 'Secret', name: 'token', valuesKey: 'token', ...reference }],
      values: { own: [{ name: 'TOKEN' }] },
    },
  });
  if (!release.ok) throw new Error(release.reason);
  return mergedValues(release.value, { find: () => object, delivered: new Set([id]) });
}

const named = 'delivered:Secret/flux-system/token/token';

test.each([
  { what: 'is not in the tree', object: undefined },
  { what: 'only Flux can decrypt', object: encrypted },
])('a value of a Secret that is delivered and $what says where it is from', async ({ object }) => {
  const values = await valuesFrom({ targetPath: 'own[0].value' }, object);
  expect(values).toEqual({ ok: true, values: { own: [{ name: 'TOKEN', value: named }] }, secrets: [] });
});

test.each([
  { what: 'all values of a file that is delivered are unknown', reference: {} },
  { what: 'what is optional is left out', reference: { optional: true, targetPath: 'own[0].value' } },
])('$what', async ({ reference }) => {
  expect(await valuesFrom(reference, undefined)).toMatchObject({ ok: true, values: { own: [{ name: 'TOKEN' }] } });
});
