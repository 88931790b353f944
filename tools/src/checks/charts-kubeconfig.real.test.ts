import {
  type Block,
  blocks,
  type KubernetesObject,
  label,
  leastValues,
  objectsOf,
  realChart,
  subchart,
  template,
  useAssembledCharts,
  vclusterConfig,
  whereHelmRuns,
} from './real-charts';

let assembled: ReturnType<typeof useAssembledCharts>;

/** What a chart renders when it is on, with these values of the subchart. */
function render(block: Block, vcluster: object): readonly KubernetesObject[] {
  const { helm, charts } = assembled;
  const scheduling = { nodeSelector: { 'openova.io/region': label } };
  const values = { ...leastValues(block), vcluster: { controlPlane: { statefulSet: { scheduling } }, ...vcluster } };
  return objectsOf(template({ helm, chart: charts[block], name: `${block}-vcluster`, namespace: block, values }));
}

/** The Role and the RoleBinding that let the vCluster write its kubeconfig. */
function rightsOf(block: Block, vcluster: object = {}): readonly KubernetesObject[] {
  return render(block, vcluster).filter(({ metadata }) => metadata.name === `${block}-vcluster-kubeconfig`);
}

const watched = ['configmaps', 'endpoints', 'events', 'persistentvolumeclaims', 'pods', 'secrets', 'services'];
const watch = ['get', 'list', 'watch'];

/** The rules of the Role: what the vCluster reads, and the one Secret that it writes. */
function rulesFor(secret: string, more: readonly object[] = []): readonly object[] {
  return [
    { apiGroups: [''], resources: watched, verbs: watch },
    ...more,
    { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
    { apiGroups: [''], resources: ['secrets'], resourceNames: [secret], verbs: ['patch'] },
  ];
}

whereHelmRuns(`the kubeconfig of the charts, on ${subchart} (skipped where no helm can be had)`, () => {
  assembled = useAssembledCharts();

  test.each(blocks)(
    '%s may write its kubeconfig to flux-system, where it may create and change nothing else',
    (block) => {
      const labels = {
        'app.kubernetes.io/instance': `${block}-vcluster`,
        'app.kubernetes.io/managed-by': 'Helm',
        'catalyst.openova.io/vcluster-role': block,
      };
      const metadata = { name: `${block}-vcluster-kubeconfig`, namespace: 'flux-system', labels };
      const apiVersion = 'rbac.authorization.k8s.io/v1';
      expect(rightsOf(block)).toEqual([
        { apiVersion, kind: 'Role', metadata, rules: rulesFor(`vc-${block}`) },
        {
          apiVersion,
          kind: 'RoleBinding',
          metadata,
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
          subjects: [{ kind: 'ServiceAccount', name: `vc-${block}-vcluster`, namespace: block }],
        },
      ]);
    },
  );

  test.each([
    { given: 'another namespace', secret: { namespace: 'tools' }, namespace: 'tools', name: 'vc-mgmt' },
    { given: 'another name', secret: { name: 'mgmt' }, namespace: 'flux-system', name: 'mgmt' },
  ])('$given for the Secret is that of its rights too', ({ secret, namespace, name }) => {
    const objects = render('mgmt', { exportKubeConfig: { secret } });
    expect(vclusterConfig(objects)).toMatchObject({ exportKubeConfig: { secret: { namespace, name } } });
    const [role, binding] = rightsOf('mgmt', { exportKubeConfig: { secret } });
    expect(role).toMatchObject({ kind: 'Role', metadata: { namespace }, rules: rulesFor(name) });
    expect(binding).toMatchObject({ kind: 'RoleBinding', metadata: { namespace } });
  });

  test.each([
    { given: 'no namespace', exportKubeConfig: { secret: { namespace: '' } } },
    { given: 'its own namespace', exportKubeConfig: { secret: { namespace: 'mgmt' } } },
    { given: 'no Secret', exportKubeConfig: { secret: { name: '' } } },
    { given: 'nothing at all', exportKubeConfig: null },
  ])('with $given for the Secret it has no rights elsewhere', ({ exportKubeConfig }) => {
    const namespaces = render('mgmt', { exportKubeConfig }).map(({ metadata }) => metadata.namespace ?? 'mgmt');
    expect([...new Set(namespaces)]).toEqual(['mgmt']);
  });

  const title =
    realChart === '' ? 'on the real chart (skipped: VCLUSTER_CHART does not name one)' : 'on the real chart';
  (realChart === '' ? describe.skip : describe)(title, () => {
    test.each([
      { kind: 'ingresses', group: 'networking.k8s.io' },
      { kind: 'networkPolicies', group: 'networking.k8s.io' },
      { kind: 'podDisruptionBudgets', group: 'policy' },
      { kind: 'serviceAccounts', group: '' },
      { kind: 'volumeSnapshots', group: 'snapshot.storage.k8s.io' },
    ])('it reads $kind there where it syncs them', ({ kind, group }) => {
      const [role] = rightsOf('mgmt', { sync: { toHost: { [kind]: { enabled: true } } } });
      const more = { apiGroups: [group], resources: [kind.toLowerCase()], verbs: watch };
      expect(role).toMatchObject({ rules: rulesFor('vc-mgmt', [more]) });
    });

    test('the rights are those of another ServiceAccount where the vCluster has one', () => {
      const controlPlane = {
        advanced: { serviceAccount: { name: 'mine' } },
        statefulSet: { scheduling: { nodeSelector: { 'openova.io/region': label } } },
      };
      const [, binding] = rightsOf('mgmt', { controlPlane });
      expect(binding).toMatchObject({ subjects: [{ kind: 'ServiceAccount', name: 'mine', namespace: 'mgmt' }] });
    });
  });
});
