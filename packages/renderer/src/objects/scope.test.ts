import { scopesOf } from './scope';

const object = (apiVersion: string, kind: string, spec = {}) => ({ apiVersion, kind, metadata: { name: 'a' }, spec });
const definition = (kind: string, scope: string) =>
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { group: 'example.com', scope, names: { kind } });

test.each([
  { of: object('v1', 'Namespace'), none: true },
  { of: object('v1', 'ConfigMap'), none: false },
  { of: object('rbac.authorization.k8s.io/v1', 'ClusterRole'), none: true },
  { of: object('rbac.authorization.k8s.io/v1', 'Role'), none: false },
  { of: object('example.com/v1', 'ClusterRole'), none: false },
  { of: object('cert-manager.io/v1', 'ClusterIssuer'), none: true },
  { of: object('cert-manager.io/v1', 'Issuer'), none: false },
  { of: object('example.com/v1', 'Wide'), none: true },
  { of: object('example.com/v2', 'Wide'), none: true },
  { of: object('example.com/v1', 'Narrow'), none: false },
  { of: object('example.org/v1', 'Wide'), none: false },
])('the kind $of.kind of $of.apiVersion is without a namespace: $none', ({ of, none }) => {
  expect(scopesOf([definition('Wide', 'Cluster'), definition('Narrow', 'Namespaced')])(of)).toBe(none);
});
