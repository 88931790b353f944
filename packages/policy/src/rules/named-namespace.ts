import { isFluxGroup } from '@sovereign-fleet/flux';
import type { KubernetesObject } from '@sovereign-fleet/renderer';
import { apiGroup } from '../objects/object-id';
import type { RegionRule } from '../contract/rule';

/**
 * Unlike `kubectl apply`, kustomize-controller puts nothing into `default`. It refuses the object, and with it all that
 * its Kustomization applies ("namespace not specified", fluxcd/flux2#4301). Helm takes the namespace of the release.
 */
export const namedNamespace: RegionRule = {
  id: 'named-namespace',
  severity: 'error',
  title: 'What a Kustomization applies into a namespace says into which',
  fault: { one: 'object has no namespace', many: 'objects have no namespace', counts: 'findings' },
  why: 'Flux refuses an object that needs a namespace and has none, and the whole Kustomization with it.',
  per: 'region',
  check: ({ rendered }) =>
    rendered.objects
      .filter(({ appliedBy, namespace, object }) => {
        return appliedBy.kind === 'Kustomization' && namespace === '' && isNamespaced(object);
      })
      .map((of) => ({
        at: of,
        field: 'metadata.namespace',
        problem: 'it has no namespace, so Flux refuses all that its Kustomization applies',
        remedy: 'Write its namespace, or set targetNamespace of the Kustomization',
      })),
};

/** Kinds of Kubernetes 1.34 that live in a namespace, by group (kubectl api-resources --namespaced). */
const namespaced: Readonly<Record<string, readonly string[]>> = {
  '': [
    'ConfigMap',
    'Endpoints',
    'LimitRange',
    'PersistentVolumeClaim',
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'ResourceQuota',
    'Secret',
    'Service',
    'ServiceAccount',
  ],
  apps: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  autoscaling: ['HorizontalPodAutoscaler'],
  batch: ['CronJob', 'Job'],
  'coordination.k8s.io': ['Lease'],
  'discovery.k8s.io': ['EndpointSlice'],
  'networking.k8s.io': ['Ingress', 'NetworkPolicy'],
  policy: ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
};

function isNamespaced({ apiVersion, kind }: KubernetesObject): boolean {
  const group = apiGroup(apiVersion);
  // All kinds of Flux live in a namespace. Of kinds that are unknown here, nothing is said.
  return isFluxGroup(group) || (namespaced[group] ?? []).includes(kind);
}
