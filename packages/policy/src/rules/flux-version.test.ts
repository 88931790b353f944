import type { ReviewSubject } from '../contract/review-subject';
import { add, combine, set, withChange } from '../testing/example-change';
import { foundIn } from '../testing/example-danger';
import { entry, findings } from '../testing/example-rows';
import { exampleSubject, kit, release, renderedObject } from '../testing/example-subject';

const part = { 'app.kubernetes.io/part-of': 'flux', 'app.kubernetes.io/version': 'v2.8.1' };
const controller = renderedObject(kit, {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'source-controller', namespace: 'flux-system', labels: part },
});
const instanceOf = (version: string) =>
  renderedObject(kit, {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: 'flux-system' },
    spec: { distribution: { version } },
  });
const plan = renderedObject(kit, {
  apiVersion: 'upgrade.cattle.io/v1',
  kind: 'Plan',
  metadata: { name: 'server', namespace: 'system-upgrade' },
  spec: { version: 'v1.35.2+k3s1' },
});

const install = (version: string) =>
  renderedObject(
    { ...kit, name: 'flux-system' },
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name: 'flux', namespace: 'flux-system' },
      spec: { url: 'oci://ghcr.io/fluxcd/flux-manifests', ref: { tag: `v${version}` } },
    },
  );

function foundOf(said: Partial<ReviewSubject>, ...objects: readonly ReturnType<typeof instanceOf>[]) {
  return findings(withChange({ ...exampleSubject(), ...said }, ['fsn1'], add(...objects)));
}

const withKube = (kubeVersion: string) => exampleSubject().regions.map((region) => ({ ...region, kubeVersion }));

test.each([
  { what: 'the Flux of the record', object: controller, said: { fluxVersion: '2.8.4' }, found: undefined },
  {
    what: 'another Flux',
    object: controller,
    said: { fluxVersion: '2.9.1' },
    found:
      'Deployment flux-system/source-controller, metadata.labels["app.kubernetes.io/version"]: it brings Flux ' +
      "v2.8.1, and the record says 2.9.1. Write fluxVersion: '2.8.1', or change the version.",
  },
  {
    what: 'a Flux that the operator installs',
    object: instanceOf('2.8.1'),
    said: {},
    found:
      'FluxInstance flux-system/flux, spec.distribution.version: it brings Flux 2.8.1, and the record says none. ' +
      "Write fluxVersion: '2.8.1', or change the version.",
  },
  { what: 'a Flux that the tree installs', object: install('2.9.1'), said: { fluxVersion: '2.9.1' }, found: undefined },
  {
    what: 'the Kubernetes of its region',
    object: plan,
    said: { kubeVersion: '1.34.1', regions: withKube('1.35.2') },
    found: undefined,
  },
  { what: 'a range of Flux', object: instanceOf('2.x'), said: {}, found: undefined },
  {
    what: 'another Kubernetes',
    object: plan,
    said: { kubeVersion: '1.34.1' },
    found:
      'Plan system-upgrade/server, spec.version: it brings Kubernetes v1.35.2+k3s1, and the record says 1.34.1. ' +
      "Write k3sVersion: 'v1.35.2+k3s1', or change the version.",
  },
])('agreed-version: $what', ({ object, said, found }) => {
  const wanted = found === undefined ? [] : [`warning agreed-version fsn1: ${found} [${entry}]`];
  expect(foundOf(said, object)).toEqual(wanted);
});

test.each([
  { fluxVersion: '2.9.1', kubeVersion: '1.33.0', asks: undefined },
  { fluxVersion: '2.9.1', kubeVersion: '1.32.9', asks: 'Flux 2.9.1 asks for 1.33' },
  { fluxVersion: undefined, kubeVersion: '1.31.0', asks: 'Flux of the newest version asks for 1.33' },
  { fluxVersion: '2.6.0', kubeVersion: '1.31.0', asks: undefined },
  { fluxVersion: '2.5.0', kubeVersion: '1.20.0', asks: undefined },
  { fluxVersion: '2.9.1', kubeVersion: undefined, asks: undefined },
])('supported-kubernetes: Flux $fluxVersion and Kubernetes $kubeVersion', ({ asks, ...said }) => {
  const found = findings({ ...exampleSubject(), ...said });
  expect(found.map((text) => /Flux .* asks for 1\.\d+/.exec(text)?.[0])).toEqual(asks === undefined ? [] : [asks]);
});

const fluxChart = { ...controller, appliedBy: release('bp-flux') };

test.each([
  { what: 'a chart with several controllers', objects: [fluxChart, fluxChart], other: undefined },
  { what: 'the tree alone', objects: [install('2.8.1')], other: undefined },
  {
    what: 'the tree and a chart',
    objects: [install('2.8.1'), fluxChart],
    other: 'Deployment flux-system/source-controller: it installs Flux, and so does OCIRepository flux-system/flux.',
  },
  {
    what: 'a chart and an operator',
    objects: [fluxChart, instanceOf('2.8.1')],
    other: 'FluxInstance flux-system/flux: it installs Flux, and so does HelmRelease flux-system/bp-flux.',
  },
])('one-flux: $what', ({ objects, other }) => {
  const remedy = 'Leave one of them out: the slot, or fluxInstall of sovereigns/fleet.ts.';
  const wanted = other === undefined ? [] : [`error one-flux fsn1: ${other} ${remedy} [${entry}]`];
  const found = foundOf({ fluxVersion: '2.8.1' }, ...objects);
  expect(found.filter((text) => text.includes('one-flux'))).toEqual(wanted);
});

test('flux-alone: a release that changes together with Flux, and one that does not', () => {
  const more = set('HelmRelease flux-system/bp-cilium', ['spec', 'interval'], '30m');
  const alone = foundIn(add(install('2.8.1')), add(install('2.9.1')));
  expect(alone).toEqual([]);
  expect(foundIn(add(install('2.9.1')), combine(add(install('2.9.1')), more))).toEqual([]);
  expect(foundIn(add(install('2.8.1')), combine(add(install('2.9.1')), more))).toEqual([
    'warning flux-alone fsn1: OCIRepository flux-system/flux: Flux goes from v2.8.1 to v2.9.1 together with ' +
      'HelmRelease flux-system/bp-cilium. Take Flux to its version first, and the rest once it is there.',
  ]);
});
