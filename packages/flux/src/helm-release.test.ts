import { readHelmRelease } from './helm-release';

const read = (spec: unknown, metadata: object = {}) =>
  readHelmRelease({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'app', namespace: 'flux-system', ...metadata },
    spec,
  });
const chartRef = { kind: 'OCIRepository', name: 'app' };

const long = 'a-nice-object-name';
const target = 'a-very-lengthy-target-namespace-with';

test.each([
  { spec: {}, name: 'app', names: ['app', 'flux-system'] },
  { spec: { targetNamespace: 'apps' }, name: 'app', names: ['apps-app', 'apps'] },
  { spec: { targetNamespace: 'apps', releaseName: 'rel' }, name: 'app', names: ['rel', 'apps'] },
  { spec: { releaseName: null, targetNamespace: null }, name: 'app', names: ['app', 'flux-system'] },
  // The name in Flux's own documentation; its code keeps 40 characters of it.
  {
    spec: { targetNamespace: target },
    name: long,
    names: ['a-very-lengthy-target-namespace-with-a-n-97af5d7f41f3', target],
  },
  { spec: {}, name: 'n'.repeat(53), names: ['n'.repeat(53), 'flux-system'] },
])('$name with $spec is the release $names', async ({ spec, name, names }) => {
  const release = await read({ chartRef, ...spec }, { name });
  expect(release.ok && [release.value.releaseName, release.value.targetNamespace]).toEqual(names);
});

test('what is not said has the defaults of Flux', async () => {
  const release = await read({ chartRef });
  expect(release.ok && release.value.spec).toEqual({
    chartRef,
    suspend: false,
    install: { crds: 'Create', createNamespace: false, disableHooks: false, disableSchemaValidation: false },
    test: { enable: false },
    valuesFrom: [],
    values: {},
    postRenderers: [],
    dependsOn: [],
    upgrade: { crds: 'Create' },
  });
});

test('a null is a field that is not there, but for one in the values', async () => {
  const release = await read({
    chartRef,
    test: null,
    install: { crds: null },
    values: { image: null, a: { b: null } },
  });
  expect(release.ok && release.value.spec).toMatchObject({
    install: { crds: 'Create' },
    test: { enable: false },
    values: { image: null, a: { b: null } },
  });
});

test('of a kustomize post renderer only what the CRD has is taken', async () => {
  const patches = [{ patch: 'x', path: '/etc/passwd', options: {}, target: { kind: 'A', file: 'b' } }];
  const kustomize = { patches, images: [{ name: 'a', newTag: '1', x: 1 }], resources: ['/etc'] };
  const release = await read({ chartRef, postRenderers: [{ kustomize }] });
  expect(release.ok && release.value.spec.postRenderers).toEqual([
    { kustomize: { patches: [{ patch: 'x', target: { kind: 'A' } }], images: [{ name: 'a', newTag: '1' }] } },
  ]);
});

test.each([
  { spec: {}, reason: 'either chart or chartRef must be set' },
  {
    spec: { chartRef, chart: { spec: { chart: 'a', sourceRef: chartRef } } },
    reason: 'either chart or chartRef must be set',
  },
  { spec: null, reason: 'spec: Invalid input: expected object, received null' },
  {
    spec: { chartRef, suspend: 'true' },
    reason: 'spec.suspend: Invalid input: expected boolean, received string',
  },
  {
    spec: { chartRef, releaseName: 'n'.repeat(54) },
    reason: 'spec.releaseName: Too big: expected string to have <=53 characters',
  },
  {
    spec: { chartRef, install: { crds: 'skip' } },
    reason: 'spec.install.crds: Invalid option: expected one of "Skip"|"Create"|"CreateReplace"',
  },
  {
    spec: { chartRef, valuesFrom: [{ kind: 'Pod', name: 'a' }] },
    reason: 'spec.valuesFrom.0.kind: Invalid option: expected one of "ConfigMap"|"Secret"',
  },
])('Flux would not take it either: $reason', async ({ spec, reason }) => {
  expect(await read(spec)).toEqual({ ok: false, code: 'invalid-resource', reason });
});
