import type { JsonMap } from '@sovereign-fleet/domain';
import { createdNamespace, missingNamespaces } from './created-namespace';
import { readHelmRelease } from '@sovereign-fleet/flux';
import { serverTables } from '../schemas/node';
import { render } from '../render';
import { noTexts } from '../testing/no-texts';
import type { RenderedObject } from '../contract/rendered';

async function created(name: string, spec: JsonMap): Promise<readonly RenderedObject[]> {
  const read = await readHelmRelease({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name, namespace: 'flux-system' },
    spec: { chartRef: { kind: 'OCIRepository', name }, ...spec },
  });
  if (!read.ok) throw new Error(read.reason);
  return createdNamespace(read.value);
}

const install = { createNamespace: true };

test('a release that asks for its Namespace has it made, with the label that Helm gives it', async () => {
  expect(await created('app', { targetNamespace: 'apps', install })).toEqual([
    {
      appliedBy: { kind: 'HelmRelease', namespace: 'flux-system', name: 'app' },
      namespace: '',
      object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps', labels: { name: 'apps' } } },
    },
  ]);
});

test.each([
  { what: 'without createNamespace', spec: { targetNamespace: 'apps' } },
  { what: 'without a targetNamespace of its own', spec: { install } },
])('a release $what has no Namespace made', async ({ spec }) => {
  expect(await created('app', spec)).toEqual([]);
});

test('a Namespace in the tree is kept as it is, and otherwise the first of two releases makes it', async () => {
  const two = await created('two', { targetNamespace: 'apps', install });
  const one = await created('one', { targetNamespace: 'apps', install });
  expect(missingNamespaces([...two, ...one], [])).toEqual(one);
  const declared = two.map((other) => ({
    ...other,
    appliedBy: { ...other.appliedBy, kind: 'Kustomization' } as const,
  }));
  expect(missingNamespaces(one, declared)).toEqual([]);
});

test('a Namespace that two releases ask for is rendered once', async () => {
  const release = (name: string) =>
    ({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name, namespace: 'flux-system' },
      spec: { interval: '1h', chartRef: { kind: 'OCIRepository', name: 'app' }, targetNamespace: 'apps', install },
    }) as const;
  const source = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name: 'app', namespace: 'flux-system' },
    spec: { interval: '1h', url: 'oci://registry.example/app', ref: { tag: '1.2.3' } },
  };
  const chart = {
    path: '/app',
    name: 'app',
    version: '1.2.3',
    origin: 'workspace',
    standIns: [],
    digest: 'd',
    texts: noTexts,
  } as const;
  const { regions } = await render({
    fqdn: 'x.example.com',
    files: new Map([['fsn1/kustomization.yaml', '']]),
    regions: [{ region: 'fsn1', entry: 'fsn1' }],
    cluster: { kubeVersion: '1.34.0', apiVersions: [] },
    tools: {
      build: () => Promise.resolve({ ok: true, value: [release('two'), release('one'), source] }),
      findChart: () => Promise.resolve({ ok: true, value: chart }),
      template: () => Promise.resolve({ ok: true, value: { crds: [], objects: [] } }),
      server: serverTables(),
    },
    fingerprint: (text) => text,
  });
  const namespaces = regions.flatMap(({ objects }) => objects).filter(({ object }) => object.kind === 'Namespace');
  expect(namespaces).toEqual(await created('one', { targetNamespace: 'apps', install }));
});
