/** Fields of a kind that the API server lets nobody change (Kubernetes: pkg/apis, ValidateUpdate of each kind). */
export interface ImmutableFields {
  /** Group and kind: `apps/Deployment`, `Service`. */
  readonly kind: string;
  /** On the whole way to a field, as a comparison writes it. */
  readonly fields: RegExp;
}

const setFields =
  'replicas|ordinals|template|updateStrategy|revisionHistoryLimit|persistentVolumeClaimRetentionPolicy|minReadySeconds';

export const immutableFields: readonly ImmutableFields[] = [
  { kind: 'Service', fields: /^spec\.clusterIPs?(\[0\])?$/ },
  { kind: 'PersistentVolumeClaim', fields: /^spec\.(?!resources\.requests|volumeAttributesClassName)/ },
  { kind: 'PersistentVolume', fields: /^spec\.(csi|nfs|local|hostPath|iscsi|nodeAffinity|volumeMode)\b/ },
  { kind: 'Secret', fields: /^type$/ },
  { kind: 'apps/Deployment', fields: /^spec\.selector\b/ },
  { kind: 'apps/DaemonSet', fields: /^spec\.selector\b/ },
  { kind: 'apps/ReplicaSet', fields: /^spec\.selector\b/ },
  { kind: 'apps/StatefulSet', fields: new RegExp(`^spec\\.(?!(${setFields})\\b)`) },
  { kind: 'batch/Job', fields: /^spec\.(template|selector|completionMode)\b/ },
  { kind: 'rbac.authorization.k8s.io/RoleBinding', fields: /^roleRef\b/ },
  { kind: 'rbac.authorization.k8s.io/ClusterRoleBinding', fields: /^roleRef\b/ },
  { kind: 'storage.k8s.io/StorageClass', fields: /^(provisioner|parameters|reclaimPolicy|volumeBindingMode)\b/ },
  { kind: 'scheduling.k8s.io/PriorityClass', fields: /^(value|preemptionPolicy)$/ },
  { kind: 'networking.k8s.io/IngressClass', fields: /^spec\.controller$/ },
  { kind: 'apiextensions.k8s.io/CustomResourceDefinition', fields: /^spec\.(group|scope)$/ },
];
