import type { JsonMap } from '@sovereign-fleet/domain';
import { readHelmRelease } from '@sovereign-fleet/flux';
import { kustomizeBuild } from '../programs/kustomize';
import type { BuildKustomization } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';
import { findKubectl } from '../programs/programs';
import { withKubectl } from '../testing/real-programs';
import { postRender } from './post-render';

const container = { name: 'c', image: 'ghcr.io:443/org/app:1@sha256:abc' };
const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: 'web', tier: 'front' }, annotations: { note: 'x' } },
  spec: { template: { spec: { containers: [container] } } },
};
const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web-config', namespace: 'apps' } };
const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'web' } };
const objects: readonly KubernetesObject[] = [web, map, role];

withKubectl('patches and images of post renderers (skipped where no kubectl can be had)', () => {
  let build: BuildKustomization;
  beforeAll(async () => {
    build = kustomizeBuild({ kubectl: await findKubectl(), timeoutSeconds: 60 });
  });

  async function run(kustomize: JsonMap, given = objects) {
    const release = await readHelmRelease({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'app', namespace: 'flux-system' },
      spec: { chartRef: { kind: 'OCIRepository', name: 'app' }, postRenderers: [{ kustomize }] },
    });
    if (!release.ok) throw new Error(release.reason);
    const outcome = await postRender({ crds: [], objects: given }, release.value, { build, fluxVersion: '2.9.0' });
    if (!outcome.ok) throw new Error(outcome.reason);
    const { objects: rendered, doubts } = outcome.value;
    const changed = rendered.filter(({ metadata }) => metadata.annotations?.['patched'] === 'yes');
    return { changed: changed.map(({ kind }) => kind), doubts, rendered };
  }

  const patch = '[{ "op": "add", "path": "/metadata/annotations", "value": { "patched": "yes" } }]';

  test.each<{ target: Readonly<Record<string, string>> }>([
    { target: {} },
    { target: { kind: 'Deployment' } },
    { target: { kind: 'Deploy' } },
    { target: { kind: 'Deploy.*' } },
    { target: { kind: 'ConfigMap|ClusterRole' } },
    { target: { group: 'apps' } },
    { target: { group: 'app' } },
    { target: { version: 'v1', group: 'rbac.*' } },
    { target: { version: 'v2' } },
    { target: { name: 'web' } },
    { target: { name: 'web', kind: 'ConfigMap' } },
    { target: { name: 'web-.*' } },
    { target: { name: '^web$' } },
    { target: { namespace: 'apps' } },
    { target: { namespace: 'default' } },
    { target: { namespace: 'default', kind: 'ClusterRole' } },
    { target: { namespace: 'web' } },
    { target: { labelSelector: 'app=web' } },
    { target: { labelSelector: 'app==web,tier=front' } },
    { target: { labelSelector: 'app=web, tier=back' } },
    { target: { labelSelector: 'app in (a, web),tier notin (back)' } },
    { target: { labelSelector: 'app notin (web)', kind: 'Deployment' } },
    { target: { labelSelector: 'app!=web' } },
    { target: { labelSelector: 'app!=web', kind: 'Deployment' } },
    { target: { labelSelector: 'app' } },
    { target: { labelSelector: '!app', kind: 'Deployment' } },
    { target: { labelSelector: 'none' } },
    { target: { annotationSelector: 'note=x' } },
    { target: { annotationSelector: 'note=y' } },
  ])('a patch for $target is told where real kustomize gives it to no object, and only there', async ({ target }) => {
    const { changed, doubts } = await run({ patches: [{ patch, target: { ...target } }] });
    expect(doubts.length).toBe(changed.length === 0 ? 1 : 0);
  });

  test.each([
    { name: 'ghcr.io:443/org/app' },
    { name: 'ghcr.io:443/org/.*' },
    { name: 'org/app' },
    { name: 'ghcr.io:443/org/ap' },
    { name: 'ghcr.io:443/org/app:1' },
  ])('an image $name is told where real kustomize finds none, and only there', async ({ name }) => {
    const { rendered, doubts } = await run({ images: [{ name, newName: 'mirror/app' }] });
    expect(doubts.length).toBe(JSON.stringify(rendered).includes('mirror/app') ? 0 : 1);
  });

  test('a person reads which it is, and what may be meant', async () => {
    const patches = [
      { patch, target: { kind: 'Deployment', name: 'web' } },
      { patch, target: { kind: 'Deploymnt', name: 'web' } },
      { patch, target: { kind: 'ConfigMap', name: 'web-confg' } },
      { patch, target: { kind: 'Job' } },
    ];
    const images = [
      { name: 'ghcr.io/org/app', newTag: '2' },
      { name: 'x', newTag: '2' },
    ];
    const { doubts } = await run({ patches, images });
    expect(doubts.map(({ kind, field, problem, remedy }) => `${kind} ${field}: ${problem}. ${remedy}`)).toEqual([
      'unselected spec.postRenderers[0].kustomize.patches[1].target: nothing that it is applied to is ' +
        '{"kind":"Deploymnt","name":"web"}. Did you mean "Deployment"?',
      'unselected spec.postRenderers[0].kustomize.patches[2].target: nothing that it is applied to is ' +
        '{"kind":"ConfigMap","name":"web-confg"}. Did you mean "web-config"?',
      'unselected spec.postRenderers[0].kustomize.patches[3].target: nothing that it is applied to is ' +
        '{"kind":"Job"}. Mend the target, or take it out',
      'unselected spec.postRenderers[0].kustomize.images[0].name: nothing that it is applied to has the image ' +
        'ghcr.io/org/app. Did you mean "ghcr.io:443/org/app"?',
      'unselected spec.postRenderers[0].kustomize.images[1].name: nothing that it is applied to has the image x. ' +
        'Write the name as the chart has it, or take it out',
    ]);
  });

  test('nothing is told of a release that renders nothing, of hooks, and of an image that a patch brings', async () => {
    const target = { kind: 'Job' };
    expect((await run({ patches: [{ patch, target }] }, [])).doubts).toEqual([]);
    const metadata = { name: 'job', annotations: { 'helm.sh/hook': 'pre-install' } };
    const hook = { apiVersion: 'batch/v1', kind: 'Job', metadata };
    expect((await run({ patches: [{ patch, target }] }, [web, hook])).doubts).toEqual([]);
    const path = '/spec/template/spec/containers/-';
    const sidecar = JSON.stringify([{ op: 'add', path, value: { name: 's', image: 'side/car:1' } }]);
    const patches = [{ patch: sidecar, target: { kind: 'Deployment' } }];
    const { doubts, rendered } = await run({ patches, images: [{ name: 'side/car', newTag: '2' }] });
    expect(doubts).toEqual([]);
    expect(JSON.stringify(rendered)).toContain('side/car:2');
  });
});
