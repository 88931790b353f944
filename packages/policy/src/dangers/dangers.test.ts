import type { JsonMap } from '@sovereign-fleet/domain';
import { add, combine, remove, set, withChange } from '../testing/example-change';
import { dangersOf, foundIn, refusalOf, same, testDangers, x } from '../testing/example-danger';
import { exampleSubject, kit, release, renderedObject } from '../testing/example-subject';
import { review } from '../review';

const cilium = 'HelmRelease flux-system/bp-cilium';
const dmz = 'HelmRelease flux-system/bp-dmz-vcluster';
const cluster = 'Kustomization flux-system/bootstrap-kit';
const byCilium = release('bp-cilium');
const claim = (size: string, storageClassName?: string) => ({
  metadata: { name: 'data' },
  spec: { resources: { requests: { storage: size } }, ...(storageClassName === undefined ? {} : { storageClassName }) },
});
const statefulSet = (...claims: readonly JsonMap[]) =>
  x('apps/v1/StatefulSet', { spec: { volumeClaimTemplates: claims } });
const save = 'Save what its volumes hold, and say in the change what becomes of them.';
const move = 'Move the data to a new claim, and let the old one go when that is done.';
const takeOut = 'Take out what it holds first, or mark it prune: disabled or helm.sh/resource-policy: keep.';

test('a change without a base, and one of a label, have no danger', () => {
  expect(review(exampleSubject()).findings).toEqual([]);
  expect(foundIn(same, set(dmz, ['metadata', 'labels', 'a'], 'b'))).toEqual([]);
});

testDangers([
  {
    what: 'a claim leaves',
    was: x('v1/PersistentVolumeClaim'),
    says: [
      'warning kept-volume fsn1: PersistentVolumeClaim dmz/x: it leaves, and its volume with all that is on it. ' +
        'Save what it holds first, or mark it to stay: prune: disabled, or helm.sh/resource-policy: keep.',
    ],
  },
  {
    what: 'a StatefulSet leaves',
    was: statefulSet(claim('1Gi')),
    says: [`warning kept-volume fsn1: StatefulSet dmz/x: it leaves, and its claims (data of 1Gi) stay unused. ${save}`],
  },
  {
    what: 'a claim that says its size leaves',
    was: x('v1/PersistentVolumeClaim', { spec: { resources: { requests: { storage: '5Gi' } } } }),
    says: [
      'warning kept-volume fsn1: PersistentVolumeClaim dmz/x: it leaves, and its volume of 5Gi with all that is on ' +
        'it. Save what it holds first, or mark it to stay: prune: disabled, or helm.sh/resource-policy: keep.',
    ],
  },
  {
    what: 'a StatefulSet without claims leaves',
    was: statefulSet(),
    says: [`warning kept-volume fsn1: StatefulSet dmz/x: it leaves, and its pods with it. ${save}`],
  },
  {
    what: 'a StatefulSet that is kept',
    was: x('apps/v1/StatefulSet', {}, byCilium),
    is: set(cilium, ['spec', 'suspend'], true),
    says: [],
  },
  {
    what: 'a claim of a StatefulSet becomes larger, of another class',
    was: statefulSet(claim('1Gi')),
    is: statefulSet(claim('2Gi', 'fast')),
    says: [
      'warning kept-volume fsn1: StatefulSet dmz/x: the storage class of its claim data changes from the default to ' +
        `fast. ${move}`,
      `warning kept-volume fsn1: StatefulSet dmz/x: the size of its claim data changes from 1Gi to 2Gi. ${move}`,
      refusalOf('StatefulSet dmz/x', 'spec.volumeClaimTemplates[0].spec.resources.requests.storage'),
      refusalOf('StatefulSet dmz/x', 'spec.volumeClaimTemplates[0].spec.storageClassName'),
    ],
  },
  {
    what: 'a claim of a StatefulSet leaves',
    was: statefulSet(claim('1Gi')),
    is: statefulSet(),
    says: [
      `warning kept-volume fsn1: StatefulSet dmz/x: its claim data leaves. ${move}`,
      refusalOf('StatefulSet dmz/x', 'spec.volumeClaimTemplates[0]'),
    ],
  },
  {
    what: 'a Namespace leaves',
    was: add(renderedObject(kit, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } })),
    says: [
      'warning kept-contents fsn1: Namespace apps: it leaves, and with it all that is in it, whoever made that. ' +
        takeOut,
    ],
  },
  { what: 'a Namespace that Helm keeps', was: same, is: remove('Namespace dmz'), says: [] },
  {
    what: 'a CustomResourceDefinition leaves',
    was: add(
      renderedObject(kit, {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'a.b' },
      }),
    ),
    says: [
      'warning kept-contents fsn1: CustomResourceDefinition a.b: it leaves, and with it all objects of its kind, ' +
        `whoever made that. ${takeOut}`,
    ],
  },
  {
    what: 'a chart goes back',
    was: (region) => ({
      ...region,
      releases: region.releases.map((one) => ({ ...one, chart: { ...one.chart, version: '0.1.1' } })),
    }),
    is: same,
    says: ['bp-dmz-vcluster', 'bp-mgmt-vcluster'].map(
      (name) =>
        `warning rising-version fsn1: HelmRelease flux-system/${name}: its chart ${name} goes from 0.1.1 back to ` +
        '0.1.0. Look whether its data and its CRDs can go back; else go on to a newer one.',
    ),
  },
  {
    what: 'a chart goes on from a pre-release',
    was: (region) => ({
      ...region,
      releases: region.releases.map((one) => ({ ...one, chart: { ...one.chart, version: '0.1.0-rc.1' } })),
    }),
    is: same,
    says: [],
  },
  {
    what: 'an object goes from a Kustomization to a release',
    was: x('v1/ConfigMap', {}, kit),
    is: x('v1/ConfigMap', {}, byCilium),
    says: [
      `warning kept-owner fsn1: ${cluster}: 1 object (ConfigMap dmz/x) go to ${cilium}, and it deletes them if it ` +
        'comes first. Mark them prune: disabled first, or helm.sh/resource-policy: keep, in a change of its own.',
    ],
  },
  {
    what: 'a release leaves, and another one applies what was its own',
    was: x('v1/ConfigMap', {}, byCilium),
    is: combine(remove(cilium), x('v1/ConfigMap', {}, release('bp-dmz-vcluster'))),
    says: [
      `warning kept-kustomization fsn1: ${cilium}: it leaves, and deletes 1 object (ConfigMap dmz/x), which ${dmz} ` +
        'applies now. Let it orphan them first (deletionPolicy: Orphan, or suspend a release), in a change of its own.',
    ],
  },
  {
    what: 'the version in which objects are stored leaves',
    was: x('apiextensions.k8s.io/v1/CustomResourceDefinition', {
      spec: { versions: [{ name: 'v1', storage: true }] },
    }),
    is: x('apiextensions.k8s.io/v1/CustomResourceDefinition', {
      spec: { versions: [{ name: 'v2', storage: true }] },
    }),
    says: [
      'error stored-version fsn1: CustomResourceDefinition dmz/x, spec.versions: objects are stored as "v1", ' +
        'and that version leaves. Keep it as served: false until all objects are stored anew and ' +
        'status.storedVersions is without it.',
    ],
  },
  {
    what: 'a new release is suspended, and others wait for it',
    was: remove(cilium),
    is: set(cilium, ['spec', 'suspend'], true),
    says: [
      `error started-dependency fsn1: ${cilium}, spec.suspend: it is new and suspended, and bp-dmz-vcluster, ` +
        'bp-mgmt-vcluster wait for it. Let it be applied once, or take the dependsOn out.',
    ],
  },
  { what: 'a release is suspended later', was: same, is: set(cilium, ['spec', 'suspend'], true), says: [] },
  {
    what: 'a release with volumes comes, perhaps again',
    was: remove(cilium),
    is: x('apps/v1/StatefulSet', { spec: { volumeClaimTemplates: [claim('1Gi')] } }, byCilium),
    says: [
      `warning fresh-start fsn1: ${cilium}: if it was here before, it starts with its old data: StatefulSet dmz/x ` +
        'stayed. Look in the cluster whether claims of it are there, and remove or keep them.',
    ],
  },
]);

const role = ['metadata', 'labels', 'catalyst.openova.io/vcluster-role'];
const mgmt = 'HelmRelease flux-system/bp-mgmt-vcluster';

test('a region does not become the primary in the change in which another stops', () => {
  const subject = exampleSubject();
  const given = withChange(subject, ['hel1'], set('HelmRelease flux-system/bp-rtz-vcluster', role, 'mgmt'));
  const moved = withChange(given, ['fsn1'], set(mgmt, role, 'rtz'));
  const says =
    'error one-primary hel1: region hel1: it becomes the primary, and fsn1 is it until its own Flux has taken the ' +
    'same change. Take the role away from the old primary first, and give it in a change that follows.';
  expect(dangersOf(subject, moved)).toEqual([says]);
  expect(dangersOf(subject, given)).toEqual([says]);
  const taken = withChange(subject, ['fsn1'], set(mgmt, role, 'rtz'));
  expect([dangersOf(subject, taken), dangersOf(taken, moved)]).toEqual([[], []]);
});

test('a region whose folder leaves, and an FQDN that changes, are a danger', () => {
  const subject = exampleSubject();
  const [first, hel1, ...regions] = subject.rendered.regions;
  const count = hel1?.objects.length ?? 0;
  const rest = { ...subject.rendered, regions: [first, ...regions].flatMap((region) => region ?? []) };
  const stay = `the ${count} objects of its cluster stay, read by nobody`;
  expect(dangersOf(subject, { ...subject, rendered: rest })).toEqual([
    `warning kept-folder hel1: region hel1: its folder leaves, and ${stay}. Drain the region first, then take its ` +
      'cluster down, then remove it from the record.',
  ]);
  const balancer = { kind: 'Service', apiVersion: 'v1', metadata: { name: 'entry', namespace: 'dmz' } };
  const costly = withChange(
    subject,
    ['hel1'],
    combine(
      statefulSet(claim('5Gi')),
      x('v1/PersistentVolumeClaim', { spec: { resources: { requests: { storage: '1Gi' } } } }),
      add(renderedObject(kit, { ...balancer, spec: { type: 'LoadBalancer' } })),
    ),
  );
  expect(dangersOf(costly, { ...subject, rendered: rest })[0]).toContain(
    'read by nobody. These cost until they are deleted: StatefulSet dmz/x (data of 5Gi), PersistentVolumeClaim dmz/x ' +
      'of 1Gi, Service dmz/entry with its address. Drain',
  );
  const moved = { ...subject, fqdn: 'new.example.com', rendered: { ...subject.rendered, fqdn: 'new.example.com' } };
  expect(dangersOf(subject, moved)[1]).toBe(
    `warning kept-folder hel1: region hel1: its folder has another path, and ${stay}. Have the new path in the tree ` +
      'first, point the Flux of the region at it, then remove the old one.',
  );
});
