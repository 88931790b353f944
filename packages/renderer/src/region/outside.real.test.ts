import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chartStore } from '../charts/chart-store';
import type { Outside } from '../contract/outside';
import { type RenderedRegion, isComplete } from '../contract/rendered';
import { helmTemplate } from '../programs/helm';
import { kustomizeBuild } from '../programs/kustomize';
import { findHelm, findKubectl } from '../programs/programs';
import { render } from '../render';
import { serverTables } from '../schemas/node';
import { configMap, flux, object } from '../testing/kustomization-tree';
import { withHelmAndKubectl } from '../testing/real-programs';

const named = (name: string) => ({ name, namespace: 'flux-system' });
const release = object(
  'helm.toolkit.fluxcd.io/v2 HelmRelease',
  {
    spec: {
      interval: '1m',
      chart: { spec: { chart: 'charts/c', sourceRef: { kind: 'Bucket', name: 'fleet' } } },
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
const files = new Map([
  [
    'fsn1/a.yaml',
    [
      flux('apps', 'path: ./apps, postBuild: { substituteFrom: [{ kind: ConfigMap, name: zones }] }').replace(
        'kind: GitRepository, name: flux-system',
        'kind: Bucket, name: fleet',
      ),
      flux('other', 'path: ./x').replace('name: flux-system }, path', 'name: elsewhere }, path'),
      release,
      resourceSet,
      flux('things', 'path: ./things'),
    ].join('---\n'),
  ],
  ['apps/a.yaml', configMap('made', 'zone: "${zone}"')],
  ['things/a.yaml', thing],
  ['charts/c/Chart.yaml', 'apiVersion: v2\nname: c\nversion: 1.0.0\n'],
  ['charts/c/templates/a.yaml', '{}\n'],
]);

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

withHelmAndKubectl('what only the cluster knows (skipped where no helm can be had)', () => {
  const root = mkdtempSync(join(tmpdir(), 'outside-'));
  let render1: (said: Outside) => Promise<RenderedRegion>;

  beforeAll(async () => {
    const [helm, kubectl] = await Promise.all([findHelm(), findKubectl()]);
    const chart = join(root, 'charts/c');
    mkdirSync(join(chart, 'templates'), { recursive: true });
    writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: c\nversion: 1.0.0\n');
    const template = object('v1 ConfigMap', { data: { size: 'SIZE', token: 'TOKEN' } }, named('out'));
    const text = template.replace('SIZE', '{{ .Values.size }}').replace('TOKEN', '{{ .Values.token }}');
    writeFileSync(join(chart, 'templates/a.yaml'), text);
    const { findChart } = chartStore({
      root,
      helm,
      timeoutSeconds: 60,
      environment: process.env,
      cacheFolder: join(root, 'cache'),
      localCharts: new Map(),
      subcharts: new Map(),
      offline: true,
    });
    render1 = async (said) => {
      const { regions } = await render({
        ...said,
        fqdn: 'x.example.com',
        files,
        regions: [{ region: 'fsn1', entry: 'fsn1' }],
        cluster: { kubeVersion: '1.34.0', apiVersions: [] },
        tools: {
          build: kustomizeBuild({ kubectl, timeoutSeconds: 60 }),
          findChart,
          template: helmTemplate({ helm, timeoutSeconds: 60 }),
          server: serverTables(),
        },
        fingerprint: (secret) => `hmac-sha256:${Buffer.from(secret).toString('hex').slice(0, 16)}`,
      });
      const [region] = regions;
      if (region === undefined) throw new Error('no region was rendered');
      return region;
    };
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  const told = ({ problems }: RenderedRegion) => problems.map(({ kind, object: id, problem }) => [kind, id, problem]);
  const dataOf = ({ objects }: RenderedRegion, name: string) =>
    objects.find(({ object: one }) => one.kind === 'ConfigMap' && one.metadata.name === name)?.object['data'];

  test('without a word of it nothing is called failed, and the rest of the tree goes on', async () => {
    const region = await render1({});
    expect(told(region).map(([kind, id]) => `${kind} ${id}`)).toEqual([
      'not-followed ResourceSet flux-system/tenants',
      'missing-source Kustomization flux-system/apps',
      'missing-source Kustomization flux-system/other',
      'missing-source HelmRelease flux-system/app',
    ]);
    expect(isComplete(region)).toBe(false);
  });

  test('stand-ins are read and told, sources are the tree, and what is allowed by name is right', async () => {
    const region = await render1(outside);
    const read = 'it is not in the tree, and a STAND-IN was read in its place';
    expect(told(region)).toEqual([
      [
        'assumed',
        'ResourceSet flux-system/tenants',
        'the Flux Operator makes objects of its templates, which is not followed here; that is allowed: a Namespace ' +
          'for each tenant',
      ],
      [
        'assumed',
        'Kustomization flux-system/other',
        'its source GitRepository flux-system/elsewhere is not this tree, so what it applies is not known; that is ' +
          'allowed: reviewed where it is',
      ],
      ['refused', 'Thing flux-system/thing', expect.stringMatching('the API server knows no such field')],
      ['assumed', 'ConfigMap flux-system/sizes', read],
      ['assumed', 'ConfigMap flux-system/zones', read],
      ['assumed', 'Secret flux-system/token', read],
    ]);
    expect(dataOf(region, 'made')).toEqual({ zone: 'eu' });
    expect(dataOf(region, 'out')).toEqual({ size: '3', token: expect.stringMatching(/^hmac-sha256:/) as string });
  });
});
