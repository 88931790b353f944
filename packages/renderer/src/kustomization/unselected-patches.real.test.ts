import { configMap, flux, renderWithKustomize } from '../testing/kustomization-tree';
import { withKubectl } from '../testing/real-programs';

const patch = `patch: '[{ "op": "add", "path": "/data/b", "value": "c" }]'`;

withKubectl('patches of a Kustomization (skipped where no kubectl can be had)', () => {
  const render = renderWithKustomize();

  const problemsOf = async (spec: string) => {
    const { problems } = await render({
      'entry/a.yaml': flux('apps', `path: ./apps, ${spec}`),
      'apps/kustomization.yaml':
        'resources: [a.yaml]\nconfigMapGenerator: [{ name: made, namespace: flux-system, literals: [a=b] }]\n',
      'apps/a.yaml': configMap('settings', 'a: b'),
    });
    return problems.map(
      ({ kind, object, field, problem, remedy }) => `${kind} ${object} ${field}: ${problem}. ${remedy}`,
    );
  };

  test('a patch that selects nothing is told', async () => {
    const at = 'unselected Kustomization flux-system/apps spec.patches';
    const targets = ['{ kind: ConfigMap, name: setings }', '{ kind: Deployment }', '{ kind: ConfigMap }'];
    expect(await problemsOf(`patches: [${targets.map((one) => `{ ${patch}, target: ${one} }`).join(', ')}]`)).toEqual([
      `${at}[0].target: nothing that it is applied to is {"kind":"ConfigMap","name":"setings"}. Did you mean ` +
        '"settings"?',
      `${at}[1].target: nothing that it is applied to is {"kind":"Deployment"}. Mend the target, or take it out`,
    ]);
  });

  test.each([
    { what: 'gives names a prefix', spec: `namePrefix: x-, patches: [{ ${patch}, target: { name: settings } }]` },
    { what: 'gives names a hash', spec: `patches: [{ ${patch}, target: { name: ^made$ } }]` },
    {
      what: 'moves objects',
      spec: `targetNamespace: other, patches: [{ ${patch}, target: { namespace: flux-system } }]`,
    },
    {
      what: 'takes the object out',
      spec:
        'patches: [{ target: { name: settings }, patch: "$patch: delete\\napiVersion: v1\\nkind: ConfigMap\\n' +
        'metadata: { name: settings, namespace: flux-system }" }]',
    },
  ])('nothing is told where kustomize $what', async ({ spec }) => {
    expect(await problemsOf(spec)).toEqual([]);
  });
});
