import { combine, set } from '../testing/example-change';
import { refusalOf, testDangers, x } from '../testing/example-danger';

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
