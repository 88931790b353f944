import { discoveredApis, rowsOf } from './discovered-apis';

const discovery = {
  core: { resources: [{ kind: 'Pod' }, { kind: 'Pod' }] },
  aggregated: {
    items: [
      {
        metadata: { name: 'apps' },
        versions: [
          {
            version: 'v1',
            resources: [
              {
                responseKind: { kind: 'Deployment' },
                subresources: [{ responseKind: { kind: 'Scale' } }, {}],
              },
            ],
          },
        ],
      },
      {
        metadata: { name: 'flow.k8s.io' },
        versions: [
          { version: 'v1beta3', resources: [{ responseKind: { kind: 'Flow' } }] },
          { version: 'v1alpha1', resources: [{ responseKind: { kind: 'Flow' } }] },
        ],
      },
    ],
  },
  controlPlane:
    'legacyBetaEnabledByDefaultResources = []schema.GroupVersionResource{\n' +
    '\t\tflowv1beta3.SchemeGroupVersion.WithResource("flows"),\n\t}\n',
};

test('a server has what is stable, and the betas that stay on', () => {
  expect([...discoveredApis(discovery)].map(([api, kinds]) => [api, [...kinds]])).toEqual([
    ['v1', ['Pod']],
    ['apps/v1', ['Deployment', 'Scale']],
    ['flow.k8s.io/v1beta3', ['Flow']],
  ]);
});

test('kinds that come and go together are one row', () => {
  const served = (minor: number, ...kinds: readonly string[]) => ({ minor, kinds: new Map([['v1', new Set(kinds)]]) });
  expect(rowsOf([served(30, 'A', 'B'), served(31, 'B', 'A', 'C'), served(32, 'C'), served(33, 'A', 'C')])).toEqual([
    { api: 'v1', first: 30, last: 31, kinds: ['A', 'B'] },
    { api: 'v1', first: 31, last: 33, kinds: ['C'] },
    { api: 'v1', first: 33, last: 33, kinds: ['A'] },
  ]);
});
