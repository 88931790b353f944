import type { RenderProblem } from '@sovereign-fleet/renderer';
import { compare } from './compare';
import { add, type ChangeRegion, fail, remove, set } from '../testing/example-change';
import { base, compareFsn1, renderChanged } from '../testing/example-comparison';
import { dmzSet } from '../testing/example-rows';
import { kit, renderedObject } from '../testing/example-subject';

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
    { side: 'on the base', was: renderChanged(withoutDmz), is: base },
    { side: 'in the change', was: base, is: renderChanged(withoutDmz) },
  ])('a release that failed $side is not compared, and reads neither as new nor as gone', ({ side, was, is }) => {
    expect(compareFsn1(was, is)).toEqual({
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
      kept: [],
    });
  });

  test('the rest of the region is compared', () => {
    const other = renderChanged((region) => set('Service mgmt/mgmt-vcluster', ['spec', 'x'], 1)(withoutDmz(region)));
    expect(compareFsn1(base, other).changes.map(({ object }) => object)).toEqual(['Service mgmt/mgmt-vcluster']);
  });

  test('a release that is itself missing where it failed is not gone', () => {
    const other = renderChanged((region) => remove('HelmRelease flux-system/bp-dmz-vcluster')(withoutDmz(region)));
    expect(compareFsn1(base, other).changes).toEqual([]);
  });

  test('what a part that failed would have applied in turn is left out too', () => {
    const all = { ...failed, object: 'Kustomization flux-system/bootstrap-kit' };
    const other = renderChanged((region) => ({
      ...fail(all)(region),
      objects: region.objects.filter(({ object }) => object.kind === 'Kustomization'),
    }));
    expect(compareFsn1(base, other).changes).toEqual([]);
  });

  test('where it is not known what the part is, the whole region is not compared', () => {
    const entry = { ...failed, object: 'clusters/acme.example.com/fsn1', problem: 'kustomize build: no such file' };
    const other = renderChanged((region) => ({ ...region, objects: [], releases: [], problems: [entry] }));
    expect(compare(base, other).map(({ state }) => state)).toEqual(['not-compared', 'compared', 'compared']);
    expect(compareFsn1(base, other)).toEqual({
      region: 'fsn1',
      state: 'not-compared',
      notCompared: [
        { part: '', reason: 'in the change, clusters/acme.example.com/fsn1 failed: kustomize build: no such file' },
      ],
      charts: [],
      images: [],
      changes: [],
      kept: [],
    });
  });

  test('what makes objects elsewhere is not compared, and all else is', () => {
    const kind = 'not-followed' as const;
    const elsewhere = { ...failed, kind, object: 'ResourceSet dmz/x', problem: 'its objects are made in the cluster' };
    const other = renderChanged((region) => fail(elsewhere)(set(dmzSet, ['spec', 'x'], 1)(region)));
    expect(compareFsn1(base, other)).toMatchObject({
      state: 'compared',
      notCompared: [
        {
          part: 'ResourceSet dmz/x',
          reason: 'in the change, ResourceSet dmz/x was not rendered: its objects are made in the cluster',
        },
      ],
      changes: [{ object: dmzSet }],
    });
  });

  test('a chart that could not be had is not compared', () => {
    const missing = { ...failed, kind: 'missing-chart', problem: 'no route to host' } as const;
    const other = renderChanged((region) => ({ ...withoutDmz(region), problems: [missing] }));
    expect(compareFsn1(base, other).notCompared).toEqual([
      {
        part: 'HelmRelease flux-system/bp-dmz-vcluster',
        reason: 'in the change, HelmRelease flux-system/bp-dmz-vcluster was not rendered: no route to host',
      },
    ]);
  });

  test('what failed on both sides for one reason is told once', () => {
    const missing = { ...failed, kind: 'missing-chart', problem: 'no route to host' } as const;
    const both = renderChanged((region) => ({ ...withoutDmz(region), problems: [missing] }));
    expect(compareFsn1(both, both).notCompared).toEqual([
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
      const is = renderChanged((region) => add(object)(fail(problem)(region)));
      const change = { object: 'HelmRelease flux-system/bp-new', fields: [] };
      expect(compareFsn1(base, is)).toMatchObject({
        notCompared: [{ part: change.object }],
        changes: [{ kind: 'added', ...change }],
      });
      expect(compareFsn1(is, base)).toMatchObject({
        notCompared: [{ part: change.object }],
        changes: [{ kind: 'removed', ...change }],
      });
      expect(compare(undefined, is)[0]?.changes.map(({ object: title }) => title)).toContain(change.object);
    },
  );

  test.each(['changed-type', 'refused'] as const)('a problem of the kind %s hides nothing', (kind) => {
    const typed = { ...failed, kind, object: 'ConfigMap flux-system/uses' };
    const other = renderChanged((region) => set(dmzSet, ['spec', 'replicas'], 2)(fail(typed)(region)));
    expect(compareFsn1(base, other)).toMatchObject({ notCompared: [], changes: [{ object: dmzSet }] });
  });
});
