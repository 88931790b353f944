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

test('a field that the type does not have is lost', () => {
  const read = deployment({ imagePullPolice: 'Always' });
  expect(read?.lost.map(({ path }) => path.join('.'))).toEqual(['spec.template.spec.containers.0.imagePullPolice']);
  expect(JSON.stringify(read?.object)).not.toContain('Always');
});

test.each([
  ['a text for a number', 'apps/v1/Deployment', { spec: { replicas: '1' } }],
  ['a number with a fraction', 'apps/v1/Deployment', { spec: { replicas: 1.5 } }],
  ['a map for a list', 'apps/v1/Deployment', { spec: { template: { spec: { containers: {} } } } }],
  ['what is no size', 'v1/PersistentVolumeClaim', { spec: { resources: { requests: { storage: 'much' } } } }],
  ['what is no base64', 'v1/Secret', { data: { a: '-' } }],
  ['a Role', 'rbac.authorization.k8s.io/v1/Role', { rules: [] }],
  ['a definition', 'apiextensions.k8s.io/v1/CustomResourceDefinition', {}],
  ['a kind of somebody else', 'example.com/v1/Thing', {}],
])('an object stays as it is that has or is %s', (_, type, fields: JsonMap) => {
  expect(typed(type, fields)).toBeUndefined();
});
