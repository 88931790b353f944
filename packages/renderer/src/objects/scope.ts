import type { KubernetesObject } from '../contract/rendered';

/** Kinds of Kubernetes 1.34's own API groups that have no namespace, by group (kubectl api-resources). */
const clusterScoped: Readonly<Record<string, readonly string[]>> = {
  '': ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'certificates.k8s.io': ['CertificateSigningRequest', 'ClusterTrustBundle'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'networking.k8s.io': ['IngressClass', 'IPAddress', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'resource.k8s.io': ['DeviceClass', 'ResourceSlice'],
  'scheduling.k8s.io': ['PriorityClass'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
};

/**
 * Kinds of other projects that have no namespace, by group, as their CustomResourceDefinitions say. Those definitions
 * may be installed by a chart that was not rendered, and two Kustomizations may still declare the same object of such a
 * kind.
 */
const clusterScopedOfOthers: Readonly<Record<string, readonly string[]>> = {
  'cert-manager.io': ['ClusterIssuer'],
  'cilium.io': [
    'CiliumBGPAdvertisement',
    'CiliumBGPClusterConfig',
    'CiliumBGPNodeConfigOverride',
    'CiliumBGPPeerConfig',
    'CiliumBGPPeeringPolicy',
    'CiliumCIDRGroup',
    'CiliumClusterwideEnvoyConfig',
    'CiliumClusterwideNetworkPolicy',
    'CiliumEgressGatewayPolicy',
    'CiliumL2AnnouncementPolicy',
    'CiliumLoadBalancerIPPool',
    'CiliumPodIPPool',
  ],
  'external-secrets.io': ['ClusterExternalSecret', 'ClusterPushSecret', 'ClusterSecretStore'],
  'gateway.networking.k8s.io': ['GatewayClass'],
  'kyverno.io': ['ClusterCleanupPolicy', 'ClusterPolicy'],
  'snapshot.storage.k8s.io': ['VolumeSnapshotClass', 'VolumeSnapshotContent'],
};

interface CustomResourceDefinition {
  readonly scope?: string;
  readonly group?: string;
  readonly names?: { readonly kind?: string };
}

/** Tells whether a kind has no namespace: by the lists above, or by a CustomResourceDefinition among the objects. */
export function scopesOf(objects: readonly KubernetesObject[]): (object: KubernetesObject) => boolean {
  const definitions = objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
  const own = new Set(
    definitions
      .map(({ spec }) => (spec ?? {}) as CustomResourceDefinition) // looked at field by field
      .filter(({ scope }) => scope === 'Cluster')
      .map(({ group, names }) => `${group ?? ''}/${names?.kind ?? ''}`),
  );
  return ({ apiVersion, kind }) => {
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    const known = [...(clusterScoped[group] ?? []), ...(clusterScopedOfOthers[group] ?? [])];
    return known.includes(kind) || own.has(`${group}/${kind}`);
  };
}
