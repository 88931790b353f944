import type { Tools } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';
import { regionSecrets } from '../secrets/region-secrets';
import { renderRelease } from './render-release';

const release: KubernetesObject = {
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'app', namespace: 'flux-system' },
  spec: { chartRef: { kind: 'OCIRepository', name: 'app' } },
};
const source: KubernetesObject = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'OCIRepository',
  metadata: { name: 'app', namespace: 'flux-system' },
  spec: { url: 'oci://registry.example/app', ref: { tag: '1.2.3' } },
};

async function problemsOf(findChart: Tools['findChart']) {
  const { problems } = await renderRelease(release, {
    find: () => source,
    isTree: () => false,
    cluster: { kubeVersion: '1.34.0', apiVersions: [] },
    secrets: regionSecrets(Promise.resolve({ secrets: [], values: [], cuts: [], isHidden: () => true }), () => ''),
    tools: {
      build: () => Promise.reject(new Error('nothing to build')),
      findChart,
      template: () => Promise.reject(new Error('nothing to template')),
    },
  });
  return problems.map(({ kind, problem, remedy }) => ({ kind, problem, remedy }));
}

test('a release whose chart needs a Helm that is not installed says to install it, not to mend the chart', async () => {
  const reason = 'chart app 1.2.3: /none/helm cannot be started: spawn /none/helm ENOENT';
  const findChart: Tools['findChart'] = () =>
    Promise.resolve({ ok: false, code: 'program-missing', reason, remedy: 'Install it' });
  expect(await problemsOf(findChart)).toEqual([{ kind: 'failed', problem: reason, remedy: 'Install it' }]);
});

test('a release whose chart is there and wrong says to mend the chart', async () => {
  const reason = 'chart app 1.2.3: it has no Chart.yaml';
  const remedy = 'Mend the chart, or what the release asks for';
  const findChart: Tools['findChart'] = () => Promise.resolve({ ok: false, code: 'chart-invalid', reason });
  expect(await problemsOf(findChart)).toEqual([{ kind: 'failed', problem: reason, remedy }]);
});
