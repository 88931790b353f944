import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { helmTemplate } from '../programs/helm';
import { kustomizeBuild } from '../programs/kustomize';
import type { TemplateRequest, Tools } from '../contract/ports';
import { findHelm, findKubectl } from '../programs/programs';
import { chart, fromSecret, renderExample, secret, source } from '../testing/example-release';
import { noTexts } from '../testing/no-texts';
import { withHelmAndKubectl } from '../testing/real-programs';

describe('from memory', () => {
  test('Helm is asked for what the HelmRelease says', async () => {
    const requests: TemplateRequest[] = [];
    const template: Tools['template'] = (request) => {
      requests.push(request);
      return Promise.resolve({ ok: true, value: { crds: [], objects: [] } });
    };
    await renderExample({ tools: { template } });
    const install = { crds: 'Skip', disableSchemaValidation: true };
    const spec = { targetNamespace: 'apps', install, test: { enable: true }, values: { a: 1 }, ...fromSecret };
    await renderExample({ spec, objects: [source, secret], tools: { template } });
    const asked = { wholeNumbers: [], kubeVersion: '1.34.0', apiVersions: [], onlyTheseApis: false };
    expect(requests).toEqual([
      {
        ...asked,
        chart,
        releaseName: 'app',
        namespace: 'flux-system',
        values: '{}',
        includeCrds: true,
        skipSchemaValidation: false,
        redaction: expect.objectContaining({ key: '[]' }) as unknown,
      },
      {
        ...asked,
        chart,
        releaseName: 'apps-app',
        namespace: 'apps',
        values: '{"password":"hunter2","a":1}',
        includeCrds: false,
        skipSchemaValidation: true,
        redaction: expect.objectContaining({ key: '["hunter2","password: hunter2"]' }) as unknown,
      },
    ]);
  });

  test('a rendered release names its chart, but not the path of the chart', async () => {
    expect((await renderExample({ spec: { targetNamespace: 'apps' } })).releases).toEqual([
      {
        namespace: 'flux-system',
        name: 'app',
        releaseName: 'apps-app',
        targetNamespace: 'apps',
        chart: { name: 'app', version: '1.2.3', origin: 'workspace', standIns: ['vcluster 0.20.0+standin'] },
      },
    ]);
  });
});

withHelmAndKubectl('with the real helm and kustomize (skipped where no helm and kubectl can be had)', () => {
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
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: empty, namespace: ""}\n',
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
      findChart: () =>
        Promise.resolve({ ok: true, value: { ...chart, path: folder, texts: { ...noTexts, hasCrds: true } } }),
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
    const { objects, problems } = await renderExample({ spec: { targetNamespace: 'apps' }, tools });
    expect(problems).toEqual([]);
    expect(
      objects.map(({ namespace, object }) => `${namespace}: ${object.kind} ${object.metadata.name}`).sort(),
    ).toEqual([
      ': CustomResourceDefinition narrow',
      ': CustomResourceDefinition wide',
      ': Namespace a',
      ': Wide a',
      'apps: ConfigMap a',
      'apps: ConfigMap empty',
      'apps: Narrow a',
      'elsewhere: ConfigMap a',
    ]);
    expect(new Set(objects.map(({ appliedBy }) => JSON.stringify(appliedBy))).size).toBe(1);
    expect(templates).toBe(1);
  });

  test('a post renderer does not change the CRDs of crds/', async () => {
    const patch = '[{"op": "add", "path": "/metadata/annotations", "value": {"patched": "yes"}}]';
    const postRenderers = [{ kustomize: { patches: [{ patch, target: { kind: 'CustomResourceDefinition' } }] } }];
    const { objects } = await renderExample({
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
    expect(templates).toBe(1);
  });

  test('the CRDs of crds/ are left out with the policy Skip', async () => {
    const { objects } = await renderExample({ spec: { install: { crds: 'Skip' } }, tools });
    expect(objects.map(({ object }) => object.metadata.name)).not.toContain('wide');
  });
});
