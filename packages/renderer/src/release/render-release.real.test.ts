import type { JsonMap } from '@sovereign-fleet/domain';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { helmTemplate } from '../programs/helm';
import { kustomizeBuild } from '../programs/kustomize';
import type { Chart, FindChart, TemplateRequest, Tools } from '../contract/ports';
import { canFetchTools, findHelm, findKubectl } from '../programs/programs';
import { regionSecrets } from '../secrets/region-secrets';
import { renderRelease } from './render-release';
import type { KubernetesObject } from '../contract/rendered';

const chart: Chart = {
  path: '/charts/app',
  name: 'app',
  version: '1.2.3',
  origin: 'workspace',
  standIns: ['vcluster 0.20.0+standin'],
  digest: 'sha256:app',
};
const cluster = { kubeVersion: '1.34.0', apiVersions: ['cilium.io/v2'] };

const release = (spec: JsonMap): KubernetesObject => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'app', namespace: 'flux-system' },
  spec: { chartRef: { kind: 'OCIRepository', name: 'app' }, ...spec },
});
const source: KubernetesObject = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'OCIRepository',
  metadata: { name: 'app', namespace: 'flux-system' },
  spec: { url: 'oci://registry.example/app', ref: { tag: '1.2.3' } },
};
const secret: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'values', namespace: 'flux-system' },
  stringData: { 'values.yaml': 'password: hunter2' },
};
const fromSecret = { valuesFrom: [{ kind: 'Secret', name: 'values' }] };

interface Given {
  readonly spec?: JsonMap;
  readonly objects?: readonly KubernetesObject[];
  readonly tools?: Partial<Tools>;
}

async function rendered({ spec = {}, objects = [source], tools = {} }: Given) {
  const byId = new Map(objects.map((one) => [`${one.kind} ${one.metadata.namespace ?? ''}/${one.metadata.name}`, one]));
  return renderRelease(release(spec), {
    find: (id) => byId.get(id),
    cluster,
    secrets: regionSecrets(Promise.resolve({ secrets: [], isHidden: (text) => text !== 'open' }), () => ''),
    tools: {
      build: () => Promise.reject(new Error('nothing to build')),
      findChart: () => Promise.resolve({ ok: true, value: chart }),
      template: () => Promise.resolve({ ok: true, value: [] }),
      ...tools,
    },
  });
}

describe('from memory', () => {
  test('Helm is asked for what the HelmRelease says', async () => {
    const requests: TemplateRequest[] = [];
    const template: Tools['template'] = (request) => {
      requests.push(request);
      return Promise.resolve({ ok: true, value: [] });
    };
    await rendered({ tools: { template } });
    const install = { crds: 'Skip', disableSchemaValidation: true };
    const spec = { targetNamespace: 'apps', install, test: { enable: true }, values: { a: 1 }, ...fromSecret };
    await rendered({ spec, objects: [source, secret], tools: { template } });
    expect(requests).toEqual([
      {
        ...cluster,
        chart,
        releaseName: 'app',
        namespace: 'flux-system',
        values: '{}',
        includeCrds: true,
        includeTests: false,
        skipSchemaValidation: false,
        redaction: expect.objectContaining({ key: '[]' }) as unknown,
      },
      {
        ...cluster,
        chart,
        releaseName: 'apps-app',
        namespace: 'apps',
        values: '{"password":"hunter2","a":1}',
        includeCrds: false,
        includeTests: true,
        skipSchemaValidation: true,
        redaction: expect.objectContaining({ key: '["hunter2","password: hunter2"]' }) as unknown,
      },
    ]);
  });

  test('a rendered release names its chart, but not the path of the chart', async () => {
    expect((await rendered({ spec: { targetNamespace: 'apps' } })).releases).toEqual([
      {
        namespace: 'flux-system',
        name: 'app',
        releaseName: 'apps-app',
        targetNamespace: 'apps',
        chart: { name: 'app', version: '1.2.3', origin: 'workspace', standIns: ['vcluster 0.20.0+standin'] },
      },
    ]);
  });

  const noChart: FindChart = () =>
    Promise.resolve({ ok: false, code: 'chart-absent', reason: 'chart app 1.2.3: no such host' });
  const privateChart = {
    ok: false,
    code: 'chart-refused',
    reason: 'chart app 1.2.3: ghcr.io asks for credentials',
    remedy: 'Log in',
  } as const;
  const wrongChart: FindChart = () =>
    Promise.resolve({ ok: false, code: 'chart-invalid', reason: 'chart app 1.2.3: it has no Chart.yaml' });

  test.each([
    {
      what: 'a spec that Flux would not take',
      given: { spec: { suspend: 'yes' } },
      problem: {
        kind: 'failed',
        field: 'spec',
        problem: 'spec.suspend: Invalid input: expected boolean, received string',
        remedy: 'Write it as the CRD of Flux has it',
      },
    },
    {
      what: 'it is suspended',
      given: { spec: { suspend: true }, objects: [] },
      problem: {
        kind: 'suspended',
        field: 'spec.suspend',
        problem: 'it is suspended, so Flux installs nothing of it',
        remedy: 'Resume it, or remove it',
      },
    },
    {
      what: 'it is for another cluster',
      given: { spec: { kubeConfig: { secretRef: { name: 'other' } } }, objects: [] },
      problem: {
        kind: 'other-cluster',
        field: 'spec.kubeConfig',
        problem: 'it is installed into the cluster of a kubeconfig, so nothing of it is in this one',
        remedy: 'Review that cluster by itself',
      },
    },
    {
      what: 'values that are not there',
      given: { spec: fromSecret },
      problem: {
        kind: 'missing-source',
        field: 'spec.valuesFrom[0]',
        problem:
          "could not resolve Secret chart values reference 'flux-system/values' with key 'values.yaml': " +
          'secrets "values" not found',
        remedy: 'Add Secret flux-system/values to the tree, or set optional: true',
      },
    },
    {
      what: 'a source that is not there',
      given: { objects: [] },
      problem: {
        kind: 'missing-source',
        field: 'spec.chartRef',
        problem: 'its source OCIRepository flux-system/app is not in the tree',
        remedy: 'Add OCIRepository flux-system/app, or refer to another source',
      },
    },
    {
      what: 'a chart that cannot be had',
      given: { tools: { findChart: noChart } },
      problem: {
        kind: 'missing-chart',
        field: 'spec.chartRef',
        problem: 'chart app 1.2.3: no such host',
        remedy: 'Have it in charts/, or make its registry reachable; --allow-missing-charts goes on without it',
      },
    },
    {
      what: 'a chart for which nobody is logged in',
      given: { tools: { findChart: () => Promise.resolve(privateChart) } },
      problem: {
        kind: 'missing-chart',
        field: 'spec.chartRef',
        problem: 'chart app 1.2.3: ghcr.io asks for credentials',
        remedy: 'Log in; --allow-missing-charts goes on without it',
      },
    },
    {
      what: 'a chart that is there and wrong',
      given: { tools: { findChart: wrongChart } },
      problem: {
        kind: 'failed',
        field: 'spec.chartRef',
        problem: 'chart app 1.2.3: it has no Chart.yaml',
        remedy: 'Mend the chart, or what the release asks for',
      },
    },
    {
      what: 'a chart that fails with a Secret in its error, which is hidden later',
      given: {
        spec: fromSecret,
        objects: [source, secret],
        tools: {
          template: () =>
            Promise.resolve({ ok: false, code: 'program-failed', reason: "app: 'hunter2' is too short" } as const),
        },
      },
      problem: {
        kind: 'failed',
        field: 'spec',
        problem: "app: 'hunter2' is too short",
        remedy: 'Mend the values or the chart',
      },
    },
    {
      what: 'a helm that was ended',
      given: {
        tools: {
          template: () =>
            Promise.resolve({
              ok: false,
              code: 'program-ended',
              reason: 'helm was ended',
              remedy: 'Run it again',
            } as const),
        },
      },
      problem: { kind: 'failed', field: 'spec', problem: 'helm was ended', remedy: 'Run it again' },
    },
  ] as const)('a release with this problem is reported: $what', async ({ given, problem }) => {
    expect(await rendered(given)).toMatchObject({
      releases: [],
      objects: [],
      created: [],
      problems: [{ ...problem, object: 'HelmRelease flux-system/app' }],
    });
  });
});

const runs =
  canFetchTools ||
  (process.env['SOVEREIGN_FLEET_HELM'] !== undefined && process.env['SOVEREIGN_FLEET_KUBECTL'] !== undefined)
    ? describe
    : describe.skip;

runs('with the real helm and kustomize (skipped where no helm and kubectl can be had)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'render-release-'));
  let tools: Partial<Tools>;
  let templates = 0;

  const crd = (name: string, scope: string, kind: string) =>
    'apiVersion: apiextensions.k8s.io/v1\n' +
    'kind: CustomResourceDefinition\n' +
    `metadata: {name: ${name}}\n` +
    `spec: {group: example.com, scope: ${scope}, names: {kind: ${kind}}}\n`;
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.2.3\n',
    'crds/wide.yaml': crd('wide', 'Cluster', 'Wide'),
    'templates/narrow.yaml': crd('narrow', 'Namespaced', 'Narrow'),
    'templates/all.yaml': [
      ...['example.com/v1 Wide', 'example.com/v1 Narrow', 'v1 Namespace', 'v1 ConfigMap'].map((type) => {
        const [apiVersion = '', kind = ''] = type.split(' ');
        return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`;
      }),
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: elsewhere}\n',
    ].join('---\n'),
  };

  beforeAll(async () => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const template = helmTemplate({ helm: await findHelm(), timeoutSeconds: 60 });
    tools = {
      build: kustomizeBuild({ kubectl: await findKubectl(), timeoutSeconds: 60 }),
      findChart: () => Promise.resolve({ ok: true, value: { ...chart, path: folder } }),
      template: (request) => {
        templates += 1;
        return template(request);
      },
    };
  });
  beforeEach(() => {
    templates = 0;
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('every object has the namespace that the API server would give it', async () => {
    const { objects, problems } = await rendered({ spec: { targetNamespace: 'apps' }, tools });
    expect(problems).toEqual([]);
    expect(
      objects.map(({ namespace, object }) => `${namespace}: ${object.kind} ${object.metadata.name}`).sort(),
    ).toEqual([
      ': CustomResourceDefinition narrow',
      ': CustomResourceDefinition wide',
      ': Namespace a',
      ': Wide a',
      'apps: ConfigMap a',
      'apps: Narrow a',
      'elsewhere: ConfigMap a',
    ]);
    expect(new Set(objects.map(({ appliedBy }) => JSON.stringify(appliedBy))).size).toBe(1);
    expect(templates).toBe(1);
  });

  test('a post renderer does not change the CRDs of crds/', async () => {
    const patch = '[{"op": "add", "path": "/metadata/annotations", "value": {"patched": "yes"}}]';
    const postRenderers = [{ kustomize: { patches: [{ patch, target: { kind: 'CustomResourceDefinition' } }] } }];
    const { objects } = await rendered({
      spec: { postRenderers, commonMetadata: { labels: { common: 'yes' } } },
      tools,
    });
    const metadata = Object.fromEntries(
      objects
        .filter(({ object }) => object.kind === 'CustomResourceDefinition')
        .map(({ object }) => [object.metadata.name, object.metadata]),
    );
    const labels = { 'helm.toolkit.fluxcd.io/name': 'app', 'helm.toolkit.fluxcd.io/namespace': 'flux-system' };
    expect(metadata).toEqual({
      wide: { name: 'wide', labels },
      narrow: { name: 'narrow', labels: { ...labels, common: 'yes' }, annotations: { patched: 'yes' } },
    });
    expect(templates).toBe(2);
  });

  test('the CRDs of crds/ are left out with the policy Skip', async () => {
    const { objects } = await rendered({ spec: { install: { crds: 'Skip' } }, tools });
    expect(objects.map(({ object }) => object.metadata.name)).not.toContain('wide');
  });
});
