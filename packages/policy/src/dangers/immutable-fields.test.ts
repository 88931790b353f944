import type { JsonMap } from '@sovereign-fleet/domain';
import { foundIn, refusalOf, x } from '../testing/example-danger';

const refusals = (type: string, was: JsonMap, is: JsonMap) =>
  foundIn(x(type, was), x(type, is)).filter((text) => text.includes('the API server refuses that it changes'));

const balancer = (more: JsonMap) => ({ spec: { clusterIP: '10.0.0.1', type: 'LoadBalancer', ...more } });
const pod = (image: string, more: JsonMap = {}) => ({ spec: { containers: [{ name: 'a', image }], ...more } });
const job = (more: JsonMap) => ({ spec: { template: {}, ...more } });

test.each<readonly [string, JsonMap, JsonMap, string]>([
  ['v1/Pod', pod('a:1'), pod('a:1', { hostNetwork: true }), 'spec.hostNetwork'],
  ['v1/Service', balancer({ ipFamilies: ['IPv4'] }), balancer({ ipFamilies: ['IPv6'] }), 'spec.ipFamilies[0]'],
  ['v1/Service', balancer({ loadBalancerClass: 'a' }), balancer({}), 'spec.loadBalancerClass'],
  [
    'v1/Service',
    balancer({ healthCheckNodePort: 30001 }),
    balancer({ healthCheckNodePort: 30002 }),
    'spec.healthCheckNodePort',
  ],
  ['v1/PersistentVolume', { spec: { rbd: { pool: 'a' } } }, { spec: { rbd: { pool: 'b' } } }, 'spec.rbd.pool'],
  [
    'v1/PersistentVolume',
    { spec: { nodeAffinity: { required: 1 } } },
    { spec: { nodeAffinity: { required: 2 } } },
    'spec.nodeAffinity.required',
  ],
  ['v1/ResourceQuota', { spec: { scopes: ['Terminating'] } }, { spec: { scopes: ['BestEffort'] } }, 'spec.scopes[0]'],
  ['batch/v1/Job', job({ completions: 1 }), job({ completions: 2 }), 'spec.completions'],
  ['batch/v1/Job', job({ backoffLimitPerIndex: 1 }), job({ backoffLimitPerIndex: 2 }), 'spec.backoffLimitPerIndex'],
  ['node.k8s.io/v1/RuntimeClass', { handler: 'a' }, { handler: 'b' }, 'handler'],
  ['discovery.k8s.io/v1/EndpointSlice', { addressType: 'IPv4' }, { addressType: 'IPv6' }, 'addressType'],
  [
    'apiextensions.k8s.io/v1/CustomResourceDefinition',
    { spec: { names: { kind: 'A', plural: 'as' } } },
    { spec: { names: { kind: 'B', plural: 'as' } } },
    'spec.names.kind',
  ],
  [
    'gateway.networking.k8s.io/v1/GatewayClass',
    { spec: { controllerName: 'a.io/b' } },
    { spec: { controllerName: 'a.io/c' } },
    'spec.controllerName',
  ],
])('%s: from %j to %j the API server refuses that %s changes', (...[type, was, is, field]) => {
  const kind = type.slice(type.lastIndexOf('/') + 1);
  expect(refusals(type, was, is)).toEqual([refusalOf(`${kind} dmz/x`, field)]);
});

test.each<readonly [string, JsonMap, JsonMap]>([
  ['v1/Pod', pod('a:1'), pod('a:2')],
  ['v1/Service', balancer({}), balancer({ ipFamilies: ['IPv4'] })],
  ['v1/Service', balancer({ ipFamilies: ['IPv4'] }), balancer({ ipFamilies: ['IPv4', 'IPv6'] })],
  [
    'v1/Service',
    { spec: { clusterIP: 'None', ipFamilies: ['IPv4'] } },
    { spec: { clusterIP: 'None', ipFamilies: ['IPv6'] } },
  ],
  ['v1/Service', { spec: { type: 'ExternalName', externalName: 'a.b' } }, { spec: { clusterIP: 'None' } }],
  ['v1/Service', balancer({ type: 'ClusterIP' }), balancer({ loadBalancerClass: 'a' })],
  ['v1/Service', balancer({ healthCheckNodePort: 30001 }), balancer({})],
  ['v1/PersistentVolume', { spec: { capacity: { storage: '1Gi' } } }, { spec: { capacity: { storage: '2Gi' } } }],
  ['v1/PersistentVolume', { spec: {} }, { spec: { nodeAffinity: { required: 1 } } }],
  [
    'batch/v1/Job',
    job({ completionMode: 'Indexed', completions: 1 }),
    job({ completionMode: 'Indexed', completions: 2 }),
  ],
])('%s: from %j to %j the API server takes', (type, was, is) => {
  expect(refusals(type, was, is)).toEqual([]);
});

test('a claim may become larger, and not smaller', () => {
  const claim = (storage: string) => x('v1/PersistentVolumeClaim', { spec: { resources: { requests: { storage } } } });
  const refused = 'the API server refuses that a claim gets smaller';
  const found = (was: string, is: string) => foundIn(claim(was), claim(is)).filter((text) => text.includes(refused));
  expect(found('2Gi', '3Gi')).toEqual([]);
  expect(found('2Gi', '2G')).toEqual([
    'error unchanged-field fsn1: PersistentVolumeClaim dmz/x, spec.resources.requests.storage: the API server ' +
      'refuses that a claim gets smaller: 2Gi to 2G. Leave its size, or move the data to a new claim.',
  ]);
});
