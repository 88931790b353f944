import { apisBesideFlux, apisOfCluster, toldApis, unknownKubernetes } from './cluster-apis';
import { allAsked, apisAskedIn } from './asked-apis';
import { apisOfCrd } from './crd-apis';

const cluster = (kubeVersion: string, ...apiVersions: string[]) => ({ kubeVersion, apiVersions });

test.each([
  { kubeVersion: '1.34.0', api: 'networking.k8s.io/v1/Ingress', isThere: true },
  { kubeVersion: '1.34.0', api: 'networking.k8s.io/v1', isThere: true },
  { kubeVersion: 'v1.34.3+k3s1', api: 'v1/Pod', isThere: true },
  { kubeVersion: '1.34.0', api: 'apps/v1/Scale', isThere: true },
  { kubeVersion: '1.34.0', api: 'apiregistration.k8s.io/v1/APIService', isThere: true },
  { kubeVersion: '1.34.0', api: 'policy/v1beta1', isThere: false },
  { kubeVersion: '1.34.0', api: 'networking.k8s.io/v1beta1', isThere: false },
  { kubeVersion: '1.31.0', api: 'flowcontrol.apiserver.k8s.io/v1beta3', isThere: true },
  { kubeVersion: '1.32.0', api: 'flowcontrol.apiserver.k8s.io/v1beta3', isThere: false },
  { kubeVersion: '1.33.0', api: 'resource.k8s.io/v1', isThere: false },
  { kubeVersion: '1.34.0', api: 'resource.k8s.io/v1/ResourceClaim', isThere: true },
  { kubeVersion: '1.20.0', api: 'apps/v1', isThere: true },
  { kubeVersion: '1.99.0', api: 'apps/v1', isThere: true },
])('Kubernetes $kubeVersion has $api: $isThere', ({ kubeVersion, api, isThere }) => {
  expect(apisOfCluster(cluster(kubeVersion)).has(api)).toBe(isThere);
});

test.each([
  { flux: undefined, api: 'helm.toolkit.fluxcd.io/v2/HelmRelease', isThere: true },
  { flux: '2.9.1', api: 'source.toolkit.fluxcd.io/v1/ExternalArtifact', isThere: true },
  { flux: '2.9.1', api: 'helm.toolkit.fluxcd.io/v2beta2', isThere: false },
  { flux: '2.7.5', api: 'helm.toolkit.fluxcd.io/v2beta2', isThere: true },
  { flux: 'v2.8.0', api: 'kustomize.toolkit.fluxcd.io/v1beta2/Kustomization', isThere: false },
  { flux: '2.9.1', api: 'image.toolkit.fluxcd.io/v1', isThere: false },
])('a cluster with Flux $flux has $api: $isThere', ({ flux, api, isThere }) => {
  expect(apisBesideFlux(cluster('1.34.0'), flux).has(api)).toBe(isThere);
});

test('what a record says of its clusters is there, with the version of a kind', () => {
  const apis = apisOfCluster(cluster('1.34.0', 'cilium.io/v2/CiliumNode', 'metrics.k8s.io/v1beta1'));
  expect(['cilium.io/v2', 'cilium.io/v2/CiliumNode', 'metrics.k8s.io/v1beta1'].every((api) => apis.has(api))).toBe(
    true,
  );
});

test.each([
  { kubeVersion: '1.36.0', says: undefined },
  {
    kubeVersion: '1.37.0',
    says: 'which APIs Kubernetes 1.37.0 has is not known here, and those of 1.36 are taken',
  },
  {
    kubeVersion: '1.29.9',
    says: 'which APIs Kubernetes 1.29.9 has is not known here, and those of 1.30 are taken',
  },
])('of the APIs of Kubernetes $kubeVersion it is said: $says', ({ kubeVersion, says }) => {
  expect(unknownKubernetes(cluster(kubeVersion))).toBe(says);
});

const none = { names: [], others: false };
test.each([
  { text: '{{ .Capabilities.APIVersions.Has "a/v1" }}', asked: { names: ['a/v1'], others: false } },
  { text: '{{ $.Capabilities.APIVersions.Has `a/v1` }}', asked: { names: ['a/v1'], others: false } },
  {
    text: '{{ if or (.Capabilities.APIVersions.Has "b/v1/B") (.Capabilities.APIVersions.Has "a/v1") }}',
    asked: { names: ['a/v1', 'b/v1/B'], others: false },
  },
  { text: '{{ $apis := .Capabilities.APIVersions }}{{ $apis.Has "a/v1" }}', asked: { names: [], others: true } },
  { text: '{{ has "a/v1" .Capabilities.APIVersions }}', asked: { names: ['a/v1'], others: false } },
  { text: '{{ .Capabilities.APIVersions.Has (printf "%s/v1" .x) }}', asked: { names: [], others: true } },
  { text: '{{ $c := .Capabilities }}{{ $c.APIVersions.Has "a/v1" }}', asked: { names: ['a/v1'], others: true } },
  { text: '{{ toJson .Capabilities }}', asked: { names: [], others: true } },
  { text: '{{ (index . "Capabilities").KubeVersion }}', asked: { names: [], others: true } },
  { text: '{{ .Capabilities.KubeVersion.Version }}', asked: none },
  { text: '"{{ .Capabilities.APIVersions.Has \\"a/v1\\" }}"', asked: { names: ['a/v1'], others: false } },
  { text: 'the Capabilities and APIVersions of a cluster', asked: none },
])('a template asks for APIs: $text', ({ text, asked }) => {
  expect(apisAskedIn(text)).toEqual(asked);
});

test('what several texts ask for is asked for once', () => {
  const parts = [
    { names: ['b', 'a'], others: false },
    { names: ['a'], others: true },
  ];
  expect(allAsked(parts)).toEqual({ names: ['a', 'b'], others: true });
});

const apis = new Set(['v1', 'networking.k8s.io/v1', 'networking.k8s.io/v1/Ingress', 'cilium.io/v2']);
test.each([
  { asked: none, told: { apiVersions: [], onlyThese: false } },
  {
    asked: { names: ['cilium.io/v2', 'networking.k8s.io/v1/Ingress', 'x.io/v1'], others: false },
    told: { apiVersions: ['cilium.io/v2', 'networking.k8s.io/v1/Ingress'], onlyThese: false },
  },
  {
    asked: { names: ['networking.k8s.io/v1', 'policy/v1beta1'], others: false },
    told: { apiVersions: ['networking.k8s.io/v1'], onlyThese: true },
  },
  { asked: { names: ['extensions/v1beta1'], others: false }, told: { apiVersions: [], onlyThese: true } },
  {
    asked: { names: ['policy/v1beta1/PodSecurityPolicy'], others: false },
    told: { apiVersions: [], onlyThese: false },
  },
  { asked: { names: [], others: true }, told: { apiVersions: [...apis].sort(), onlyThese: true } },
])('Helm is told what a chart asks for, and whether it may add to it: $asked', ({ asked, told }) => {
  expect(toldApis(asked, apis)).toEqual(told);
});

const version = (name: string, more: object = {}) => ({ name, served: true, ...more });
test.each([
  {
    what: 'each version that it serves, with the kind',
    versions: [version('v1'), version('v2', { served: false }), version('v3', { subresources: { scale: {} } })],
    apis: ['x.io/v1', 'x.io/v1/Thing', 'x.io/v3', 'x.io/v3/Thing', 'x.io/v3/Scale'],
  },
  { what: 'nothing without versions', versions: null, apis: [] },
])('a CRD brings $what', ({ versions, apis: found }) => {
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.x.io' },
    spec: { group: 'x.io', names: { kind: 'Thing' }, versions } as never,
  };
  expect(apisOfCrd(crd)).toEqual(found);
  expect(apisOfCrd({ ...crd, kind: 'ConfigMap' })).toEqual([]);
});
