import { type ChangeRegion, combine, set } from '../testing/example-change';
import { foundIn, refusalOf, testDangers, x } from '../testing/example-danger';

const cluster = 'Kustomization flux-system/bootstrap-kit';

testDangers([
  {
    what: 'a Deployment selects other pods',
    was: x('apps/v1/Deployment', { spec: { selector: { matchLabels: { a: 'b' } } } }),
    is: x('apps/v1/Deployment', { spec: { selector: { matchLabels: { a: 'c' } } } }),
    says: [refusalOf('Deployment dmz/x', 'spec.selector.matchLabels.a')],
  },
  {
    what: 'a Job runs another image',
    was: x('batch/v1/Job', { spec: { template: { a: 1 }, ttlSecondsAfterFinished: 1 } }),
    is: x('batch/v1/Job', { spec: { template: { a: 2 }, ttlSecondsAfterFinished: 2 } }),
    says: [refusalOf('Job dmz/x', 'spec.template.a')],
  },
  {
    what: 'a Job that Flux makes anew',
    was: x('batch/v1/Job', { spec: { template: { a: 1 } } }),
    is: combine(x('batch/v1/Job', { spec: { template: { a: 2 } } }), set(cluster, ['spec', 'force'], true)),
    says: [],
  },
  {
    what: 'a StatefulSet has more replicas',
    was: x('apps/v1/StatefulSet', { spec: { replicas: 1, serviceName: 'a' } }),
    is: x('apps/v1/StatefulSet', { spec: { replicas: 2, serviceName: 'b' } }),
    says: [refusalOf('StatefulSet dmz/x', 'spec.serviceName')],
  },
  {
    what: 'a Service gets another address',
    was: x('v1/Service', { spec: { clusterIP: 'None' } }),
    is: x('v1/Service', { spec: { clusterIP: '10.0.0.1' } }),
    says: [refusalOf('Service dmz/x', 'spec.clusterIP')],
  },
  {
    what: 'a Service says no address any more',
    was: x('v1/Service', { spec: { clusterIP: 'None' } }),
    is: x('v1/Service', { spec: {} }),
    says: [],
  },
  {
    what: 'a ConfigMap that says that it does not change',
    was: x('v1/ConfigMap', { immutable: true, data: { a: '1' } }),
    is: x('v1/ConfigMap', { immutable: true, data: { a: '2' } }),
    says: [refusalOf('ConfigMap dmz/x', 'data.a')],
  },
]);

describe('by the definition of a kind', () => {
  const refused = { kind: 'refused', field: 'spec.class', problem: 'class is immutable', remedy: 'Leave it' } as const;
  const of = (kind: string, spec: object) => x(`example.com/v1/${kind}`, { spec: { ...spec } });
  const was = of('Thing', { class: 'a' });
  const told = (is: ChangeRegion) =>
    foundIn(was, is, new Map([['fsn1', ({ kind }) => (kind === 'Thing' ? [refused] : [])]]));

  test('what it has against a change is an error', () => {
    expect(told(of('Thing', { class: 'b' }))).toEqual([
      'error unchanged-field fsn1: Thing dmz/x, spec.class: the API server refuses this change: class is immutable. ' +
        'Give the object another name, or let Flux make it anew: kustomize.toolkit.fluxcd.io/force: enabled.',
    ]);
  });

  test('a field is told once that nobody may change anyway', () => {
    const gatewayClass = (name: string) =>
      x('gateway.networking.k8s.io/v1/GatewayClass', { spec: { controllerName: name } });
    const again = { ...refused, field: 'spec.controllerName' };
    expect(foundIn(gatewayClass('a'), gatewayClass('b'), new Map([['fsn1', () => [again]]]))).toEqual([
      refusalOf('GatewayClass dmz/x', 'spec.controllerName'),
    ]);
  });

  test('an object that stays as it is, and one that Flux makes anew, have none', () => {
    expect(told(was)).toEqual([]);
    expect(told(combine(of('Thing', { class: 'b' }), set(cluster, ['spec', 'force'], true)))).toEqual([]);
  });
});
