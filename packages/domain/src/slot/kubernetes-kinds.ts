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

/** Whether a kind has no namespace, as far as it is known without a CustomResourceDefinition. */
export function isClusterScoped(group: string, kind: string): boolean {
  return [...(clusterScoped[group] ?? []), ...(clusterScopedOfOthers[group] ?? [])].includes(kind);
}

/** Groups of Kubernetes 1.34 whose kinds all have a namespace. */
const namespacedGroups = [
  'apps',
  'autoscaling',
  'batch',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'policy',
];

/** Whether every cluster has the kinds of a group from birth. */
export function isKubernetesGroup(group: string): boolean {
  return Object.hasOwn(clusterScoped, group) || namespacedGroups.includes(group);
}

/** Groups that a region's cluster has before any slot: those of k3s, and those of Flux. */
export function isGroupOfRegion(group: string): boolean {
  return isKubernetesGroup(group) || /^(helm|k3s)\.cattle\.io$/.test(group) || group.endsWith('.toolkit.fluxcd.io');
}

/** The API group of an `apiVersion`: '' for `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
