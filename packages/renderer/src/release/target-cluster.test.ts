import type { TemplateRequest } from '../contract/ports';
import { missingNamespaces } from './created-namespace';
import { chart, renderExample } from '../testing/example-release';

const kubeConfig = { secretRef: { name: 'vc-mgmt', key: 'config' } };
const cluster = 'Secret flux-system/vc-mgmt';

const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };
const install = { createNamespace: true };

const names = ['cilium.io/v2', 'helm.toolkit.fluxcd.io/v2/HelmRelease', 'networking.k8s.io/v1/Ingress', 'x/v1'];
const apis = { names, others: false };

/** What becomes of a release into `apps`, and what Helm was asked. */
async function renderInto(spec: object) {
  const asked: TemplateRequest[] = [];
  const result = await renderExample({
    spec: { targetNamespace: 'apps', install, ...spec },
    tools: {
      findChart: () => Promise.resolve({ ok: true, value: { ...chart, texts: { ...chart.texts, asked: apis } } }),
      template: (request) => {
        asked.push(request);
        return Promise.resolve({ ok: true, value: { crds: [], objects: [settings] } });
      },
    },
  });
  return { ...result, asked };
}

test('what goes into the cluster of a kubeconfig says so: objects, the created Namespace, the release', async () => {
  const { objects, created, releases } = await renderInto({ kubeConfig });
  expect(objects).toMatchObject([{ namespace: 'apps', cluster, object: { kind: 'ConfigMap' } }]);
  expect(created).toMatchObject([
    { namespace: '', cluster, object: { kind: 'Namespace', metadata: { name: 'apps' } } },
  ]);
  expect(releases).toMatchObject([{ name: 'app', targetNamespace: 'apps', cluster }]);
});

test('a kubeconfig of a ConfigMap leads to a cluster as well', async () => {
  const { objects } = await renderInto({ kubeConfig: { configMapRef: { name: 'edge' } } });
  expect(objects).toMatchObject([{ cluster: 'ConfigMap flux-system/edge' }]);
});

test('without a kubeconfig nothing says of which cluster it is', async () => {
  const { objects, created, releases } = await renderInto({});
  expect([...objects, ...created, ...releases].filter((one) => 'cluster' in one)).toEqual([]);
});

test('a chart for another cluster is not told what this one has beside Kubernetes, and that is said', async () => {
  const [into, own] = await Promise.all([renderInto({ kubeConfig }), renderInto({})]);
  expect(into.asked).toMatchObject([{ kubeVersion: '1.34.0', apiVersions: ['networking.k8s.io/v1/Ingress'] }]);
  expect(own.asked).toMatchObject([{ kubeVersion: '1.34.0', apiVersions: names.slice(0, 3) }]);
  expect(own.problems).toEqual([]);
  expect(into.problems).toEqual([
    {
      kind: 'assumed',
      object: 'HelmRelease flux-system/app',
      field: 'spec.chart',
      problem:
        `its chart asks for ${names.join(', ')}, and it goes to the cluster of Secret flux-system/vc-mgmt, of which ` +
        'no APIs but those of Kubernetes are known',
      remedy: 'Look at what it installs in the cluster',
    },
  ]);
});

test('a Namespace of this cluster is none of another', async () => {
  const [into, own] = await Promise.all([renderInto({ kubeConfig }), renderInto({})]);
  expect(missingNamespaces([...into.created, ...own.created], own.created)).toEqual(into.created);
});
