// Made by tools/src/commands/kubernetes-apis.ts from api/discovery of k8s.io/kubernetes. Do not edit it by hand.

/** A version of an API with kinds that a server has, from one minor version of Kubernetes to another. */
export interface KubernetesApi {
  readonly api: string;
  readonly first: number;
  readonly last: number;
  readonly kinds: readonly string[];
}

/** Of 1.30.14, 1.31.14, 1.32.11, 1.33.7, 1.34.3, 1.35.2, 1.36.2: what is on without being asked for. */
export const kubernetesApis: readonly KubernetesApi[] = [
  {
    api: 'admissionregistration.k8s.io/v1',
    first: 30,
    last: 36,
    kinds: [
      'MutatingWebhookConfiguration',
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
      'ValidatingWebhookConfiguration',
    ],
  },
  {
    api: 'admissionregistration.k8s.io/v1',
    first: 36,
    last: 36,
    kinds: ['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'],
  },
  { api: 'apiextensions.k8s.io/v1', first: 30, last: 36, kinds: ['CustomResourceDefinition'] },
  { api: 'apiregistration.k8s.io/v1', first: 30, last: 36, kinds: ['APIService'] },
  {
    api: 'apps/v1',
    first: 30,
    last: 36,
    kinds: ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'Scale', 'StatefulSet'],
  },
  { api: 'authentication.k8s.io/v1', first: 30, last: 36, kinds: ['SelfSubjectReview', 'TokenReview'] },
  {
    api: 'authorization.k8s.io/v1',
    first: 30,
    last: 36,
    kinds: ['LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
  },
  { api: 'autoscaling/v1', first: 30, last: 36, kinds: ['HorizontalPodAutoscaler'] },
  { api: 'autoscaling/v2', first: 30, last: 36, kinds: ['HorizontalPodAutoscaler'] },
  { api: 'batch/v1', first: 30, last: 36, kinds: ['CronJob', 'Job'] },
  { api: 'certificates.k8s.io/v1', first: 30, last: 36, kinds: ['CertificateSigningRequest'] },
  { api: 'coordination.k8s.io/v1', first: 30, last: 36, kinds: ['Lease'] },
  { api: 'discovery.k8s.io/v1', first: 30, last: 36, kinds: ['EndpointSlice'] },
  { api: 'events.k8s.io/v1', first: 30, last: 36, kinds: ['Event'] },
  { api: 'flowcontrol.apiserver.k8s.io/v1', first: 30, last: 36, kinds: ['FlowSchema', 'PriorityLevelConfiguration'] },
  {
    api: 'flowcontrol.apiserver.k8s.io/v1beta3',
    first: 30,
    last: 31,
    kinds: ['FlowSchema', 'PriorityLevelConfiguration'],
  },
  { api: 'networking.k8s.io/v1', first: 30, last: 36, kinds: ['Ingress', 'IngressClass', 'NetworkPolicy'] },
  { api: 'networking.k8s.io/v1', first: 33, last: 36, kinds: ['IPAddress', 'ServiceCIDR'] },
  { api: 'node.k8s.io/v1', first: 30, last: 36, kinds: ['RuntimeClass'] },
  { api: 'policy/v1', first: 30, last: 36, kinds: ['PodDisruptionBudget'] },
  {
    api: 'rbac.authorization.k8s.io/v1',
    first: 30,
    last: 36,
    kinds: ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  },
  {
    api: 'resource.k8s.io/v1',
    first: 34,
    last: 36,
    kinds: ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'],
  },
  { api: 'scheduling.k8s.io/v1', first: 30, last: 36, kinds: ['PriorityClass'] },
  {
    api: 'storage.k8s.io/v1',
    first: 30,
    last: 36,
    kinds: ['CSIDriver', 'CSINode', 'CSIStorageCapacity', 'StorageClass', 'VolumeAttachment'],
  },
  { api: 'storage.k8s.io/v1', first: 34, last: 36, kinds: ['VolumeAttributesClass'] },
  {
    api: 'v1',
    first: 30,
    last: 36,
    kinds: [
      'Binding',
      'ComponentStatus',
      'ConfigMap',
      'Endpoints',
      'Event',
      'Eviction',
      'LimitRange',
      'Namespace',
      'Node',
      'NodeProxyOptions',
      'PersistentVolume',
      'PersistentVolumeClaim',
      'Pod',
      'PodAttachOptions',
      'PodExecOptions',
      'PodPortForwardOptions',
      'PodProxyOptions',
      'PodTemplate',
      'ReplicationController',
      'ResourceQuota',
      'Scale',
      'Secret',
      'Service',
      'ServiceAccount',
      'ServiceProxyOptions',
      'TokenRequest',
    ],
  },
];
