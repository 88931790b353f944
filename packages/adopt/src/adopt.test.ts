import { formatIssue } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '@sovereign-fleet/renderer';
import { parse } from 'yaml';
import { draftAdoption } from './adopt';
import type { SourceTree } from './model/source';

const artifact = (ref: string) => `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: web, namespace: flux-system }
spec: { interval: 15m, url: oci://registry.example.com/charts/web, ref: ${ref} }
`;

const repository = `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: charts, namespace: flux-system }
spec: { interval: 15m, type: oci, url: oci://registry.example.com/charts }
`;

const release = (chart: string, metadata = '') => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: flux-system${metadata} }
spec: { interval: 15m, targetNamespace: web, releaseName: web, ${chart} }
`;

const byReference = (ref: string) => [artifact(ref), release('chartRef: { kind: OCIRepository, name: web }')];

const ofRepository = (version: string) => {
  const sourceRef = 'sourceRef: { kind: HelmRepository, name: charts }';
  return [repository, release(`chart: { spec: { chart: web, version: '${version}', ${sourceRef} } }`)];
};

/** As kustomize says it. */
function withOrigin({ metadata, ...object }: KubernetesObject): KubernetesObject {
  const annotations = { ...metadata.annotations, 'config.kubernetes.io/origin': 'path: web.yaml\n' };
  return { ...object, metadata: { ...metadata, annotations } };
}

/** What an import of one file would write of a row, or why it is refused. */
async function draftOf(texts: readonly string[], allowRanges = false) {
  const text = texts.join('---\n');
  const objects = texts.map((one) => withOrigin(parse(one) as KubernetesObject));
  const build: SourceTree['build'] = () => Promise.resolve({ ok: true, value: objects });
  const tree = { files: new Map([['web.yaml', text]]), folder: '', unread: new Map(), build, given: {} };
  const spec = {
    fqdn: 'north.example.com',
    environment: 'prod',
    regions: [{ key: 'fsn1', provider: 'hetzner', role: 'primary' }],
  } as const;
  const sovereign = { name: 'north', spec };
  return draftAdoption({ tree, kit: 'north', sovereign, facts: {}, keepSources: false, allowRanges });
}

async function refusalOf(texts: readonly string[], allowRanges?: boolean): Promise<readonly string[]> {
  const draft = await draftOf(texts, allowRanges);
  return draft.ok ? [] : draft.issues.map(formatIssue);
}

const digest = `sha256:${'1'.repeat(64)}`;
const ref = 'OCIRepository flux-system/web.spec.ref';
const tomorrow = 'another chart may come tomorrow. Write the version that runs now';
const kept = ', or keep ranges by --allow-ranges';

test.each<{ what: string; texts: readonly string[]; allowRanges?: boolean; says: string }>([
  {
    what: 'a digest without a version',
    texts: byReference(`{ digest: '${digest}' }`),
    says:
      `web.yaml:1-4: ${ref}.digest is "${digest}": Flux pulls it whatever its version, and a row says the version, ` +
      'too. Write its version as the tag.',
  },
  {
    what: 'a digest beside a range',
    texts: byReference(`{ digest: '${digest}', semver: 1.x }`),
    allowRanges: true,
    says:
      `web.yaml:1-4: ${ref}.digest is "${digest}": Flux pulls it whatever its version, and a row says the version, ` +
      'too. Write its version as the tag.',
  },
  {
    what: 'a tag that people move',
    texts: byReference('{ tag: stable }'),
    allowRanges: true,
    says: `web.yaml:1-4: ${ref}.tag is "stable": it is no version, so that ${tomorrow}.`,
  },
  {
    what: 'no reference',
    texts: byReference('{}'),
    allowRanges: true,
    says: `web.yaml:1-4: ${ref}.tag is not set: Flux pulls the tag latest, so that ${tomorrow}.`,
  },
  {
    what: 'a range of tags',
    texts: byReference("{ semver: '>=1.0' }"),
    says: `web.yaml:1-4: ${ref}.semver is ">=1.0": it is a range, so that ${tomorrow}${kept}.`,
  },
  {
    what: 'a range of a HelmRepository',
    texts: ofRepository('1.x'),
    says:
      `web.yaml:6-9: HelmRelease flux-system/web.spec.chart.spec.version is "1.x": it is a range, so that ` +
      `${tomorrow}${kept}.`,
  },
  {
    what: 'the tag of a version in a HelmRepository',
    texts: ofRepository('1.0.0_b1'),
    allowRanges: true,
    says:
      'web.yaml:6-9: HelmRelease flux-system/web.spec.chart.spec.version is "1.0.0_b1": it is neither a version nor ' +
      'a range of versions. Write 1.0.0+b1: a tag has "_" there by itself.',
  },
  {
    what: 'what is no range, though ranges are kept,',
    texts: ofRepository('newest'),
    allowRanges: true,
    says:
      'web.yaml:6-9: HelmRelease flux-system/web.spec.chart.spec.version is "newest": it is neither a version nor a ' +
      'range of versions. Write the version that runs now.',
  },
])('a tree with $what is refused', async ({ texts, allowRanges, says }) => {
  expect(await refusalOf(texts, allowRanges)).toEqual([says]);
});

/** The chart of the row, and what a person reads of it. */
async function chartOf(texts: readonly string[]) {
  const draft = await draftOf(texts, true);
  if (!draft.ok) throw new Error(draft.issues.map(formatIssue).join('\n'));
  const [slot] = draft.value.recognised.kit.slots;
  return { chart: slot?.chart, notes: draft.value.notes.map(({ reason, text }) => `${reason}: ${text}`) };
}

const range = (text: string) =>
  `range of versions: its chart is that of the range ${text}, and each review says so until a version stands there`;

test.each<{ what: string; texts: readonly string[]; chart: object; notes?: readonly string[] }>([
  { what: 'a tag', texts: byReference('{ tag: v1.0.0_b1 }'), chart: { version: 'v1.0.0+b1' } },
  {
    what: 'a range',
    texts: byReference("{ semver: '>=1.0' }"),
    chart: { version: '>=1.0', range: true },
    notes: [range('>=1.0')],
  },
  {
    what: 'a range of one version',
    texts: byReference('{ semver: 1.0.0 }'),
    chart: { version: '1.0.0' },
    notes: ['reference of a source: its range 1.0.0 is one version, and becomes the tag'],
  },
  {
    what: 'a range beside a tag',
    texts: byReference('{ semver: 1.x, tag: 1.0.0 }'),
    chart: { version: '1.x', range: true },
    notes: ['reference of a source: Flux reads its range 1.x and not its tag 1.0.0, which is left out', range('1.x')],
  },
  { what: 'any version', texts: ofRepository('*'), chart: { version: '*', range: true }, notes: [range('*')] },
  {
    what: 'a digest beside a tag',
    texts: byReference(`{ tag: 1.0.0, digest: '${digest}' }`),
    chart: { version: '1.0.0', digest },
    notes: [
      'digest beside a version: Flux pulls what its digest names, whatever the version 1.0.0 says; a review compares ' +
        'them',
    ],
  },
])('$what is in the row as Flux reads it', async ({ texts, chart, notes = [] }) => {
  expect(await chartOf(texts)).toEqual({ chart: { name: 'web', ...chart }, notes });
});

test('labels that all releases have are in the kit, those of one in its row, and ours are not said twice', async () => {
  const chart = 'chart: { spec: { chart: web, version: 1.0.0, sourceRef: { kind: HelmRepository, name: charts } } }';
  const own = `labels: { team: web, of: platform, catalyst.openova.io/slot: '7' }`;
  const first = release(chart, `, ${own}, annotations: { 'example.com/why': any text }`);
  const second = release(chart, ', labels: { of: platform }').replaceAll('web', 'api');
  const draft = await draftOf([repository, first, second]);
  if (!draft.ok) throw new Error(draft.issues.map(formatIssue).join('\n'));
  const { kit } = draft.value.recognised;
  expect(Object.keys(kit.labels)).toEqual(['catalyst.openova.io/region', 'catalyst.openova.io/region-role', 'of']);
  expect(kit.slots.map(({ release: said }) => said)).toEqual([
    { labels: { team: 'web' }, annotations: { 'example.com/why': 'any text' }, name: 'web' },
    { name: 'api' },
  ]);
  expect(draft.value.notes.map(({ reason, of, text }) => `${reason}: ${of}: ${text}`)).toEqual([
    'label of a release: HelmRelease flux-system/web: our contract says labels.catalyst.openova.io/slot for every ' +
      'release, in place of what this one has',
  ]);
});
