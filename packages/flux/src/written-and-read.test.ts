import { parse } from 'yaml';
import { gitRepository } from './git-repository';
import { helmRelease, isHelmRelease, readHelmRelease } from './helm-release';
import { isKustomization, kustomization, readKustomization } from './kustomization';
import { kustomizationFile } from './kustomization-file';
import { type Manifest, printManifests } from './manifest';
import { ociRepository, readOciRepository } from './oci-repository';
import { readPostBuild } from './post-build';
import type { Resource } from './read-resource';

const readBack = (manifest: Manifest): Resource => parse(printManifests([manifest])) as Resource;

test('a HelmRelease that we write is read as it was meant', async () => {
  const action = { crds: 'Skip', remediation: { retries: 3 } } as const;
  const spec = {
    chartRef: { kind: 'OCIRepository', name: 'bp-gitea' },
    driftDetection: { mode: 'enabled' },
    install: action,
    interval: '15m',
    releaseName: 'gitea',
    targetNamespace: 'git',
    timeout: '5m',
    upgrade: action,
    values: { replicas: 2 },
  } as const;
  const object = readBack(helmRelease({ name: 'bp-gitea', namespace: 'flux-system' }, spec));
  expect(isHelmRelease(object)).toBe(true);
  expect(await readHelmRelease(object)).toMatchObject({
    ok: true,
    value: { namespace: 'flux-system', name: 'bp-gitea', releaseName: 'gitea', targetNamespace: 'git', spec },
  });
});

test("a Kustomization that we write is read as it was meant, and is not taken for kustomize's file", () => {
  const spec = {
    interval: '1m',
    path: './clusters/a.example',
    postBuild: { substitute: { REGION: 'fsn1' } },
    prune: true,
    sourceRef: { kind: 'GitRepository', name: 'flux-system' },
  } as const;
  const object = readBack(kustomization('region', spec));
  expect(isKustomization(object)).toBe(true);
  expect(readKustomization(object)).toMatchObject({ ok: true, value: { name: 'region', spec } });
  expect(readPostBuild(object)).toEqual({ substitute: { REGION: 'fsn1' }, substituteFrom: [], always: false });
  expect(isKustomization(readBack(kustomizationFile({ resources: [] })))).toBe(false);
});

test('an OCIRepository that we write is read as it was meant', () => {
  const url = 'oci://registry.example/charts/bp-gitea';
  for (const ref of [{ tag: '1.2.3' }, { semver: '1.x' }]) {
    const written = ociRepository({ name: 'bp-gitea', url, ref, secret: 'ghcr-pull', interval: '15m' });
    expect(readOciRepository(readBack(written))).toMatchObject({ ok: true, value: { url, ref } });
  }
});

test('a GitRepository is neither a Kustomization nor a HelmRelease', () => {
  const spec = {
    interval: '1m',
    ref: { branch: 'main' },
    secretRef: { name: 'a' },
    sparseCheckout: ['clusters/a/'],
    url: 'https://git.example',
  } as const;
  const object = readBack(gitRepository('flux-system', spec));
  expect([isKustomization(object), isHelmRelease(object)]).toEqual([false, false]);
});

test('a field of a Kustomization that is null or an empty reference is as if it were not there', () => {
  const fields = ['targetNamespace', 'namePrefix', 'images', 'patches', 'components', 'suspend', 'kubeConfig'];
  const others = ['path', 'commonMetadata', 'decryption', 'buildMetadata', 'ignoreMissingComponents'];
  const nulls = Object.fromEntries([...fields, ...others].map((field) => [field, null]));
  const object = (spec: object) => ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'apps', namespace: 'flux-system' },
    spec,
  });
  const sourceRef = { kind: 'GitRepository', name: 'flux-system' };
  const plain = readKustomization(object({ sourceRef }));
  expect(plain.ok).toBe(true);
  expect(readKustomization(object({ ...nulls, sourceRef: { ...sourceRef, namespace: null } }))).toEqual(plain);
  expect(readKustomization(object({ sourceRef: { ...sourceRef, namespace: '' } }))).toEqual(plain);
});

test.each([
  [null, {}],
  [{ tag: null, semver: '', digest: '' }, {}],
  [{ tag: '1.2.3', semver: '', digest: null }, { tag: '1.2.3' }],
])('the ref %j of an OCIRepository is read as %j', (ref, read) => {
  const url = 'oci://registry.example/charts/bp-gitea';
  const source = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'OCIRepository', metadata: { name: 'a' } };
  expect(readOciRepository({ ...source, spec: { url, ref } })).toEqual({ ok: true, value: { url, ref: read } });
});
