import type { JsonMap } from '@sovereign-fleet/domain';
import type { Chart, Tools } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';
import { renderRelease } from '../release/render-release';
import { noTexts } from './no-texts';
import { regionSecrets } from '../secrets/region-secrets';
import { idOfObject } from '../objects/object-id';

// For tests: the HelmRelease app, its source and its chart.

export const chart: Chart = {
  path: '/charts/app',
  name: 'app',
  version: '1.2.3',
  origin: 'workspace',
  standIns: ['vcluster 0.20.0+standin'],
  digest: 'sha256:app',
  texts: noTexts,
};
const cluster = { kubeVersion: '1.34.0', apiVersions: ['cilium.io/v2'] };

const release = (spec: JsonMap): KubernetesObject => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'app', namespace: 'flux-system' },
  spec: { chartRef: { kind: 'OCIRepository', name: 'app' }, ...spec },
});
export const source: KubernetesObject = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'OCIRepository',
  metadata: { name: 'app', namespace: 'flux-system' },
  spec: { url: 'oci://registry.example/app', ref: { tag: '1.2.3' } },
};
/** Its values are what `fromSecret` refers to. */
export const secret: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'values', namespace: 'flux-system' },
  stringData: { 'values.yaml': 'password: hunter2' },
};
export const fromSecret = { valuesFrom: [{ kind: 'Secret', name: 'values' }] };

interface Given {
  readonly spec?: JsonMap;
  readonly objects?: readonly KubernetesObject[];
  readonly tools?: Partial<Tools>;
}

/** What becomes of a release with this spec, where the programs do nothing unless `tools` replaces them. */
export async function renderExample({
  spec = {},
  objects = [source],
  tools = {},
}: Given): ReturnType<typeof renderRelease> {
  const byId = new Map(objects.map((one) => [idOfObject(one), one]));
  return renderRelease(release(spec), {
    find: (id) => byId.get(id),
    isTree: () => false,
    cluster,
    secrets: regionSecrets(
      Promise.resolve({ secrets: [], values: [], cuts: [], isHidden: (text) => text !== 'open' }),
      () => '',
    ),
    tools: {
      build: () => Promise.reject(new Error('nothing to build')),
      findChart: () => Promise.resolve({ ok: true, value: chart }),
      template: () => Promise.resolve({ ok: true, value: { crds: [], objects: [] } }),
      ...tools,
    },
  });
}
