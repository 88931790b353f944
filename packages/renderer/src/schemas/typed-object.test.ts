import type { JsonMap } from '@sovereign-fleet/domain';
import { objectOf } from '../testing/server-lines';
import { serverTables } from './node';
import { typedObject } from './typed-object';

const { kubernetes } = serverTables();
const typed = (type: string, fields: JsonMap) => typedObject(objectOf(type, fields), kubernetes);
const deployment = (container: JsonMap) =>
  typed('apps/v1/Deployment', { spec: { template: { spec: { containers: [{ name: 'a', ...container }] } } } });
const containerOf = (container: JsonMap): unknown => {
  const spec = deployment(container)?.object['spec'] as { template: { spec: { containers: readonly unknown[] } } };
  return spec.template.spec.containers[0];
};

test('what is empty and may be left out is left out, unless Go has a pointer to it', () => {
  const container = {
    env: [{ name: 'A', value: '' }, { name: 'B', value: null }, { value: 'x' }],
    tty: false,
    livenessProbe: { initialDelaySeconds: 0, terminationGracePeriodSeconds: 0, httpGet: { path: '/' } },
    securityContext: { privileged: false, runAsUser: 0 },
  };
  expect(containerOf(container)).toEqual({
    name: 'a',
    env: [{ name: 'A' }, { name: 'B' }, { name: '', value: 'x' }],
    livenessProbe: { terminationGracePeriodSeconds: 0, httpGet: { path: '/', port: 0 } },
    securityContext: { privileged: false, runAsUser: 0 },
  });
});

test('ports of containers and Services are of TCP where they say nothing', () => {
  expect(containerOf({ ports: [{ containerPort: 1 }, { containerPort: 1, protocol: 'UDP' }] })).toMatchObject({
    ports: [
      { containerPort: 1, protocol: 'TCP' },
      { containerPort: 1, protocol: 'UDP' },
    ],
  });
  const ports = [{ port: 80 }, { port: 81, targetPort: 'http', protocol: 'UDP' }];
  expect(typed('v1/Service', { spec: { ports } })?.object['spec']).toEqual({
    ports: [
      { port: 80, protocol: 'TCP', targetPort: 0 },
      { port: 81, protocol: 'UDP', targetPort: 'http' },
    ],
  });
});

test('sizes are written in their canonical form, and nulls in a map are empty', () => {
  expect(containerOf({ resources: { limits: { cpu: 0.5, memory: 1073741824, x: null } } })).toMatchObject({
    resources: { limits: { cpu: '500m', memory: '1073741824', x: '0' } },
  });
  expect(typed('v1/ConfigMap', { data: { a: null, b: '' } })?.object['data']).toEqual({ a: '', b: '' });
  expect(typed('v1/Secret', { data: { a: 'YQ==\n' } })?.object['data']).toEqual({ a: 'YQ==' });
});

test('what may not be left out is written with its zeros, also where it is a type of its own', () => {
  const spec = { maxReplicas: 3, metrics: [{ type: 'Resource', resource: { name: 'cpu' } }, null] };
  expect(typed('autoscaling/v2/HorizontalPodAutoscaler', { spec })?.object['spec']).toEqual({
    maxReplicas: 3,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: '' } } }, { type: '' }],
    scaleTargetRef: { kind: '', name: '' },
  });
  expect(typed('batch/v1/CronJob', {})?.object['spec']).toEqual({ schedule: '' });
  expect(typed('autoscaling/v2/HorizontalPodAutoscaler', {})?.object['status']).toBeUndefined();
  expect(typed('rbac.authorization.k8s.io/v1/RoleBinding', { roleRef: null })?.object['roleRef']).toEqual({
    apiGroup: '',
    kind: '',
    name: '',
  });
});

test('times are written in UTC, without a fraction where their type has none', () => {
  const [time, micro] = ['2026-01-31T01:00:00.5+02:00', '2026-01-31T01:00:00.000005+02:00'];
  expect(typed('v1/Event', { firstTimestamp: time, eventTime: micro })?.object).toMatchObject({
    firstTimestamp: '2026-01-30T23:00:00Z',
    eventTime: '2026-01-30T23:00:00.000005Z',
  });
});

test('of a number that does not fit the low bits are kept, and it is told', () => {
  const spec = { replicas: 4294967297, revisionHistoryLimit: 2147483648, minReadySeconds: -2147483648 };
  const read = typed('apps/v1/Deployment', { spec });
  expect(read?.object['spec']).toMatchObject({
    replicas: 1,
    revisionHistoryLimit: -2147483648,
    minReadySeconds: -2147483648,
  });
  expect(read?.wrapped.map(({ path, from, to }) => `${path.join('.')}: ${from} ${to}`)).toEqual([
    'spec.replicas: 4294967297 1',
    'spec.revisionHistoryLimit: 2147483648 -2147483648',
  ]);
  const seconds = (activeDeadlineSeconds: number | bigint) =>
    typed('v1/Pod', { spec: { activeDeadlineSeconds } })?.object['spec'];
  expect(seconds(1e18)).toEqual({ activeDeadlineSeconds: 1e18 });
  expect(seconds(2n ** 62n + 1n)).toEqual({ activeDeadlineSeconds: 2n ** 62n + 1n });
  expect(seconds(2 ** 64)).toEqual({ activeDeadlineSeconds: -(2n ** 63n) });
});

test('nothing is told of a status, which is taken out; one that Go cannot read leaves the object as it is', () => {
  const read = typed('apps/v1/Deployment', { status: { replicas: 4294967297, more: 1 } });
  expect([read?.lost, read?.wrapped]).toEqual([[], []]);
  expect(typed('apps/v1/Deployment', { status: { replicas: '1' } })).toBeUndefined();
});

test('a field that the type does not have is lost', () => {
  const read = deployment({ imagePullPolice: 'Always' });
  expect(read?.lost.map(({ path }) => path.join('.'))).toEqual(['spec.template.spec.containers.0.imagePullPolice']);
  expect(JSON.stringify(read?.object)).not.toContain('Always');
});

test.each([
  ['a text for a number', 'apps/v1/Deployment', { spec: { replicas: '1' } }],
  ['a number with a fraction', 'apps/v1/Deployment', { spec: { replicas: 1.5 } }],
  ['a map for a list', 'apps/v1/Deployment', { spec: { template: { spec: { containers: {} } } } }],
  ['a port of more than 32 bits', 'v1/Service', { spec: { ports: [{ port: 1, targetPort: 4294967376 }] } }],
  ['what is no time', 'v1/Event', { firstTimestamp: '2026-01-31' }],
  [
    'a time without the six digits of its type',
    'coordination.k8s.io/v1/Lease',
    { spec: { renewTime: '2026-01-31T01:00:00Z' } },
  ],
  ['what is no size', 'v1/PersistentVolumeClaim', { spec: { resources: { requests: { storage: 'much' } } } }],
  ['what is no base64', 'v1/Secret', { data: { a: '-' } }],
  ['a Role', 'rbac.authorization.k8s.io/v1/Role', { rules: [] }],
  ['a definition', 'apiextensions.k8s.io/v1/CustomResourceDefinition', {}],
  ['a kind of somebody else', 'example.com/v1/Thing', {}],
])('an object stays as it is that has or is %s', (_, type, fields: JsonMap) => {
  expect(typed(type, fields)).toBeUndefined();
});
