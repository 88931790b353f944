import { withHelmAndKubectl } from '../testing/real-programs';
import { problemsIn, regionRenderer } from '../testing/region-renderer';

const configMap = (name: string, hook?: string): string => {
  const annotations = hook === undefined ? {} : { annotations: { 'helm.sh/hook': hook } };
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...annotations } });
};
const object = (apiVersion: string, kind: string, spec: object): string =>
  JSON.stringify({ apiVersion, kind, metadata: { name: 'web', namespace: 'apps' }, spec });
const tree = (more: object = {}) => ({
  'fsn1/a.yaml': [
    object('source.toolkit.fluxcd.io/v1', 'OCIRepository', {
      interval: '10m',
      url: 'oci://registry.example/web',
      ref: { tag: '1.0.0' },
    }),
    object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', {
      interval: '10m',
      chartRef: { kind: 'OCIRepository', name: 'web' },
      ...more,
    }),
  ].join('\n---\n'),
});
const crd = configMap('c');

withHelmAndKubectl('hooks that Helm does not know (skipped where no helm can be had)', () => {
  const hooks = ['crd-install', 'pre-install, typo', '', 'crd-install', 'Pre-Install', 'test-success'];
  const documents = [configMap('plain'), ...hooks.map((hook, index) => configMap(`hook-${index}`, hook))];
  const templates = { 'templates/a.yaml': documents.join('\n---\n') };
  const render = regionRenderer({ web: templates });
  const renderWithCrds = regionRenderer({ web: { ...templates, 'crds/c.yaml': crd } });
  const left = ['', 'crd-install', 'pre-install, typo'].map(
    (hook) =>
      `its chart has an object with the hook "${hook}", which Helm does not know, and leaves out without a word`,
  );
  const told = (kind: string, more = ''): readonly string[] =>
    left.map(
      (problem) =>
        `${kind} HelmRelease apps/web spec: ${problem}${more}. Write a hook that Helm has; CustomResourceDefinitions ` +
        'go into crds/',
    );

  test.each([
    { what: 'that Helm prints', renderTree: render },
    { what: 'that Helm writes into a folder', renderTree: renderWithCrds },
  ])('objects with them are left out of a chart $what, which is told', async ({ renderTree }) => {
    const region = await renderTree(tree());
    expect(problemsIn(region).filter((line) => line.includes('hook'))).toEqual(told('left-out'));
    const names = region.objects.filter(({ appliedBy: { kind } }) => kind === 'HelmRelease');
    expect(names.map(({ object: { metadata } }) => metadata.name)).toEqual(['hook-4', 'plain']);
  });

  test('what post renderers make of them is not known', async () => {
    const region = await render(tree({ postRenderers: [{ kustomize: {} }] }));
    const seen = '; the post renderers of the release see it before, and what they make of it is not known here';
    expect(problemsIn(region)).toEqual(told('assumed', seen));
  });
});
