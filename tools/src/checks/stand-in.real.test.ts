import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import {
  assembleCharts,
  blocks,
  chartsFolder,
  type KubernetesObject,
  objectsIn,
  objectsOf,
  leastValues,
  realChart,
  refusalOf,
  type Rendered,
  template,
  vclusterConfig,
  whereHelmRuns,
} from './real-charts';
import { findHelm } from '@sovereign-fleet/renderer/programs';
import { workspaceRoot } from '../workspace';

let helm: string;

const standIn = join(chartsFolder, 'testdata/vcluster');
const mark = 'catalyst.openova.io/stand-in';

/** The stand-in alone, with the least that it renders with. */
function render(values: unknown, flags: readonly string[] = []): Rendered {
  return template({ helm, chart: standIn, name: 'mgmt-vcluster', namespace: 'mgmt', values, flags });
}

const least = {
  controlPlane: { distro: { k8s: { enabled: true } }, backingStore: { database: { embedded: { enabled: true } } } },
  sync: { fromHost: { ingressClasses: { enabled: true } } },
};

const idOf = ({ apiVersion, kind, metadata }: KubernetesObject) =>
  [apiVersion, kind, metadata.name, metadata.namespace ?? '-'].join(' ');

/** What the stand-in says of an object: all but its mark, and what the config and CoreDNS's manifests hold. */
function outline(object: KubernetesObject): unknown {
  const { annotations, ...metadata } = object.metadata as KubernetesObject['metadata'] & { annotations?: unknown };
  expect(annotations).toEqual({ [mark]: 'vcluster-0.20.0+standin' });
  const { data, ...rest } = object;
  return { ...rest, metadata, ...(data && { data: Object.fromEntries(Object.keys(data).map(anyText)) }) };
}

/** Whether the seed has it too: that kept its kubeconfig to itself, and made nothing in flux-system. */
const isNotForFlux = ({ metadata }: KubernetesObject) => metadata.namespace !== 'flux-system';

const anyText = (key: string) => [key, expect.any(String)] as const;

/** Every field of the stand-in is one of the real chart, and both have as many objects, ports and containers. */
function expectOutlineOf(real: readonly KubernetesObject[], standInObjects: readonly KubernetesObject[]): void {
  expect(standInObjects.map(idOf).sort()).toEqual(real.map(idOf).sort());
  for (const object of standInObjects) {
    expect(real.find((candidate) => idOf(candidate) === idOf(object))).toMatchObject(outline(object) as object);
  }
}

whereHelmRuns('the stand-in for the vcluster chart, by real helm (skipped where no helm can be had)', () => {
  beforeAll(async () => {
    helm = await findHelm();
  }, 300_000);

  test('every object of the stand-in says that it is one', () => {
    const marks = objectsOf(render(least)).map(
      ({ metadata }) => (metadata as { annotations?: Record<string, string> }).annotations?.[mark],
    );
    expect(marks).toEqual(Array.from({ length: 11 }, () => 'vcluster-0.20.0+standin'));
  });

  test('the stand-in shows what a chart forgets to set: public images and no storage class', () => {
    const statefulSet = objectsOf(render(least)).find(({ kind }) => kind === 'StatefulSet');
    const images = [...JSON.stringify(statefulSet).matchAll(/"image":"([^"]*)"/g)].map(([, image]) => image);
    expect(images).toEqual([
      'ghcr.io/loft-sh/vcluster-pro:0.20.0',
      'registry.k8s.io/kube-controller-manager:v1.30.2',
      'registry.k8s.io/kube-apiserver:v1.30.2',
      'ghcr.io/loft-sh/vcluster-pro:0.20.0',
    ]);
    expect(JSON.stringify(statefulSet)).not.toContain('storageClassName');
  });

  test('a default registry comes before every image, as in the real chart', () => {
    const flags = ['--set', 'controlPlane.advanced.defaultImageRegistry=registry.example.com'];
    const images = [...JSON.stringify(objectsOf(render(least, flags))).matchAll(/"image":"([^/"]*)/g)];
    expect(images.map(([, registry]) => registry)).toEqual(Array.from({ length: 4 }, () => 'registry.example.com'));
  });

  test.each([
    { given: 'an etcd of its own', set: 'controlPlane.backingStore.etcd.deploy.enabled=true' },
    { given: 'no SQLite', set: 'controlPlane.backingStore.database.embedded.enabled=false' },
    { given: 'another distro', set: 'controlPlane.distro.k3s.enabled=true' },
    { given: 'a scheduler', set: 'controlPlane.advanced.virtualScheduler.enabled=true' },
    { given: 'more replicas', set: 'controlPlane.statefulSet.highAvailability.replicas=3' },
    { given: 'a Service of another type', set: 'controlPlane.service.spec.type="NodePort"' },
    { given: 'a node port', set: 'controlPlane.service.httpsNodePort=30443' },
    { given: 'no volume', set: 'controlPlane.statefulSet.persistence.volumeClaim.enabled=false' },
    { given: 'synced Ingresses', set: 'sync.toHost.ingresses.enabled=true' },
    { given: 'synced nodes', set: 'sync.fromHost.nodes.enabled=true' },
    { given: 'a policy of its own', set: 'policies.networkPolicy.enabled=true' },
    { given: 'a misspelt key', set: 'controlPlane.statefulset={}' },
    { given: 'a tag that is a number', set: 'controlPlane.statefulSet.image.tag=0.2' },
  ])('it refuses what it does not model: $given', ({ set }) => {
    expect(refusalOf(render(least, ['--set-json', set]))).toMatch(/specifications of the schema.*\nvcluster:\n- at '/);
  });

  describe('as an outline of the real chart', () => {
    const shared = join(workspaceRoot, '../shared/vcluster-0.20.0');
    const there = existsSync(shared);
    const read = (file: string) => readFileSync(join(shared, file), 'utf8');
    const title = there ? 'what it rendered' : 'what it rendered (skipped: ../shared/vcluster-0.20.0 is not there)';
    (there ? test : test.skip)(title, () => {
      const { vcluster } = parse(read('values-used.yaml')) as { vcluster: object };
      const origins = read('objects.tsv').split('\n');
      const real = objectsIn(read('rendered-full-on.yaml'));
      const subchart = real.filter((object) => origins.includes(['subchart', ...idOf(object).split(' ')].join('\t')));
      expect(subchart).toHaveLength(11);
      expectOutlineOf(subchart, objectsOf(render(vcluster)));
    });

    const valid = there ? 'its schema' : 'its schema (skipped: ../shared/vcluster-0.20.0 is not there)';
    (there ? test : test.skip).each([
      { of: 'the stand-in', file: 'testdata/vcluster/values.yaml' },
      ...blocks.map((block) => ({ of: `bp-${block}-vcluster`, file: `bp-${block}-vcluster/values.yaml` })),
    ])(`${valid} admits the values of $of`, ({ file }) => {
      const values = parse(readFileSync(join(chartsFolder, file), 'utf8')) as { readonly vcluster?: object };
      const validate = new Ajv2020({ strict: false }).compile(JSON.parse(read('values.schema.json')) as object);
      void validate(values.vcluster ?? values); // synchronous: the schema does not say $async
      expect(validate.errors).toBe(null);
    });

    const named = there
      ? 'the objects it lists'
      : 'the objects it lists (skipped: ../shared/vcluster-0.20.0 is not there)';
    (there ? test : test.skip)(`${named} are those of bp-mgmt-vcluster`, () => {
      const assembled = assembleCharts(helm);
      const chart = assembled.charts.mgmt;
      const objects = objectsOf(
        template({ helm, chart, name: 'mgmt-vcluster', namespace: 'mgmt', values: leastValues('mgmt') }),
      );
      assembled.remove();
      const [, ...rows] = read('objects.tsv').trim().split('\n');
      const listed = rows.map((row) => row.split('\t').slice(1).join(' '));
      expect(objects.filter(isNotForFlux).map(idOf).sort()).toEqual(listed.sort());
    });

    const differ = realChart === '' ? 'the real chart (skipped: VCLUSTER_CHART does not name one)' : realChart;
    (realChart === '' ? describe.skip : describe)(differ, () => {
      test.each(blocks)('with the values of bp-%s-vcluster', (block) => {
        const assembled = assembleCharts(helm);
        const release = { helm, name: `${block}-vcluster`, namespace: block };
        const all = objectsOf(template({ ...release, chart: assembled.charts[block], values: leastValues(block) }));
        assembled.remove();
        const ours = ['Namespace', 'NetworkPolicy'];
        const real = all.filter((object) => !ours.includes(object.kind) && isNotForFlux(object));
        const { vcluster } = parse(readFileSync(join(chartsFolder, `bp-${block}-vcluster/values.yaml`), 'utf8')) as {
          vcluster: unknown;
        };
        const flags = ['--set', `controlPlane.statefulSet.scheduling.nodeSelector.openova\\.io/region=hz-fsn-rtz-prod`];
        const outlined = objectsOf(template({ ...release, chart: standIn, values: vcluster, flags }));
        expectOutlineOf(real, outlined);
        expect(vclusterConfig(real)).toMatchObject(vclusterConfig(outlined));
      });
    });
  });
});
