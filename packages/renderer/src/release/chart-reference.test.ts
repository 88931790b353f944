import type { JsonMap } from '@sovereign-fleet/domain';
import { chartReference } from './chart-reference';
import { readHelmRelease } from '@sovereign-fleet/flux';
import type { KubernetesObject } from '../contract/rendered';
import { idOfObject } from '../objects/object-id';
import type { SourceFilter } from '../tree/source-files';

const sourceOf = (kind: string, spec: JsonMap, namespace = 'flux-system'): KubernetesObject => ({
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind,
  metadata: { name: 'src', namespace },
  spec,
});

async function chartOf(spec: JsonMap, ...objects: readonly KubernetesObject[]): Promise<unknown> {
  return await chartWith({}, spec, ...objects);
}

/** With what the tree's source passes on. */
async function chartWith(
  treeFilter: SourceFilter,
  spec: JsonMap,
  ...objects: readonly KubernetesObject[]
): Promise<unknown> {
  const metadata = { name: 'app', namespace: 'flux-system' };
  const release = await readHelmRelease({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata,
    spec,
  });
  if (!release.ok) throw new Error(release.reason);
  const byId = new Map(objects.map((one) => [idOfObject(one), one]));
  const find = (id: string) => byId.get(id);
  const found = chartReference(release.value, {
    find,
    isTree: (id) => id === 'GitRepository flux-system/flux-system',
    treeFilter,
  });
  return found.ok ? found.value : found;
}

const url = 'oci://registry.example/charts/app';
const ref = (kind: string, more: JsonMap = {}) => ({ kind, name: 'src', ...more });
const chart = (kind: string, more: JsonMap = {}) => ({
  chart: { spec: { chart: 'app', sourceRef: ref(kind), ...more } },
});

test.each([
  { given: { tag: '1.2.3' }, reference: { tag: '1.2.3' } },
  { given: { semver: '1.x', tag: '1.2.3' }, reference: { semver: '1.x', tag: '1.2.3' } },
  { given: { digest: 'sha256:ab', tag: '1.2.3' }, reference: { digest: 'sha256:ab', tag: '1.2.3' } },
  { given: { semver: '1.x', semverFilter: '-lts$' }, reference: { semver: '1.x', semverFilter: '-lts$' } },
  { given: {}, reference: { tag: 'latest' } },
  // For Helm alone these are names of tags.
  { given: { semver: '1.2' }, reference: { semver: '=1.2' } },
  { given: { semver: 'v1.2.3' }, reference: { semver: '=v1.2.3' } },
  // Flux does not read this tag.
  { given: { digest: 'sha256:ab', tag: '1.0.0+b1' }, reference: { digest: 'sha256:ab', tag: '1.0.0+b1' } },
])('an OCIRepository with ref $given gives the reference $reference', async ({ given, reference }) => {
  const source = sourceOf('OCIRepository', { url, ref: given });
  expect(await chartOf({ chartRef: ref('OCIRepository') }, source)).toStrictEqual({
    kind: 'oci',
    url,
    ...reference,
    tracksRevision: true,
  });
});

test.each([
  { tag: '1.0.0+b1', remedy: 'Write 1.0.0_b1, as Helm pushes it, in OCIRepository flux-system/src' },
  { tag: '1.0.0@sha256:ab', remedy: 'Write the tag alone, in OCIRepository flux-system/src' },
])('a tag $tag that no registry takes is refused', async ({ tag, remedy }) => {
  expect(await chartOf({ chartRef: ref('OCIRepository') }, sourceOf('OCIRepository', { url, ref: { tag } }))).toEqual({
    ok: false,
    kind: 'failed',
    problem: `no registry has a tag "${tag}"`,
    remedy,
  });
});

test.each([
  { version: '1.2.3', semver: '1.2.3' },
  { version: '1.2', semver: '=1.2' },
  { version: '>=1', semver: '>=1' },
])('a HelmRepository of type oci has a tag of the name $version, or a range', async ({ version, semver }) => {
  expect(await chartOf(chart('HelmRepository', { version }), registry)).toMatchObject({ kind: 'oci', semver });
});

test('the source of a chart may be in another namespace', async () => {
  const source = sourceOf('OCIRepository', { url }, 'sources');
  const chartRef = ref('OCIRepository', { namespace: 'sources' });
  expect(await chartOf({ chartRef }, source)).toEqual({ kind: 'oci', url, tag: 'latest', tracksRevision: true });
});

const index = sourceOf('HelmRepository', { url: 'https://charts.example/stable/' });
const registry = sourceOf('HelmRepository', { url: 'oci://registry.example/charts/', type: 'oci' });
const helmChart = (spec: JsonMap) =>
  ({
    ...sourceOf('HelmChart', { sourceRef: ref('HelmRepository'), ...spec }),
    metadata: { name: 'chart', namespace: 'flux-system' },
  }) as const;

test.each([
  {
    what: 'a HelmRepository with an index',
    spec: chart('HelmRepository', { version: '1.x' }),
    objects: [index],
    reference: { kind: 'helm', url: 'https://charts.example/stable/', name: 'app', version: '1.x' },
  },
  {
    what: 'a HelmRepository of type oci, any version',
    spec: chart('HelmRepository'),
    objects: [registry],
    reference: { kind: 'oci', url: 'oci://registry.example/charts/app', semver: '*' },
  },
  {
    what: 'a HelmChart',
    spec: { chartRef: { kind: 'HelmChart', name: 'chart' } },
    objects: [
      index,
      helmChart({ chart: 'app', version: '2.0.0', valuesFiles: ['prod.yaml'], ignoreMissingValuesFiles: true }),
    ],
    reference: {
      kind: 'helm',
      url: 'https://charts.example/stable/',
      name: 'app',
      version: '2.0.0',
      valuesFiles: ['prod.yaml'],
      ignoreMissingValuesFiles: true,
    },
  },
  {
    what: 'its path in the tree',
    spec: chart('GitRepository', {
      chart: './charts/../charts/app/',
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      valuesFiles: ['charts/app/prod.yaml'],
    }),
    objects: [],
    reference: { kind: 'folder', path: 'charts/app', valuesFiles: ['charts/app/prod.yaml'] },
  },
  {
    what: 'a path and values files that Flux keeps in the tree',
    spec: chart('GitRepository', {
      chart: '../app',
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      valuesFiles: ['/../envs/./prod.yaml', './app/values.yaml'],
      reconcileStrategy: 'Revision',
    }),
    objects: [],
    reference: {
      kind: 'folder',
      path: 'app',
      valuesFiles: ['envs/prod.yaml', 'app/values.yaml'],
      tracksRevision: true,
    },
  },
  {
    what: 'its own values.yaml alone',
    spec: chart('HelmRepository', { version: '1.x', valuesFiles: ['./values.yaml'] }),
    objects: [index],
    reference: { kind: 'helm', url: 'https://charts.example/stable/', name: 'app', version: '1.x' },
  },
])('a chart is found by $what', async ({ spec, objects, reference }) => {
  expect(await chartOf(spec, ...objects)).toEqual(reference);
});

const another = 'Take an OCIRepository, a HelmRepository or a path in the tree';

test.each([
  {
    spec: { chartRef: ref('OCIRepository') },
    problem: 'its source OCIRepository flux-system/src is not in the tree',
    remedy: 'Add OCIRepository flux-system/src, or write it in "standIns" of the kit if the installation brings it',
    kind: 'missing-source',
  },
  {
    spec: { chartRef: ref('OCIRepository') },
    objects: [sourceOf('OCIRepository', {})],
    problem: 'its source OCIRepository flux-system/src has no spec that Flux would take',
    remedy: 'Mend OCIRepository flux-system/src',
    kind: 'failed',
  },
  {
    spec: { chartRef: ref('HelmChart') },
    problem: 'its source HelmChart flux-system/src is not in the tree',
    remedy: 'Add HelmChart flux-system/src, or write it in "standIns" of the kit if the installation brings it',
    kind: 'missing-source',
  },
  {
    spec: { chartRef: ref('ExternalArtifact') },
    problem: 'a chart from ExternalArtifact flux-system/src cannot be had here',
  },
  { spec: chart('Bucket'), problem: 'chart app from Bucket flux-system/src cannot be had here' },
  {
    spec: chart('HelmRepository'),
    problem: 'its source HelmRepository flux-system/src is not in the tree',
    remedy: 'Add HelmRepository flux-system/src, or write it in "standIns" of the kit if the installation brings it',
    kind: 'missing-source',
  },
  {
    spec: chart('HelmRepository'),
    objects: [sourceOf('HelmRepository', { url: 'oci://registry.example/charts' })],
    problem:
      'its source HelmRepository flux-system/src has the URL of a registry and is not of type oci, so that Flux ' +
      'refuses it',
    remedy: 'Write type: oci in HelmRepository flux-system/src',
    kind: 'failed',
  },
  {
    spec: chart('HelmRepository'),
    objects: [sourceOf('HelmRepository', { url: 'https://charts.example', type: 'oci' })],
    problem:
      'its source HelmRepository flux-system/src is of type oci and has no URL of a registry, so that Flux refuses it',
    remedy: 'Take type: oci out in HelmRepository flux-system/src',
    kind: 'failed',
  },
  {
    spec: chart('GitRepository'),
    problem: 'chart app is in GitRepository flux-system/src, which is not this tree',
  },
])(
  'a chart that cannot be referred to is reported: $problem',
  async ({ spec, objects = [], problem, remedy = another, kind = 'missing-chart' }) => {
    expect(await chartOf(spec, ...objects)).toEqual({ ok: false, kind, problem, remedy });
  },
);

test('a chart in the tree is had only if the source of the tree checks it out', async () => {
  const spec = chart('GitRepository', {
    chart: './charts/app',
    sourceRef: { kind: 'GitRepository', name: 'flux-system' },
  });
  expect(await chartWith({ paths: ['charts/'] }, spec)).toEqual({ kind: 'folder', path: 'charts/app' });
  const filter = { paths: ['charts/'], ignore: '*.md' };
  expect(await chartWith(filter, spec)).toEqual({ kind: 'folder', path: 'charts/app', ignore: '*.md' });
  expect(await chartWith({ paths: ['clusters/acme.example.com/'] }, spec)).toEqual({
    ok: false,
    kind: 'failed',
    problem: 'the chart ./charts/app is in no folder that GitRepository flux-system/flux-system checks out',
    remedy: 'Add it to spec.sparseCheckout',
  });
});
