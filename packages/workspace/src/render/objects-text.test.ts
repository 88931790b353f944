import type { RenderProblem } from '@sovereign-fleet/renderer';
import { objectsText } from './objects-text';

function problem(kind: RenderProblem['kind'], object: string): RenderProblem {
  return { kind, object, field: '', problem: 'why', remedy: 'what to do' };
}

const appliedBy = { kind: 'HelmRelease', namespace: 'flux-system', name: 'x' } as const;
const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };

test('the text of a region begins with what was not rendered, each part on a line of its own', () => {
  const problems = [
    problem('missing-chart', 'HelmRelease flux-system/bp-cilium'),
    problem('changed-type', 'HelmRelease flux-system/bp-dmz-vcluster'),
    problem('suspended', 'Kustomization flux-system/apps\n---\nkind: Secret'),
  ];
  const text = objectsText({
    region: 'fsn1',
    objects: [{ appliedBy, namespace: 'dmz', object }],
    releases: [],
    problems,
  });
  expect(text).toBe(
    [
      '# NOT RENDERED, see region.json: HelmRelease flux-system/bp-cilium (missing-chart)',
      '# NOT RENDERED, see region.json: Kustomization flux-system/apps\\n---\\nkind: Secret (suspended)',
      '---',
      '# applied by HelmRelease flux-system/x into dmz',
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata:',
      '  name: a',
      '',
    ].join('\n'),
  );
});

test('an object for another cluster says so', () => {
  const one = { appliedBy, namespace: 'apps', cluster: 'Secret flux-system/vc-mgmt', object };
  expect(objectsText({ region: 'fsn1', objects: [one], releases: [], problems: [] })).toMatch(
    /^---\n# applied by HelmRelease flux-system\/x into apps in the cluster of Secret flux-system\/vc-mgmt\n/,
  );
});

test('the text of a region that was rendered whole has no head', () => {
  const text = objectsText({
    region: 'fsn1',
    objects: [{ appliedBy, namespace: '', object }],
    releases: [],
    problems: [],
  });
  expect(text).toMatch(/^---\n# applied by HelmRelease flux-system\/x\n/);
});
