import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import type { Rendered, RenderProblem } from '@sovereign-fleet/renderer';
import fc from 'fast-check';
import type { RegionComparison } from '../contract/change';
import { compare } from './compare';
import { compareFields, type FieldDifference } from './compare-fields';
import { fieldPath } from '../objects/field-path';
import { add, withChange, type ChangeRegion, fail, remove, set } from '../testing/example-change';
import { kit, exampleSubject, mirror, release, renderedObject } from '../testing/example-subject';

const base = exampleSubject().rendered;

function after(change: ChangeRegion, keys: readonly string[] = ['fsn1']): Rendered {
  return withChange(exampleSubject(), keys, change).rendered;
}

function fsn1(was: Rendered | undefined, is: Rendered): RegionComparison {
  const [first] = compare(was, is);
  if (first === undefined) throw new Error('no region');
  return first;
}

const dmzSet = 'StatefulSet dmz/dmz-vcluster';
const dmzId = '["apps","StatefulSet","dmz","dmz-vcluster"]';
const podSpec = ['spec', 'template', 'spec'];

test('what is the same differs in nothing', () => {
  expect(compare(base, exampleSubject().rendered)).toEqual(
    ['fsn1', 'hel1', 'nbg1'].map((region) => ({
      region,
      state: 'compared',
      notCompared: [],
      charts: [],
      images: [],
      changes: [],
    })),
  );
});

test('an object that is new, and one that is gone', () => {
  const extra = renderedObject(kit, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'dmz' } });
  const id = '["","ConfigMap","dmz","x"]';
  const common = { id, object: 'ConfigMap dmz/x', fields: [] };
  expect(fsn1(base, after(add(extra))).changes).toEqual([{ kind: 'added', ...common }]);
  expect(fsn1(after(add(extra)), base).changes).toEqual([{ kind: 'removed', ...common }]);
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
  const [first, ...more] = fsn1(base, after(change)).changes;
  expect(more).toEqual([]);
  expect(first).toMatchObject({ kind: 'changed', fields });
});

test('an object that another applies now says so', () => {
  const moved: ChangeRegion = (region) => ({
    ...region,
    objects: region.objects.map((one) => (one.object.kind === 'StatefulSet' ? { ...one, appliedBy: kit } : one)),
  });
  expect(fsn1(base, after(moved)).changes[0]).toEqual({
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
  expect(fsn1(base, after(moved)).changes.map(({ kind, object }) => `${kind} ${object}`)).toEqual([
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
  const [first, ...more] = fsn1(after(add(twin('1'), twin('2'))), after(add(twin('1'), twin('3')))).changes;
  expect(more).toEqual([]);
  expect(first).toMatchObject({ kind: 'changed', fields: [{ path: 'data.value', before: '2', after: '3' }] });
});

const movedImage = `${mirror}/proxy-ghcr/loft-sh/vcluster:0.20.1`;

test('images and chart versions are listed of themselves', () => {
  const upgrade: ChangeRegion = (region) => ({
    ...set(dmzSet, [...podSpec, 'containers', 0, 'image'], movedImage)(region),
    releases: region.releases.map((one) =>
      one.targetNamespace === 'dmz'
        ? { ...one, chart: { ...one.chart, version: '0.2.0', standIns: ['vcluster 0.20.0+standin'] } }
        : one,
    ),
  });
  const { images, charts } = fsn1(base, after(upgrade));
  expect(charts).toEqual([
    {
      release: 'HelmRelease flux-system/bp-dmz-vcluster',
      before: 'bp-dmz-vcluster 0.1.0',
      after: 'bp-dmz-vcluster 0.2.0 (with the stand-in vcluster 0.20.0+standin)',
    },
  ]);
  // The old one is still there, in the init container.
  expect(images).toEqual([{ object: dmzSet, after: movedImage }]);
});

test('an image that only moved to another field is no other image', () => {
  const reordered = set(dmzSet, [...podSpec, 'initContainers'], []);
  expect(fsn1(base, after(reordered)).images).toEqual([]);
});

describe('images and charts of what moves', () => {
  const image = `${mirror}/proxy-ghcr/loft-sh/moved:1.0.0`;
  const by = (name: string) => release(`bp-${name}`);
  const pod = (name: string, namespace: string, images: readonly string[] = [image]) =>
    renderedObject(by(name), {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace },
      spec: { containers: images.map((one, index) => ({ name: `c${index}`, image: one })) },
    });
  const chart =
    (name: string): ChangeRegion =>
    (region) => ({
      ...region,
      releases: region.releases.flatMap((one) =>
        one.targetNamespace === 'dmz' ? [one, { ...one, name, chart: { ...one.chart, name: 'moved' } }] : [one],
      ),
    });
  const place = (keys: readonly string[], ...changes: readonly ChangeRegion[]) =>
    withChange(exampleSubject(), keys, (region) => changes.reduce((result, change) => change(result), region)).rendered;
  const imagesOf = (was: Rendered, is: Rendered) => compare(was, is).flatMap(({ images }) => images);

  test.each([
    { what: 'into another namespace', is: place(['fsn1'], add(pod('a', 'y'))) },
    { what: 'into another slot, with another name', is: place(['fsn1'], add(pod('b', 'x'))) },
    { what: 'into another region', is: place(['hel1'], add(pod('a', 'x'))) },
    { what: 'into all regions', is: place(['fsn1', 'hel1', 'nbg1'], add(pod('z', 'y'))) },
  ])('an image that moves $what is neither gone nor new', ({ is }) => {
    expect(imagesOf(place(['fsn1'], add(pod('a', 'x'))), is)).toEqual([]);
  });

  test('what moves with another image says both, and an image that nobody else uses is gone', () => {
    const was = place(['fsn1'], add(pod('a', 'x')));
    const newer = `${mirror}/proxy-ghcr/loft-sh/moved:2.0.0`;
    expect(imagesOf(was, place(['hel1'], add(pod('a', 'x', [newer]))))).toEqual([
      { object: 'Pod x/a', before: image },
      { object: 'Pod x/a', after: newer },
    ]);
    expect(imagesOf(was, base)).toEqual([{ object: 'Pod x/a', before: image }]);
    expect(imagesOf(base, was)).toEqual([{ object: 'Pod x/a', after: image }]);
  });

  test('an upgrade of one region says so, though another region has either image', () => {
    const newer = `${mirror}/proxy-ghcr/loft-sh/moved:2.0.0`;
    const both = (fsn1Image: string) =>
      withChange(
        { ...exampleSubject(), rendered: place(['hel1'], add(pod('a', 'x'), pod('b', 'x', [newer]))) },
        ['fsn1'],
        add(pod('a', 'x', [fsn1Image])),
      ).rendered;
    expect(imagesOf(both(image), both(newer))).toEqual([{ object: 'Pod x/a', before: image, after: newer }]);
  });

  test('an image that goes from one object of a region to another, both there before, is neither gone nor new', () => {
    const [was, is] = [
      place(['fsn1'], add(pod('a', 'x', [image, 'docker.io/o:1']), pod('b', 'x', ['docker.io/o:1']))),
      place(['fsn1'], add(pod('a', 'x', ['docker.io/o:1']), pod('b', 'x', ['docker.io/o:1', image]))),
    ];
    expect(imagesOf(was, is)).toEqual([]);
  });

  test('a chart that moves with its release is no other version; one that comes or goes alone is new or gone', () => {
    const charts = (was: Rendered, is: Rendered) => compare(was, is).flatMap((region) => region.charts);
    const [inFsn1, inHel1] = [place(['fsn1'], chart('bp-a')), place(['hel1'], chart('bp-b'))];
    expect(charts(inFsn1, inHel1)).toEqual([]);
    expect(charts(inFsn1, base)).toEqual([{ release: 'HelmRelease flux-system/bp-a', before: 'moved 0.1.0' }]);
    expect(charts(base, inHel1)).toEqual([{ release: 'HelmRelease flux-system/bp-b', after: 'moved 0.1.0' }]);
  });
});

const failed: RenderProblem = {
  kind: 'failed',
  object: 'HelmRelease flux-system/bp-dmz-vcluster',
  field: '',
  problem: 'helm template: boom',
  remedy: 'Mend it',
};
const withoutDmz: ChangeRegion = (region) => ({
  ...fail(failed)(region),
  objects: region.objects.filter(({ appliedBy }) => appliedBy.name !== 'bp-dmz-vcluster'),
  releases: region.releases.filter(({ name }) => name !== 'bp-dmz-vcluster'),
});

describe('a side that failed', () => {
  test.each([
    { side: 'on the base', was: after(withoutDmz), is: base },
    { side: 'in the change', was: base, is: after(withoutDmz) },
  ])('a release that failed $side is not compared, and reads neither as new nor as gone', ({ side, was, is }) => {
    expect(fsn1(was, is)).toEqual({
      region: 'fsn1',
      state: 'compared',
      notCompared: [
        {
          part: 'HelmRelease flux-system/bp-dmz-vcluster',
          reason: `${side}, HelmRelease flux-system/bp-dmz-vcluster failed: helm template: boom`,
        },
      ],
      charts: [],
      images: [],
      changes: [],
    });
  });

  test('the rest of the region is compared', () => {
    const other = after((region) => set('Service mgmt/mgmt-vcluster', ['spec', 'x'], 1)(withoutDmz(region)));
    expect(fsn1(base, other).changes.map(({ object }) => object)).toEqual(['Service mgmt/mgmt-vcluster']);
  });

  test('a release that is itself missing where it failed is not gone', () => {
    const other = after((region) => remove('HelmRelease flux-system/bp-dmz-vcluster')(withoutDmz(region)));
    expect(fsn1(base, other).changes).toEqual([]);
  });

  test('what a part that failed would have applied in turn is left out too', () => {
    const all = { ...failed, object: 'Kustomization flux-system/bootstrap-kit' };
    const other = after((region) => ({
      ...fail(all)(region),
      objects: region.objects.filter(({ object }) => object.kind === 'Kustomization'),
    }));
    expect(fsn1(base, other).changes).toEqual([]);
  });

  test('where it is not known what the part is, the whole region is not compared', () => {
    const entry = { ...failed, object: 'clusters/acme.example.com/fsn1', problem: 'kustomize build: no such file' };
    const other = after((region) => ({ ...region, objects: [], releases: [], problems: [entry] }));
    expect(compare(base, other).map(({ state }) => state)).toEqual(['not-compared', 'compared', 'compared']);
    expect(fsn1(base, other)).toEqual({
      region: 'fsn1',
      state: 'not-compared',
      notCompared: [
        { part: '', reason: 'in the change, clusters/acme.example.com/fsn1 failed: kustomize build: no such file' },
      ],
      charts: [],
      images: [],
      changes: [],
    });
  });

  test('a chart that could not be had is not compared', () => {
    const missing = { ...failed, kind: 'missing-chart', problem: 'no route to host' } as const;
    const other = after((region) => ({ ...withoutDmz(region), problems: [missing] }));
    expect(fsn1(base, other).notCompared).toEqual([
      {
        part: 'HelmRelease flux-system/bp-dmz-vcluster',
        reason: 'in the change, HelmRelease flux-system/bp-dmz-vcluster was not rendered: no route to host',
      },
    ]);
  });

  test('what failed on both sides for one reason is told once', () => {
    const missing = { ...failed, kind: 'missing-chart', problem: 'no route to host' } as const;
    const both = after((region) => ({ ...withoutDmz(region), problems: [missing] }));
    expect(fsn1(both, both).notCompared).toEqual([
      {
        part: 'HelmRelease flux-system/bp-dmz-vcluster',
        reason:
          'on the base and in the change, HelmRelease flux-system/bp-dmz-vcluster was not rendered: no route to host',
      },
    ]);
  });

  test.each(['missing-chart', 'missing-source', 'failed'] as const)(
    'a new release is added and one that is gone removed, though it was not rendered: %s',
    (kind) => {
      const problem = { ...failed, kind, object: 'HelmRelease flux-system/bp-new' };
      const metadata = { name: 'bp-new', namespace: 'flux-system' };
      const object = renderedObject(kit, { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata });
      const is = after((region) => add(object)(fail(problem)(region)));
      const change = { object: 'HelmRelease flux-system/bp-new', fields: [] };
      expect(fsn1(base, is)).toMatchObject({
        notCompared: [{ part: change.object }],
        changes: [{ kind: 'added', ...change }],
      });
      expect(fsn1(is, base)).toMatchObject({
        notCompared: [{ part: change.object }],
        changes: [{ kind: 'removed', ...change }],
      });
      expect(compare(undefined, is)[0]?.changes.map(({ object: title }) => title)).toContain(change.object);
    },
  );

  test('a value of another type hides nothing', () => {
    const typed = { ...failed, kind: 'changed-type' } as const;
    const other = after((region) => set(dmzSet, ['spec', 'replicas'], 2)(fail(typed)(region)));
    expect(fsn1(base, other)).toMatchObject({ notCompared: [], changes: [{ object: dmzSet }] });
  });
});

test('all of a new Sovereign is new, and all of a region that is gone is gone', () => {
  const [first] = compare(undefined, base);
  expect(first).toMatchObject({ region: 'fsn1', state: 'new' });
  expect(first?.changes.every(({ kind }) => kind === 'added')).toBe(true);
  expect(first?.changes).toHaveLength(base.regions[0]?.objects.length ?? 0);
  const [, last] = compare(base, { ...base, regions: base.regions.filter(({ region }) => region !== 'hel1') });
  expect(last).toMatchObject({ region: 'hel1', state: 'gone' });
  expect(last?.changes.every(({ kind }) => kind === 'removed')).toBe(true);
});

test('an order of objects is none', () => {
  const reversed = after((region) => ({ ...region, objects: [...region.objects].reverse() }));
  expect(fsn1(base, reversed).changes).toEqual([]);
  expect(compare(base, reversed)).toEqual(compare(base, base));
});

test('every way to a value reads differently', () => {
  expect(
    [
      ['a', 'b'],
      ['a.b'],
      ['a', 0],
      ['a', '0'],
      ['a', { name: '0' }],
      ['a', { name: 'x]' }],
      ['a', { order: 'by name' } as const],
      ['a', 'order'],
    ].map(fieldPath),
  ).toEqual(['a.b', '["a.b"]', 'a[0]', 'a["0"]', 'a[name=0]', 'a[name="x]"]', 'a[order]', 'a.order']);
});

// Keys and names from few letters, so that both sides meet.
const key = fc.constantFrom('a', 'b', 'name', 'a.b', '__proto__');
const { json } = fc.letrec<{ json: Json; map: JsonMap }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<Json[]>(null, true, 0, 1, '', 'x', 'y'),
    tie('map'),
    fc.array(tie('json'), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom('x', 'y', 'z'), tie('json')), { maxLength: 3, selector: ([name]) => name })
      .map((items) => items.map(([name, value]) => ({ name, value }))),
  ),
  map: fc.dictionary(key, tie('json'), { maxKeys: 3, noNullPrototype: true }),
}));

/** Does to a value what the differences say. */
function apply(value: Json | undefined, differences: readonly FieldDifference[]): Json | undefined {
  return differences.reduce((result, { steps, after }) => applyAt(result, steps, after), value);
}

function applyAt(
  value: Json | undefined,
  [step, ...rest]: FieldDifference['steps'],
  after: Json | undefined,
): Json | undefined {
  if (step === undefined) return after;
  if (isJsonMap(value) && typeof step === 'string') {
    const entries = new Map(Object.entries(value));
    const changed = applyAt(entries.get(step), rest, after);
    if (changed === undefined) entries.delete(step);
    else entries.set(step, changed);
    return Object.fromEntries(entries);
  }
  if (!isJsonList(value) || typeof step === 'string') throw new Error('a step that does not fit');
  if (typeof step === 'object' && 'order' in step) {
    return (after as string[]).map((name) => value.find((item) => isJsonMap(item) && item['name'] === name) ?? null);
  }
  const found =
    typeof step === 'number' ? step : value.findIndex((item) => isJsonMap(item) && item['name'] === step.name);
  const index = found < 0 ? value.length : found;
  const items: (Json | undefined)[] = [...value];
  items[index] = applyAt(items[index], rest, after);
  // Items behind the end go from the end: a hole stays until then.
  return items.filter((item) => item !== undefined || typeof step === 'number') as Json[];
}

function withoutHoles(value: Json | undefined): Json | undefined {
  if (isJsonList(value))
    return value.filter((item) => (item as unknown) !== undefined).map((item) => withoutHoles(item) ?? null);
  if (!isJsonMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutHoles(item)]));
}

test('a value differs from itself in nothing', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(compareFields(value, structuredClone(value))).toEqual([]);
    }),
  );
});

test('the differences, done to the one side, make the other', () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      const differences = compareFields(before, after);
      expect(withoutHoles(apply(before, differences))).toEqual(after);
      expect(differences.every((one) => JSON.stringify(one.before) !== JSON.stringify(one.after))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('the objects of the base, with what is added, removed and changed, are those of the change', () => {
  const object = fc
    .tuple(fc.constantFrom('v1', 'apps/v1', 'apps/v2'), fc.constantFrom('a', 'b', 'c'), fc.constantFrom('', 'n'), json)
    .map(([apiVersion, name, namespace, spec]) => {
      const metadata = namespace === '' ? { name } : { name, namespace };
      return renderedObject(release('r'), { apiVersion, kind: 'K', metadata, spec });
    });
  const region = fc
    .uniqueArray(object, {
      selector: ({ object: o, namespace }) => [o.apiVersion.split('/')[1] ?? '', o.metadata.name, namespace].join('|'),
      maxLength: 8,
    })
    .map((objects): Rendered => ({ fqdn: 'x', regions: [{ region: 'r', objects, releases: [], problems: [] }] }));
  fc.assert(
    fc.property(region, region, (was, is) => {
      const found = fsn1(was, is).changes;
      const ids = (kind: string) => new Set(found.filter((one) => one.kind === kind).map(({ id }) => id));
      const same = compare(is, is)[0]?.changes ?? [];
      expect(same).toEqual([]);
      const back = fsn1(is, was).changes;
      expect(new Set(back.filter((one) => one.kind === 'added').map(({ id }) => id))).toEqual(ids('removed'));
      expect(new Set(back.filter((one) => one.kind === 'removed').map(({ id }) => id))).toEqual(ids('added'));
      expect(new Set(back.filter((one) => one.kind === 'changed').map(({ id }) => id))).toEqual(ids('changed'));
      const count = (one: Rendered) => one.regions[0]?.objects.length ?? 0;
      expect(count(was) - ids('removed').size + ids('added').size).toBe(count(is));
    }),
  );
});
