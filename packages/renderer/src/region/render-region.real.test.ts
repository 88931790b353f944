import type { RenderedRegion } from '../contract/rendered';
import { withHelmAndKubectl } from '../testing/real-programs';
import { problemsIn, regionRenderer } from '../testing/region-renderer';

const object = (type: string, name: string, more: object): string => {
  const at = type.lastIndexOf('/');
  const [apiVersion, kind] = [type.slice(0, at), type.slice(at + 1)];
  return JSON.stringify({ apiVersion, kind, metadata: { name, namespace: 'apps' }, ...more });
};
const release = (name: string, spec: object = {}): string =>
  object('helm.toolkit.fluxcd.io/v2/HelmRelease', name, {
    spec: { interval: '10m', chartRef: { kind: 'OCIRepository', name }, ...spec },
  });
const source = (name: string): string =>
  object('source.toolkit.fluxcd.io/v1/OCIRepository', name, {
    spec: { interval: '10m', url: `oci://registry.example/${name}`, ref: { tag: '1.0.0' } },
  });
const kustomization = (name: string, path: string, spec: object = {}): string =>
  object('kustomize.toolkit.fluxcd.io/v1/Kustomization', name, {
    metadata: { name, namespace: 'flux-system' },
    spec: { interval: '10m', prune: true, path, sourceRef: { kind: 'GitRepository', name: 'flux-system' }, ...spec },
  });
const configMap = (name: string, data: object): string => object('v1/ConfigMap', name, { data });
const from = (name: string): object => ({ valuesFrom: [{ kind: 'ConfigMap', name }] });
const dependsOn = (...names: readonly string[]): object => ({ dependsOn: names.map((name) => ({ name })) });

const crd = JSON.stringify({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'things.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Thing', plural: 'things' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
});
const hasThing = '{{ .Capabilities.APIVersions.Has `example.com/v1/Thing` }}';
/** Of each chart, its templates and what it has beside them. */
const charts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  maker: {
    'crds/thing.yaml': crd,
    'templates/a.yaml': [
      release('inner'),
      source('inner'),
      kustomization('more', 'more', { postBuild: { substituteFrom: [{ kind: 'ConfigMap', name: 'names' }] } }),
      configMap('made', { 'values.yaml': 'from: maker' }),
      configMap('names', { NAME: 'made' }).replace('"apps"', '"flux-system"'),
      object('v1/Secret', 'hidden', { stringData: { 'values.yaml': 'password: hunter2' } }),
      configMap('asks', { thing: hasThing }),
    ].join('\n---\n'),
  },
  inner: { 'templates/a.yaml': configMap('inner', { by: 'a release in a release' }) },
  taker: {
    'templates/a.yaml': configMap('taker', { from: '{{ .Values.from }}', password: '{{ .Values.password }}' }),
  },
  asker: { 'templates/a.yaml': configMap('asker', { thing: hasThing }) },
  before: { 'templates/a.yaml': configMap('before', { thing: hasThing }) },
  first: { 'templates/a.yaml': configMap('first', {}) },
  // Each release of it makes what the next one needs.
  heir: { 'templates/a.yaml': configMap('left', { 'values.yaml': 'a: 1', from: '{{ .Values.a | default 0 }}' }) },
  second: { 'templates/a.yaml': configMap('second', { 'values.yaml': 'a: 1' }) },
  endless: {
    'templates/a.yaml': release('{{ .Release.Name }}x', { chartRef: { kind: 'OCIRepository', name: 'endless' } }),
  },
};

withHelmAndKubectl('a region whose releases make what others need (skipped where no helm can be had)', () => {
  const renderRegion = regionRenderer(charts);
  const renderTree = (files: Readonly<Record<string, readonly string[]>>): Promise<RenderedRegion> =>
    renderRegion(Object.fromEntries(Object.entries(files).map(([path, objects]) => [path, objects.join('\n---\n')])));

  const dataOf = ({ objects }: RenderedRegion): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      objects
        .filter(({ object: one }) => one.kind === 'ConfigMap')
        .map(({ object: one }) => [one.metadata.name, one['data']]),
    );

  test('what comes out of charts is followed, and answers values, variables and questions for APIs', async () => {
    const names = ['maker', 'taker', 'asker', 'before'];
    const region = await renderTree({
      'fsn1/a.yaml': [
        ...names.map(source),
        release('maker', dependsOn('before')),
        release('taker', {
          ...dependsOn('maker'),
          valuesFrom: [
            { kind: 'ConfigMap', name: 'made' },
            { kind: 'Secret', name: 'hidden' },
          ],
        }),
        release('asker'),
        release('before'),
      ],
      'more/a.yaml': [configMap('more', { name: '${NAME}' })],
    });
    expect(problemsIn(region)).toEqual([]);
    expect(dataOf(region)).toMatchObject({
      inner: { by: 'a release in a release' },
      more: { name: 'made' },
      taker: { from: 'maker', password: expect.stringMatching(/^hmac-sha256:/) as string },
      asks: { thing: 'true' },
      asker: { thing: 'true' },
      // The release with the CRD waits for this one.
      before: { thing: 'false' },
    });
    expect(JSON.stringify(region)).not.toContain('hunter2');
  });

  test('releases that wait for each other are told, and so is one whose values come only after it', async () => {
    const region = await renderTree({
      'fsn1/a.yaml': [
        ...['first', 'second', 'inner', 'asker'].map(source),
        release('first', from('second')),
        release('second', dependsOn('first')),
        release('inner', dependsOn('asker')),
        release('asker', dependsOn('inner')),
      ],
    });
    const cycle = (one: string, other: string): string =>
      `failed HelmRelease apps/${one} spec.dependsOn: it waits for itself, so that Flux never installs it: ` +
      `HelmRelease apps/${one} → HelmRelease apps/${other} → HelmRelease apps/${one}. Break the cycle`;
    expect(problemsIn(region)).toEqual([
      cycle('asker', 'inner'),
      cycle('inner', 'asker'),
      'failed HelmRelease apps/first spec.valuesFrom[0]: could not resolve ConfigMap chart values reference ' +
        "'apps/second' with key 'values.yaml': HelmRelease apps/second makes it, which is installed only after " +
        'this release. Break the cycle',
    ]);
    expect(Object.keys(dataOf(region))).toEqual(['second']);
  });

  test('a release that makes what it needs itself has it of the one that made it before', async () => {
    const sourceRef = { chartRef: { kind: 'OCIRepository', name: 'heir' } };
    const releases = [release('one', sourceRef), release('two', { ...sourceRef, ...from('left') })];
    for (const all of [releases, [...releases].reverse()]) {
      const region = await renderTree({ 'fsn1/a.yaml': [source('heir'), ...all] });
      expect(problemsIn(region)).toEqual([]);
      const made = region.objects.filter(({ object: one }) => one.metadata.name === 'left');
      expect(made.map(({ appliedBy, object: one }) => [appliedBy.name, one['data']])).toMatchObject([
        ['one', { from: '0' }],
        ['two', { from: '1' }],
      ]);
    }
  });

  test('what a release makes itself it has later, where it can do without', async () => {
    const optional = { valuesFrom: [{ kind: 'ConfigMap', name: 'left', optional: true }] };
    const region = await renderTree({ 'fsn1/a.yaml': [source('heir'), release('heir', optional)] });
    expect(problemsIn(region)).toEqual([]);
    expect(dataOf(region)).toMatchObject({ left: { from: '1' } });
  });

  test('a release that makes another one without end is told', async () => {
    const region = await renderTree({ 'fsn1/a.yaml': [source('endless'), release('endless')] });
    expect(problemsIn(region)).toEqual([
      'failed fsn1 : what its releases make still changes after 12 rounds: one makes others without end. ' +
        'Have charts make no HelmRelease of themselves',
    ]);
  });
});
