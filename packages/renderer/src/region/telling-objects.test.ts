import type { JsonMap } from '@sovereign-fleet/domain';
import { objectOf } from '../testing/server-lines';
import { tellingObjects } from './telling-objects';

const source = 'source.toolkit.fluxcd.io/v1';
const kustomization = { kind: 'Kustomization', namespace: 'flux-system', name: 'apps' } as const;
const chart = { kind: 'HelmRelease', namespace: 'apps', name: 'flux' } as const;

function told(type: string, fields: JsonMap = {}, appliedBy: typeof kustomization | typeof chart = kustomization) {
  const release = objectOf('helm.toolkit.fluxcd.io/v2/HelmRelease', {
    spec: { chartRef: { kind: 'HelmChart', name: 'followed', namespace: '' } },
  });
  const objects = [
    release,
    objectOf(type, fields, { name: 'x' }),
    objectOf(`${source}/HelmChart`, {}, { name: 'followed' }),
  ];
  const rendered = objects.map((object) => ({ appliedBy, namespace: 'apps', object }));
  return tellingObjects(rendered).map(({ kind, object, field, problem }) => `${kind} ${object} ${field}: ${problem}`);
}

const suspended = 'it is suspended, so Flux fetches nothing new of it, and nothing at all where it has fetched nothing';

test.each([
  ['fluxcd.controlplane.io/v1/ResourceSet', 'the Flux Operator makes objects of its templates'],
  ['fluxcd.controlplane.io/v1/FluxInstance', 'the Flux Operator makes Flux and its source of it'],
  ['source.extensions.fluxcd.io/v1beta1/ArtifactGenerator', 'source-watcher makes sources of it'],
  [`${source}/ExternalArtifact`, 'another controller fills it'],
  [`${source}/HelmChart`, 'source-controller pulls a chart for it, for whoever asks'],
])('%s makes others elsewhere, whoever applies it', (type, made) => {
  const kind = type.split('/').at(-1);
  const line = `not-followed ${kind} apps/x : ${made}, which is not followed here`;
  expect(told(type)).toEqual([line]);
  expect(told(type, {}, chart)).toEqual([line]);
});

test.each(['GitRepository', 'OCIRepository', 'Bucket', 'HelmRepository'])('a suspended %s is told', (kind) => {
  expect(told(`${source}/${kind}`, { spec: { suspend: true } })).toEqual([
    `suspended ${kind} apps/x spec.suspend: ${suspended}`,
  ]);
  expect(told(`${source}/${kind}`, { spec: { suspend: false } })).toEqual([]);
});

test('what Flux does not fetch for anybody is not told as a source', () => {
  expect(told('image.toolkit.fluxcd.io/v1/ImageRepository', { spec: { suspend: true } })).toEqual([]);
});
