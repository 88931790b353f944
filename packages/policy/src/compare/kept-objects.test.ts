import type { JsonMap } from '@sovereign-fleet/domain';
import type { Applier, RenderedObject } from '@sovereign-fleet/renderer';
import { compare } from './compare';
import { add, combine, fail, remove, set, type ChangeRegion } from '../testing/example-change';
import { base, compareFsn1, renderChanged } from '../testing/example-comparison';
import { kit, release, renderedObject } from '../testing/example-subject';

const cilium = 'HelmRelease flux-system/bp-cilium';
const cluster = 'Kustomization flux-system/bootstrap-kit';
const byCilium = release('bp-cilium');

interface Marks {
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

function extra(by: Applier, marks: Marks = {}, more: Partial<RenderedObject> = {}): ChangeRegion {
  const metadata = { name: 'x', namespace: 'dmz', ...marks };
  return add({ ...renderedObject(by, { apiVersion: 'v1', kind: 'ConfigMap', metadata }), ...more });
}

const spec = (title: string, fields: JsonMap): ChangeRegion =>
  combine(...Object.entries(fields).map(([key, value]) => set(title, ['spec', key], value)));

/** What the comparison says of the object x of the base, which is not in the change. */
function saidOfX(was: ChangeRegion, is: ChangeRegion = (region) => region): readonly string[] {
  const { changes, kept } = compareFsn1(renderChanged(was), renderChanged(is));
  return [
    ...changes.map(({ kind, object }) => `${kind} ${object}`),
    ...kept.map(({ object, reason }) => `kept ${object}: ${reason}`),
  ].filter((line) => line.includes('dmz/x') || line.includes('all that'));
}

const removed = 'removed ConfigMap dmz/x';
const keptBecause = (reason: string) => [`kept ConfigMap dmz/x: ${reason}`];
const [prune, ssa] = ['kustomize.toolkit.fluxcd.io/prune', 'kustomize.toolkit.fluxcd.io/ssa'];
const policy = 'helm.sh/resource-policy';

test.each<{ what: string; was: ChangeRegion; is?: ChangeRegion; said: readonly string[] }>([
  { what: 'an object of a Kustomization', was: extra(kit), said: [removed] },
  { what: 'an object of a release', was: extra(byCilium), said: [removed] },
  {
    what: 'an annotation says so',
    was: extra(kit, { annotations: { [prune]: 'Disabled' } }),
    said: keptBecause(`it has ${prune}: disabled, so Flux does not delete it`),
  },
  {
    what: 'a label says so',
    was: extra(kit, { labels: { [prune]: 'disabled' } }),
    said: keptBecause(`it has ${prune}: disabled, so Flux does not delete it`),
  },
  {
    what: 'a mark of Flux in a chart, which Helm does not read',
    was: extra(byCilium, { labels: { [prune]: 'disabled' } }),
    said: [removed],
  },
  {
    what: 'a mark of Helm in a Kustomization',
    was: extra(kit, { annotations: { [policy]: 'keep' } }),
    said: [removed],
  },
  {
    what: 'Helm keeps it',
    was: extra(byCilium, { annotations: { [policy]: 'keep' } }),
    said: keptBecause(`it has ${policy}: keep, so Helm leaves it`),
  },
  {
    what: 'an upgrade reads keep letter by letter',
    was: extra(byCilium, { annotations: { [policy]: 'Keep' } }),
    said: [removed],
  },
  {
    what: 'an uninstall reads it in any way',
    was: extra(byCilium, { annotations: { [policy]: 'Keep' } }),
    is: remove(cilium),
    said: keptBecause(`it has ${policy}: Keep, so Helm leaves it`),
  },
  {
    what: 'it is of crds/',
    was: extra(byCilium, {}, { crdUpgrade: 'CreateReplace' }),
    is: remove(cilium),
    said: keptBecause("it is in the chart's crds/, of which Helm deletes nothing"),
  },
  {
    what: 'it is a hook',
    was: extra(byCilium, { annotations: { 'helm.sh/hook': 'pre-install' } }),
    said: keptBecause('it is a hook of Helm (pre-install), which Helm deletes by its own policy alone'),
  },
  {
    what: 'its release is suspended now',
    was: extra(byCilium),
    is: spec(cilium, { suspend: true }),
    said: keptBecause(`${cilium} is suspended, and leaves what it applied as it is`),
  },
  {
    what: 'its Kustomization is suspended now',
    was: extra(kit),
    is: spec(cluster, { suspend: true }),
    said: keptBecause(`${cluster} is suspended, and leaves what it applied as it is`),
  },
  {
    what: 'its Kustomization does not prune',
    was: extra(kit),
    is: spec(cluster, { prune: false }),
    said: keptBecause(`${cluster} has prune: false, so Flux deletes nothing of it`),
  },
  { what: 'its release goes', was: extra(byCilium), is: remove(cilium), said: [removed] },
  { what: 'its Kustomization goes', was: extra(kit), is: remove(cluster), said: [removed] },
  {
    what: 'its Kustomization goes and does not prune',
    was: combine(extra(kit), spec(cluster, { prune: false })),
    is: remove(cluster),
    said: keptBecause(`${cluster} has prune: false, so Flux deletes nothing of it`),
  },
  {
    what: 'its Kustomization goes and orphans',
    was: combine(extra(kit), spec(cluster, { deletionPolicy: 'Orphan' })),
    is: remove(cluster),
    said: keptBecause(`${cluster} has deletionPolicy: Orphan, so Flux deletes nothing of it`),
  },
  {
    what: 'its Kustomization goes and deletes, though it does not prune',
    was: combine(extra(kit), spec(cluster, { prune: false, deletionPolicy: 'Delete' })),
    is: remove(cluster),
    said: [removed],
  },
  {
    what: 'its release stays, since Flux does not delete that',
    was: combine(extra(byCilium), set(cilium, ['metadata', 'annotations'], { [prune]: 'disabled' })),
    is: remove(cilium),
    said: keptBecause(`${cilium} stays, and all that it applies`),
  },
  {
    what: 'its release was suspended when it goes, which no render shows',
    was: spec(cilium, { suspend: true }),
    is: remove(cilium),
    said: [`kept all that ${cilium} applied: it is suspended on the base, so Flux deletes nothing of it when it goes`],
  },
  {
    what: 'it is excluded now',
    was: extra(kit),
    is: fail({ kind: 'excluded', object: 'ConfigMap dmz/x', field: 'metadata', problem: 'it is', remedy: 'No' }),
    said: keptBecause('it is excluded now, so Flux neither changes nor deletes it'),
  },
  {
    what: 'a CRD of crds/ that is new, where upgrades skip them',
    was: (region) => region,
    is: extra(byCilium, {}, { crdUpgrade: 'Skip' }),
    said: keptBecause(`it is in the chart's crds/, of which an upgrade of ${cilium} applies none (upgrade.crds: Skip)`),
  },
  {
    what: 'a CRD of crds/ that is new, where upgrades make new ones',
    was: (region) => region,
    is: extra(byCilium, {}, { crdUpgrade: 'Create' }),
    said: ['added ConfigMap dmz/x'],
  },
  {
    what: 'a CRD of crds/ that changed, where upgrades make new ones',
    was: extra(byCilium, {}, { crdUpgrade: 'Create' }),
    is: extra(byCilium, { labels: { a: 'b' } }, { crdUpgrade: 'Create' }),
    said: keptBecause(
      `it is in the chart's crds/, of which an upgrade of ${cilium} adds new ones and changes none ` +
        '(upgrade.crds: Create)',
    ),
  },
  {
    what: 'a CRD of crds/ that changed, where upgrades replace them',
    was: extra(byCilium, {}, { crdUpgrade: 'Create' }),
    is: extra(byCilium, { labels: { a: 'b' } }, { crdUpgrade: 'CreateReplace' }),
    said: ['changed ConfigMap dmz/x'],
  },
  {
    what: 'a CRD of crds/ that is the same',
    was: extra(byCilium, {}, { crdUpgrade: 'Create' }),
    is: extra(byCilium, {}, { crdUpgrade: 'Create' }),
    said: [],
  },
  {
    what: 'an object that Flux applies once',
    was: extra(kit, { annotations: { [ssa]: 'IfNotPresent' } }),
    is: extra(kit, { annotations: { [ssa]: 'IfNotPresent', a: 'b' } }),
    said: keptBecause(`it has ${ssa}: IfNotPresent, so Flux does not change it once it is there`),
  },
])('what the cluster does with x: $what', ({ was, is, said }) => {
  expect(saidOfX(was, is)).toEqual(said);
});

test('what a Kustomization that stays applies stays too, however far below', () => {
  const suspended = combine(remove(cilium), spec(cluster, { suspend: true }));
  const said = saidOfX(extra(byCilium), suspended);
  expect(said).toEqual(keptBecause(`${cilium} stays, and all that it applies`));
});

test('the chart of a release that goes on is not gone', () => {
  const gone: ChangeRegion = (region) => ({ ...region, releases: region.releases.slice(1) });
  const dmz = 'HelmRelease flux-system/bp-dmz-vcluster';
  expect(compareFsn1(base, renderChanged(combine(gone, spec(dmz, { suspend: true })))).charts).toEqual([]);
  expect(compareFsn1(base, renderChanged(combine(gone, remove(dmz)))).charts).toEqual([
    { release: dmz, before: 'bp-dmz-vcluster 0.1.0' },
  ]);
});

test('an FQDN that changes moves the folder of each region, and nothing leaves a cluster', () => {
  const is = { ...renderChanged(remove('Service dmz/dmz-vcluster')), fqdn: 'new.example.com' };
  const [fsn1, hel1] = compare(base, is);
  expect(fsn1).toMatchObject({
    state: 'moved',
    changes: [],
    kept: [
      {
        object: 'Service dmz/dmz-vcluster',
        reason:
          'clusters/acme.example.com/fsn1, which the Flux of this region reads, leaves: ' +
          'Flux says that the path is missing, and deletes nothing',
      },
    ],
  });
  expect(hel1).toMatchObject({ state: 'moved', changes: [], kept: [] });
});
