import type { JsonMap } from '@sovereign-fleet/domain';
import { readHelmRelease } from '@sovereign-fleet/flux';
import { kustomizeBuild } from '../programs/kustomize';
import type { BuildKustomization, TemplatedObjects } from '../contract/ports';
import { postRender } from './post-render';
import { findKubectl } from '../programs/programs';
import type { KubernetesObject } from '../contract/rendered';
import { withKubectl } from '../testing/real-programs';

const origin = { 'helm.toolkit.fluxcd.io/name': 'app', 'helm.toolkit.fluxcd.io/namespace': 'flux-system' };

const object = (name: string, more: JsonMap = {}, metadata: JsonMap = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
  ...more,
});
const unhooked = {
  patch: '[{"op": "remove", "path": "/metadata/annotations"}]',
  target: { annotationSelector: 'helm.sh/hook' },
};
const hook = (name: string) => object(name, {}, { annotations: { 'helm.sh/hook': 'pre-install' } });

interface Given extends Partial<TemplatedObjects> {
  readonly fluxVersion?: string | undefined;
}

async function run(build: BuildKustomization, spec: JsonMap, { fluxVersion, ...templated }: Given) {
  const release = await readHelmRelease({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'app', namespace: 'flux-system' },
    spec: { chartRef: { kind: 'OCIRepository', name: 'app' }, ...spec },
  });
  if (!release.ok) throw new Error(release.reason);
  const outcome = await postRender({ crds: [], objects: [], ...templated }, release.value, { build, fluxVersion });
  return outcome.ok ? [...outcome.value.crds, ...outcome.value.objects] : outcome.reason;
}

const labelsOf = (objects: string | readonly KubernetesObject[]) =>
  typeof objects === 'string'
    ? objects
    : Object.fromEntries(objects.map(({ metadata }) => [metadata.name, Object.keys(metadata.labels ?? {}).sort()]));

describe('without kustomize', () => {
  const build: BuildKustomization = () => Promise.reject(new Error('nothing to build'));

  test('common metadata wins over that of the object, and the labels of the origin win over both', async () => {
    const metadata = { labels: { a: '1', b: '1' }, annotations: { c: '1' } };
    const labels = { b: '2', 'helm.toolkit.fluxcd.io/name': 'other' };
    const commonMetadata = { labels, annotations: { d: '2' } };
    expect(await run(build, { commonMetadata }, { objects: [object('x', {}, metadata)] })).toEqual([
      object('x', {}, { labels: { a: '1', b: '2', ...origin }, annotations: { c: '1', d: '2' } }),
    ]);
  });

  test('a label or an annotation that is null is an empty text, as Helm writes them again', async () => {
    const nulls = object('x', {}, { labels: { a: null, b: '1' }, annotations: { c: null } });
    const texts = { labels: { a: '', b: '1', ...origin }, annotations: { c: '' } };
    expect(await run(build, {}, { objects: [nulls] })).toEqual([object('x', {}, texts)]);
  });

  test('CRDs of a chart get the labels of the origin alone', async () => {
    const crd = { ...object('crd'), kind: 'CustomResourceDefinition' };
    const commonMetadata = { labels: { a: '1' }, annotations: { d: '2' } };
    expect(await run(build, { commonMetadata }, { crds: [crd] })).toEqual([
      { ...crd, metadata: { name: 'crd', labels: origin } },
    ]);
  });

  const keys = Object.keys(origin);
  test.each([
    { spec: {}, labels: { x: keys, hook: keys } },
    { spec: {}, fluxVersion: '2.9.0', labels: { x: keys, hook: keys } },
    { spec: {}, fluxVersion: '2.8.6', labels: { x: keys, hook: [] } },
    { spec: {}, fluxVersion: 'v2.8.5', labels: { x: keys, hook: keys } },
    { spec: {}, fluxVersion: '2.7', labels: { x: keys, hook: [] } },
    { spec: { postRenderStrategy: 'nohooks' }, labels: { x: keys, hook: [] } },
    { spec: { postRenderStrategy: 'separate' }, fluxVersion: '2.7.0', labels: { x: keys, hook: keys } },
    { spec: { install: { disableHooks: true } }, labels: { x: keys } },
  ])('hooks get their labels according to $spec and Flux $fluxVersion', async ({ spec, fluxVersion, labels }) => {
    const objects = [object('x'), hook('hook')];
    expect(labelsOf(await run(build, spec, { objects, fluxVersion }))).toEqual(labels);
  });

  const twice = 'error while running post render on files: may not add resource with an already registered id: ';
  test.each([
    { spec: {}, objects: [object('x'), hook('x')], said: `${twice}ConfigMap.v1.[noGrp]/x.[noNs]` },
    { spec: { postRenderStrategy: 'nohooks' }, objects: [object('x'), hook('x')], said: 2 },
    { spec: { postRenderStrategy: 'separate' }, objects: [object('x'), hook('x')], said: 2 },
    {
      spec: {},
      objects: [object('x'), object('x', {}, { namespace: 'default' })],
      said: `${twice}ConfigMap.v1.[noGrp]/x.default`,
    },
    { spec: {}, objects: [object('x'), object('x', {}, { namespace: 'apps' })], said: 2 },
    { spec: {}, objects: [object('x'), { ...object('x'), apiVersion: 'v2' }], said: 2 },
  ])('objects of the same id are refused as by kustomize, and others stay: $said', async ({ spec, objects, said }) => {
    const outcome = await run(build, spec, { objects });
    expect(typeof outcome === 'string' ? outcome : outcome.length).toBe(said);
  });
});

withKubectl('with the real kustomize (skipped where no kubectl can be had)', () => {
  let build: BuildKustomization;
  beforeAll(async () => {
    build = kustomizeBuild({ kubectl: await findKubectl(), timeoutSeconds: 60 });
  });

  const patch = (value: string, name = 'x') => ({
    patch: JSON.stringify([{ op: 'add', path: '/data', value: { by: value } }]),
    target: { kind: 'ConfigMap', name },
  });

  test('each post renderer changes what the one before it made', async () => {
    const container = { name: 'c', image: 'docker.io/app:1' };
    const pod = { ...object('pod', { spec: { containers: [container] } }), kind: 'Pod' };
    const postRenderers = [
      { kustomize: { patches: [patch('first')], images: [{ name: 'docker.io/app', newName: 'mirror/app' }] } },
      {},
      { kustomize: { patches: [patch('second')], images: [{ name: 'mirror/app', newTag: '2' }] } },
    ];
    expect(await run(build, { postRenderers }, { objects: [object('x'), pod] })).toEqual([
      object('x', { data: { by: 'second' } }, { labels: origin }),
      {
        ...pod,
        metadata: { name: 'pod', labels: origin },
        spec: { containers: [{ ...container, image: 'mirror/app:2' }] },
      },
    ]);
  });

  test('text that looks like another type stays text in a post renderer', async () => {
    const data = { a: '1', b: 'yes', c: '2020-01-01', d: 'null', e: '1e3', f: 'a\nb\n' };
    const postRenderers = [{ kustomize: { patches: [patch('x', 'other')] } }];
    const objects = [object('x', { data }), object('other')];
    const rendered = await run(build, { postRenderers }, { objects });
    expect(rendered).toContainEqual(object('x', { data }, { labels: origin }));
  });

  test.each([
    { text: 'a\u0085b', arrives: 'a b' },
    { text: 'a\u2028\ufeffb', arrives: 'a\u2028\ufeffb' },
    { text: 'a\u0080b', arrives: 'yaml: control characters are not allowed' },
    { text: '\uffff', arrives: 'yaml: control characters are not allowed' },
  ])('a text that kustomize reads otherwise arrives so without a post renderer, too: %p', async ({ text, arrives }) => {
    for (const postRenderers of [[], [{ kustomize: { patches: [patch('x', 'other')] } }]]) {
      const rendered = await run(
        build,
        { postRenderers },
        { objects: [object('x', { data: { text } }), object('other')] },
      );
      const texts = typeof rendered === 'string' ? rendered : rendered.map((one) => one['data']);
      if (typeof texts === 'string') expect(texts).toContain(arrives);
      else expect(texts).toContainEqual({ text: arrives });
    }
  });

  test('hooks are patched where the strategy sends them through the post renderers', async () => {
    const postRenderers = [{ kustomize: { patches: [patch('patched', 'hook')] } }];
    const render = async (postRenderStrategy: string) => {
      const rendered = await run(
        build,
        { postRenderers, postRenderStrategy },
        { objects: [object('x'), hook('hook')] },
      );
      return typeof rendered === 'string'
        ? rendered
        : rendered.find(({ metadata }) => metadata.name === 'hook')?.['data'];
    };
    expect(await render('combined')).toEqual({ by: 'patched' });
    expect(await render('separate')).toEqual({ by: 'patched' });
    expect(await render('nohooks')).toBeUndefined();
  });

  test.each([
    { events: 'test', spec: {}, isThere: false },
    { events: 'test-success, Test', spec: {}, isThere: false },
    { events: 'test', spec: { test: { enable: true } }, isThere: true },
    { events: 'test,post-install', spec: {}, isThere: true },
    // What is no hook any more once it was patched, Helm installs.
    { events: 'test', spec: { postRenderers: [{ kustomize: { patches: [unhooked] } }] }, isThere: true },
  ])('whether a hook of $events is applied with $spec: $isThere', async ({ events, spec, isThere }) => {
    const tested = object('tested', {}, { annotations: { 'helm.sh/hook': events } });
    const rendered = await run(build, spec, { objects: [object('x'), tested] });
    expect(JSON.stringify(rendered).includes('"tested"')).toBe(isThere);
  });

  test('an invalid patch is reported in the words of kustomize', async () => {
    const patches = [{ patch: '[{"op": "remove", "path": "/none"}]', target: { name: 'x' } }];
    expect(await run(build, { postRenderers: [{ kustomize: { patches } }] }, { objects: [object('x')] })).toBe(
      "error while running post render on files: error: error in remove for path: '/none': " +
        'Unable to remove nonexistent key: none: missing value',
    );
  });

  test('a post renderer cannot read a file of this machine', async () => {
    const kustomize = { resources: ['/etc/hostname'], patches: [{ patch: '', path: '/etc/hostname' }] };
    const rendered = await run(build, { postRenderers: [{ kustomize }] }, { objects: [object('x')] });
    expect(JSON.stringify(rendered)).not.toContain('hostname');
  });

  test.each([
    [object('x'), object('x')],
    [object('x'), object('x', {}, { namespace: 'default' })],
    [object('x'), { ...object('x'), apiVersion: 'v2' }],
    [{ ...object('x'), kind: 'Namespace' }, object('x')],
  ])('kustomize itself refuses the same pairs of objects: %j %j', async (...objects) => {
    const outcome = await run(build, {}, { objects });
    const documents = objects.map((one) => `---\n${JSON.stringify(one)}\n`).join('');
    const files = new Map([
      ['kustomization.yaml', 'resources: [objects.yaml]'],
      ['objects.yaml', documents],
    ]);
    const built = await build(files, '');
    const said = typeof outcome === 'string' ? outcome.replace(/^.*on files: /, '') : '';
    expect(built.ok).toBe(said === '');
    expect(built.ok ? '' : built.reason).toContain(said);
  });
});
