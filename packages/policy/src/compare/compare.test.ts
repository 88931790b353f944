import { compare } from './compare';
import { add, type ChangeRegion, set } from '../testing/example-change';
import { base, compareFsn1, renderChanged } from '../testing/example-comparison';
import { dmzSet, podSpec } from '../testing/example-rows';
import { exampleSubject, kit, mirror, renderedObject } from '../testing/example-subject';

const dmzId = '["apps","StatefulSet","dmz","dmz-vcluster"]';

test('what is the same differs in nothing', () => {
  expect(compare(base, exampleSubject().rendered)).toEqual(
    ['fsn1', 'hel1', 'nbg1'].map((region) => ({
      region,
      state: 'compared',
      notCompared: [],
      charts: [],
      images: [],
      changes: [],
      kept: [],
    })),
  );
});

test('an object that is new, and one that is gone', () => {
  const extra = renderedObject(kit, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'dmz' } });
  const id = '["","ConfigMap","dmz","x"]';
  const common = { id, object: 'ConfigMap dmz/x', fields: [] };
  expect(compareFsn1(base, renderChanged(add(extra))).changes).toEqual([{ kind: 'added', ...common }]);
  expect(compareFsn1(renderChanged(add(extra)), base).changes).toEqual([{ kind: 'removed', ...common }]);
});

test.each([
  {
    what: 'a field that is another',
    change: set(dmzSet, ['spec', 'replicas'], 2),
    fields: [{ path: 'spec.replicas', before: 1, after: 2 }],
  },
  {
    what: 'a field that is new',
    change: set(dmzSet, ['metadata', 'labels', 'a.b/c'], 'x'),
    fields: [{ path: 'metadata.labels["a.b/c"]', after: 'x' }],
  },
  {
    what: 'a field that is gone',
    change: set(dmzSet, ['spec', 'replicas'], undefined),
    fields: [{ path: 'spec.replicas', before: 1 }],
  },
  {
    what: 'a null is not the same as nothing',
    change: set(dmzSet, ['spec', 'x'], null),
    fields: [{ path: 'spec.x', after: null }],
  },
  {
    what: 'an item of a list is known by its name',
    change: set(
      dmzSet,
      [...podSpec, 'containers'],
      [
        { name: 'first', image: 'i' },
        {
          name: 'syncer',
          image: `${mirror}/proxy-ghcr/loft-sh/vcluster:0.20.0`,
          args: ['--name', 'dmz-vcluster'],
          ports: [],
        },
      ],
    ),
    fields: [
      { path: 'spec.template.spec.containers[name=syncer].ports[0]', before: { containerPort: 8443 } },
      { path: 'spec.template.spec.containers[name=first]', after: { name: 'first', image: 'i' } },
      { path: 'spec.template.spec.containers[order]', before: ['syncer'], after: ['first', 'syncer'] },
    ],
  },
  {
    what: 'an item without a name is known by its index',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'args', 1], 'other'),
    fields: [{ path: 'spec.template.spec.containers[name=syncer].args[1]', before: 'dmz-vcluster', after: 'other' }],
  },
  {
    what: 'another version of the API is a change of the same object',
    change: set(dmzSet, ['apiVersion'], 'apps/v2'),
    fields: [{ path: 'apiVersion', before: 'apps/v1', after: 'apps/v2' }],
  },
  {
    what: 'a key of a Secret changed, and no more is said',
    change: set('Secret dmz/vc-config-dmz-vcluster', ['data', 'config.yaml'], 'fingerprint:2'),
    fields: [{ path: 'data["config.yaml"]', before: '(hidden)', after: '(hidden)' }],
  },
  {
    what: 'all of a Secret is gone, and no more is said',
    change: set('Secret dmz/vc-config-dmz-vcluster', ['data'], undefined),
    fields: [{ path: 'data', before: { 'config.yaml': '(hidden)' } }],
  },
])('$what', ({ change, fields }) => {
  const [first, ...more] = compareFsn1(base, renderChanged(change)).changes;
  expect(more).toEqual([]);
  expect(first).toMatchObject({ kind: 'changed', fields });
});

const encrypted = (values: object, mac: string) => {
  const sops = { mac, lastmodified: mac, age: [{ recipient: 'age1', enc: mac }] };
  const metadata = { name: 'x', namespace: 'dmz' };
  return add(renderedObject(kit, { apiVersion: 'v1', kind: 'Secret', metadata, stringData: values, sops } as never));
};

test.each([
  {
    what: 'that SOPS encrypted anew tells the key whose value changed, and no ciphertext',
    now: encrypted({ a: 'ENC[hmac-sha256:1]', b: 'ENC[hmac-sha256:3]' }, 'later'),
    fields: [{ path: 'stringData.b', before: '(hidden)', after: '(hidden)' }],
  },
  {
    what: 'that is encrypted for others tells that alone',
    now: encrypted({ a: 'ENC[hmac-sha256:1]', b: 'ENC[hmac-sha256:2]' }, 'later'),
    fields: [{ path: 'sops', before: '(hidden)', after: '(hidden)' }],
  },
  {
    what: 'with another key tells its name',
    now: encrypted({ a: 'ENC[hmac-sha256:1]', b: 'ENC[hmac-sha256:2]', c: 'ENC[hmac-sha256:4]' }, 'later'),
    fields: [{ path: 'stringData.c', after: '(hidden)' }],
  },
])('a Secret $what', ({ now, fields }) => {
  const before = encrypted({ a: 'ENC[hmac-sha256:1]', b: 'ENC[hmac-sha256:2]' }, 'earlier');
  const change = { kind: 'changed', id: '["","Secret","dmz","x"]', object: 'encrypted Secret dmz/x', fields };
  expect(compareFsn1(renderChanged(before), renderChanged(now)).changes).toEqual([change]);
});

test('an object that another applies now says so', () => {
  const moved: ChangeRegion = (region) => ({
    ...region,
    objects: region.objects.map((one) => (one.object.kind === 'StatefulSet' ? { ...one, appliedBy: kit } : one)),
  });
  expect(compareFsn1(base, renderChanged(moved)).changes[0]).toEqual({
    kind: 'changed',
    id: dmzId,
    object: dmzSet,
    fields: [
      {
        path: '(applied by)',
        before: 'HelmRelease flux-system/bp-dmz-vcluster',
        after: 'Kustomization flux-system/bootstrap-kit',
      },
    ],
  });
});

test('an object in another namespace is another object', () => {
  const moved: ChangeRegion = (region) => ({
    ...region,
    objects: region.objects.map((one) => (one.object.kind === 'Service' ? { ...one, namespace: 'elsewhere' } : one)),
  });
  expect(compareFsn1(base, renderChanged(moved)).changes.map(({ kind, object }) => `${kind} ${object}`)).toEqual([
    'removed Service dmz/dmz-vcluster',
    'added Service elsewhere/dmz-vcluster',
    'added Service elsewhere/mgmt-vcluster',
    'removed Service mgmt/mgmt-vcluster',
  ]);
});

test('objects that are declared twice are compared in their order', () => {
  const twin = (value: string) =>
    renderedObject(kit, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 't', namespace: 'dmz' },
      data: { value },
    });
  const [first, ...more] = compareFsn1(
    renderChanged(add(twin('1'), twin('2'))),
    renderChanged(add(twin('1'), twin('3'))),
  ).changes;
  expect(more).toEqual([]);
  expect(first).toMatchObject({ kind: 'changed', fields: [{ path: 'data.value', before: '2', after: '3' }] });
});

test('all of a new Sovereign is new, and all of a region whose folder is gone stays in its cluster', () => {
  const [first] = compare(undefined, base);
  expect(first).toMatchObject({ region: 'fsn1', state: 'new' });
  expect(first?.changes.every(({ kind }) => kind === 'added')).toBe(true);
  expect(first?.changes).toHaveLength(base.regions[0]?.objects.length ?? 0);
  const [, last] = compare(base, { ...base, regions: base.regions.filter(({ region }) => region !== 'hel1') });
  expect(last).toMatchObject({ region: 'hel1', state: 'gone' });
  expect(last).toMatchObject({ changes: [], charts: [] });
  expect(last?.kept).toHaveLength(base.regions[1]?.objects.length ?? 0);
  expect(new Set(last?.kept.map(({ reason }) => reason))).toEqual(
    new Set([
      'clusters/acme.example.com/hel1, which the Flux of this region reads, leaves: ' +
        'Flux says that the path is missing, and deletes nothing',
    ]),
  );
});

test('an order of objects is none', () => {
  const reversed = renderChanged((region) => ({ ...region, objects: [...region.objects].reverse() }));
  expect(compareFsn1(base, reversed).changes).toEqual([]);
  expect(compare(base, reversed)).toEqual(compare(base, base));
});
