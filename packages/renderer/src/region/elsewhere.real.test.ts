import type { RenderedRegion } from '../contract/rendered';
import { withHelmAndKubectl } from '../testing/real-programs';
import { problemsIn, regionRenderer } from '../testing/region-renderer';

const flux = (name: string, more: object = {}): string =>
  `---\n${JSON.stringify({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'flux-system' },
    spec: {
      interval: '1m',
      prune: true,
      path: name,
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      ...more,
    },
  })}\n`;

const object = (type: string, name: string, fields: object = {}): string => {
  const at = type.lastIndexOf('/');
  const [apiVersion, kind] = [type.slice(0, at), type.slice(at + 1)];
  return `---\n${JSON.stringify({ apiVersion, kind, metadata: { name, namespace: 'flux-system' }, ...fields })}\n`;
};

const into = (name: string): object => ({ kubeConfig: { secretRef: { name } } });
const lookup = { postBuild: { substituteFrom: [{ kind: 'ConfigMap', name: 'facts' }] } };
const configMap = (name: string, value = 'x'): string => object('v1/ConfigMap', name, { data: { a: value } });
const idsIn = ({ objects }: RenderedRegion): readonly string[] =>
  objects.map(({ cluster = 'here', object: { kind, metadata } }) => `${cluster}: ${kind} ${metadata.name}`).sort();

const vcluster = (name: string, spec: object): string =>
  object('helm.toolkit.fluxcd.io/v2/HelmRelease', name, {
    spec: { interval: '1m', suspend: true, chartRef: { kind: 'OCIRepository', name: 'vcluster' }, ...spec },
  });

withHelmAndKubectl('what is applied or kept elsewhere (skipped where no helm can be had)', () => {
  const render = regionRenderer({});

  test('a Kustomization for a cluster that the tree knows is rendered as that cluster’s', async () => {
    const region = await render(
      {
        'fsn1/all.yaml': [
          flux('held', { ...into('held'), ...lookup }),
          flux('stored', into('stored')),
          flux('beside', into('vc-beside')),
          flux('exported', into('chosen')),
          flux('delivered', into('delivered')),
          flux('unknown', into('nobodys')),
          object('v1/Secret', 'held', { stringData: { value: 'apiVersion: v1' } }),
          object('external-secrets.io/v1/ExternalSecret', 'store', { spec: { target: { name: 'stored' } } }),
          vcluster('beside', {}),
          vcluster('other', {
            targetNamespace: 'dmz',
            values: { vcluster: { exportKubeConfig: { secret: { name: 'chosen', namespace: 'flux-system' } } } },
          }),
          object('v1/ConfigMap', 'facts', { data: { A: 'from here' } }),
          configMap('twice'),
        ].join(''),
        'held/a.yaml': `${configMap('twice', '${A}')}${flux('inner')}`,
        'inner/a.yaml': configMap('inner'),
        ...Object.fromEntries(
          ['stored', 'beside', 'exported', 'delivered', 'unknown'].map((name) => [`${name}/a.yaml`, configMap(name)]),
        ),
      },
      { delivered: new Set(['Secret flux-system/delivered']) },
    );
    expect(idsIn(region).filter((id) => !id.startsWith('here: ') || id.includes('ConfigMap'))).toEqual([
      'Secret flux-system/chosen: ConfigMap exported',
      'Secret flux-system/delivered: ConfigMap delivered',
      'Secret flux-system/held: ConfigMap twice',
      'Secret flux-system/held: Kustomization inner',
      'Secret flux-system/stored: ConfigMap stored',
      'Secret flux-system/vc-beside: ConfigMap beside',
      'here: ConfigMap facts',
      'here: ConfigMap twice',
    ]);
    expect(region.objects.find(({ cluster }) => cluster === 'Secret flux-system/held')?.object['data']).toEqual({
      a: 'from here',
    });
    expect(problemsIn(region).filter((line) => !line.startsWith('suspended'))).toEqual([
      'not-followed Kustomization flux-system/inner : it is in the cluster of Secret flux-system/held, whose own ' +
        'Flux may reconcile it, and that is not followed here. Review that cluster by itself, or apply it here with ' +
        'spec.kubeConfig',
      'other-cluster Kustomization flux-system/unknown spec.kubeConfig: it is applied to the cluster of Secret ' +
        'flux-system/nobodys, which nothing in the tree brings, so it is not known. Review that cluster by ' +
        'itself, or name the object in the kit if somebody delivers it',
    ]);
  });

  test('what the source of the tree includes is followed where it is this tree, and told where not', async () => {
    const region = await render(
      {
        'fsn1/source.yaml': object('source.toolkit.fluxcd.io/v1/GitRepository', 'flux-system', {
          spec: {
            interval: '1m',
            url: 'https://git.example/fleet',
            include: [
              { repository: { name: 'same' }, fromPath: './shared/a', toPath: 'copied' },
              { repository: { name: 'foreign' } },
            ],
          },
        }),
        'fsn1/all.yaml': flux('copied') + flux('foreign', { path: './foreign/deep' }),
        'shared/a/a.yaml': configMap('copied'),
        'shared/b/b.yaml': configMap('left'),
      },
      { treeSources: ['GitRepository flux-system/same'] },
    );
    expect(idsIn(region)).toContain('here: ConfigMap copied');
    const remedy =
      'Name it in "treeSources" of the kit if it has this tree; if not, review it by itself, or say in ' +
      '"unfollowed" of the kit why it is not looked at';
    expect(problemsIn(region)).toEqual([
      'not-followed GitRepository flux-system/flux-system spec.include[1]: it puts files of GitRepository ' +
        `flux-system/foreign into "foreign", and that is not this tree, so they are not known. ${remedy}`,
      'not-followed Kustomization flux-system/foreign spec.path: its folder comes from GitRepository ' +
        `flux-system/foreign, which is not this tree, so what it applies is not known. ${remedy}`,
    ]);
  });
});
