import type { Outside } from '../contract/outside';
import { isComplete, type RenderedRegion } from '../contract/rendered';
import { configMap, flux, object } from '../testing/kustomization-tree';
import { withHelmAndKubectl } from '../testing/real-programs';
import { regionRenderer } from '../testing/region-renderer';

const named = (name: string) => ({ name, namespace: 'flux-system' });
const release = object(
  'helm.toolkit.fluxcd.io/v2 HelmRelease',
  {
    spec: {
      interval: '1m',
      chart: { spec: { chart: 'c', sourceRef: { kind: 'Bucket', name: 'fleet' } } },
      valuesFrom: [
        { kind: 'ConfigMap', name: 'sizes' },
        { kind: 'Secret', name: 'token', valuesKey: 'token', targetPath: 'token' },
      ],
    },
  },
  named('app'),
);
const resourceSet = object('fluxcd.controlplane.io/v1 ResourceSet', {}, named('tenants'));
const thing = object('example.com/v1 Thing', { spec: { sise: 1 } }, named('thing'));
const files = {
  'fsn1/a.yaml': [
    flux('apps', 'path: ./apps, postBuild: { substituteFrom: [{ kind: ConfigMap, name: zones }] }').replace(
      'kind: GitRepository, name: flux-system',
      'kind: Bucket, name: fleet',
    ),
    flux('other', 'path: ./x').replace('name: flux-system }, path', 'name: elsewhere }, path'),
    release,
    flux('things', 'path: ./things'),
    resourceSet,
  ].join('---\n'),
  'things/a.yaml': thing,
  'apps/a.yaml': configMap('made', 'zone: "${zone}"'),
  'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
  'c/templates/a.yaml': '{}\n',
};

/** All that the tree does not say of its cluster. */
const outside: Outside = {
  standIns: [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: named('sizes'), data: { 'values.yaml': 'size: 3' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: named('zones'), data: { zone: 'eu' } },
    { apiVersion: 'v1', kind: 'Secret', metadata: named('token'), stringData: { token: 'hunter22' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: named('made'), data: { zone: 'not read' } },
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: 'Thing', plural: 'things' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
              },
            },
          },
        ],
      },
    },
  ],
  treeSources: ['Bucket flux-system/fleet'],
  unfollowed: new Map([
    ['ResourceSet flux-system/tenants', 'a Namespace for each tenant'],
    ['Kustomization flux-system/other', 'reviewed where it is'],
  ]),
};

const template = object('v1 ConfigMap', { data: { size: 'SIZE', token: 'TOKEN' } }, named('out'));
const charts = {
  c: { 'templates/a.yaml': template.replace('SIZE', '{{ .Values.size }}').replace('TOKEN', '{{ .Values.token }}') },
};

withHelmAndKubectl('what only the cluster knows (skipped where no helm can be had)', () => {
  const renderTree = regionRenderer(charts);

  const told = ({ problems }: RenderedRegion) => problems.map(({ kind, object: id, problem }) => [kind, id, problem]);
  const dataOf = ({ objects }: RenderedRegion, name: string) =>
    objects.find(({ object: one }) => one.kind === 'ConfigMap' && one.metadata.name === name)?.object['data'];

  test('without a word of it nothing is called failed, and the rest of the tree goes on', async () => {
    const region = await renderTree(files);
    expect(told(region).map(([kind, id]) => `${kind} ${id}`)).toEqual([
      'missing-source Kustomization flux-system/apps',
      'missing-source Kustomization flux-system/other',
      'missing-source HelmRelease flux-system/app',
      'not-followed ResourceSet flux-system/tenants',
    ]);
    expect(isComplete(region)).toBe(false);
  });

  test('stand-ins are read and told, sources are the tree, and what is allowed by name is right', async () => {
    const region = await renderTree(files, outside);
    const read = 'it is not in the tree, and a STAND-IN was read in its place';
    expect(told(region)).toEqual([
      [
        'assumed',
        'Kustomization flux-system/other',
        'its source GitRepository flux-system/elsewhere is not this tree, so what it applies is not known; that is ' +
          'allowed: reviewed where it is',
      ],
      ['refused', 'Thing flux-system/thing', expect.stringMatching('the API server knows no such field')],
      [
        'assumed',
        'ResourceSet flux-system/tenants',
        'the Flux Operator makes objects of its templates, which is not followed here; that is allowed: a Namespace ' +
          'for each tenant',
      ],
      ['assumed', 'ConfigMap flux-system/sizes', read],
      ['assumed', 'ConfigMap flux-system/zones', read],
      ['assumed', 'Secret flux-system/token', read],
    ]);
    expect(dataOf(region, 'made')).toEqual({ zone: 'eu' });
    expect(dataOf(region, 'out')).toEqual({ size: '3', token: expect.stringMatching(/^hmac-sha256:/) as string });
  });

  test('the Kustomization that the installation made is the one of the entry, unless the tree has it', async () => {
    const from = { kind: 'OCIRepository', name: 'fleet' };
    const postBuild = { substitute: { zone: 'us' } };
    const [spec, root] = [
      { interval: '1m', prune: true },
      { path: './fsn1', postBuild, sourceRef: from },
    ];
    const type = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization' };
    const standIns = [{ ...type, metadata: named('flux-system'), spec: { ...spec, ...root } }];
    const apps = flux('apps', 'path: ./apps').replace('GitRepository, name: flux-system', 'OCIRepository, name: fleet');
    const tree = { 'fsn1/a.yaml': `${apps}---\n${configMap('made', 'zone: "${zone}"')}`, 'apps/b.yaml': thing };
    const region = await renderTree(tree, { standIns });
    expect(told(region)).toEqual([
      [
        'assumed',
        'Kustomization flux-system/flux-system',
        'it is not in the tree, and a STAND-IN was read in its place',
      ],
    ]);
    expect(dataOf(region, 'made')).toEqual({ zone: 'us' });
    const own = JSON.stringify({
      ...standIns[0],
      spec: { ...spec, ...root, postBuild: { substitute: { zone: 'eu' } } },
    });
    const ofTree = await renderTree({ ...tree, 'fsn1/root.yaml': own }, { standIns });
    expect([told(ofTree), dataOf(ofTree, 'made')]).toEqual([[], { zone: 'eu' }]);
  });
});
