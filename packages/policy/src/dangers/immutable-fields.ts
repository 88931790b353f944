import type { ChangedObject } from '../contract/change';
import { valueAt } from '../objects/walk';

/** Fields of a kind that the API server lets nobody change (Kubernetes: pkg/apis, ValidateUpdate of each kind). */
export interface ImmutableFields {
  /** Group and kind: `apps/Deployment`, `Service`. */
  readonly kind: string;
  /** On the whole way to a field, as a comparison writes it. */
  readonly fields: RegExp;
  /** When the server takes the change all the same. */
  readonly unless?: (change: ChangedObject) => boolean;
}

const setFields =
  'replicas|ordinals|template|updateStrategy|revisionHistoryLimit|persistentVolumeClaimRetentionPolicy|minReadySeconds';

/** What a cluster may know otherwise of a volume; all else says where its data are. */
const volumeFields =
  'capacity|accessModes|claimRef|persistentVolumeReclaimPolicy|storageClassName|mountOptions|volumeAttributesClassName';

const podFields =
  '(initC|c)ontainers\\[[^\\]]+\\]\\.image$|activeDeadlineSeconds|tolerations|terminationGracePeriodSeconds';

const jobFields = 'template|selector|completionMode|podFailurePolicy|backoffLimitPerIndex|managedBy|successPolicy';

export const immutableFields: readonly ImmutableFields[] = [
  { kind: 'Pod', fields: new RegExp(`^spec\\.(?!${podFields}|schedulingGates)`) },
  { kind: 'Service', fields: /^spec\.clusterIPs?(\[0\])?$/, unless: isLeftOut('clusterIP') },
  { kind: 'Service', fields: /^spec\.ipFamilies(\[0\])?$/, unless: mayChangeFamilies },
  { kind: 'Service', fields: /^spec\.healthCheckNodePort$/, unless: isOnceLeftOut('healthCheckNodePort') },
  { kind: 'Service', fields: /^spec\.loadBalancerClass$/, unless: isNotBoth('type', 'LoadBalancer') },
  { kind: 'PersistentVolumeClaim', fields: /^spec\.(?!resources\.requests|volumeAttributesClassName)/ },
  { kind: 'PersistentVolume', fields: new RegExp(`^spec\\.(?!(${volumeFields}|nodeAffinity)\\b)`) },
  { kind: 'PersistentVolume', fields: /^spec\.nodeAffinity\b/, unless: ({ before }) => !says(before, 'nodeAffinity') },
  { kind: 'Secret', fields: /^type$/ },
  { kind: 'ResourceQuota', fields: /^spec\.scopes\b/ },
  { kind: 'apps/Deployment', fields: /^spec\.selector\b/ },
  { kind: 'apps/DaemonSet', fields: /^spec\.selector\b/ },
  { kind: 'apps/ReplicaSet', fields: /^spec\.selector\b/ },
  { kind: 'apps/StatefulSet', fields: new RegExp(`^spec\\.(?!(${setFields})\\b)`) },
  { kind: 'apps/ControllerRevision', fields: /^data\b/ },
  { kind: 'batch/Job', fields: new RegExp(`^spec\\.(${jobFields})\\b`) },
  { kind: 'batch/Job', fields: /^spec\.completions$/, unless: isIndexed },
  { kind: 'rbac.authorization.k8s.io/RoleBinding', fields: /^roleRef\b/ },
  { kind: 'rbac.authorization.k8s.io/ClusterRoleBinding', fields: /^roleRef\b/ },
  { kind: 'storage.k8s.io/StorageClass', fields: /^(provisioner|parameters|reclaimPolicy|volumeBindingMode)\b/ },
  { kind: 'storage.k8s.io/VolumeAttributesClass', fields: /^(driverName|parameters)\b/ },
  { kind: 'storage.k8s.io/CSIDriver', fields: /^spec\.(attachRequired|volumeLifecycleModes)\b/ },
  { kind: 'storage.k8s.io/CSIStorageCapacity', fields: /^(nodeTopology|storageClassName)\b/ },
  { kind: 'scheduling.k8s.io/PriorityClass', fields: /^(value|preemptionPolicy)$/ },
  { kind: 'node.k8s.io/RuntimeClass', fields: /^handler$/ },
  { kind: 'networking.k8s.io/IngressClass', fields: /^spec\.controller$/ },
  { kind: 'networking.k8s.io/IPAddress', fields: /^spec\.parentRef\b/ },
  { kind: 'networking.k8s.io/ServiceCIDR', fields: /^spec\.cidrs(\[0\])?$/ },
  { kind: 'discovery.k8s.io/EndpointSlice', fields: /^addressType$/ },
  { kind: 'resource.k8s.io/ResourceClaim', fields: /^spec\b/ },
  { kind: 'resource.k8s.io/ResourceClaimTemplate', fields: /^spec\b/ },
  { kind: 'certificates.k8s.io/CertificateSigningRequest', fields: /^spec\b/ },
  { kind: 'certificates.k8s.io/ClusterTrustBundle', fields: /^spec\.signerName$/ },
  { kind: 'apiextensions.k8s.io/CustomResourceDefinition', fields: /^spec\.(group|scope|names\.(kind|plural))$/ },
  // The schema of its own definition says so.
  { kind: 'gateway.networking.k8s.io/GatewayClass', fields: /^spec\.controllerName$/ },
];

function says({ object }: ChangedObject['after'], field: string): boolean {
  const value = valueAt(object, 'spec', field);
  return value !== undefined && value !== null && value !== '';
}

/** One that is a name alone has no address that could stay. */
function isNameAlone(change: ChangedObject): boolean {
  return [change.before, change.after].some(({ object }) => valueAt(object, 'spec', 'type') === 'ExternalName');
}

/** The server keeps what it has of a field that is not said any more. */
function isLeftOut(field: string): (change: ChangedObject) => boolean {
  return (change) => isNameAlone(change) || !says(change.after, field);
}

/** What the server has of a field that was not said may be what is said now. */
function isOnceLeftOut(field: string): (change: ChangedObject) => boolean {
  return ({ before, after }) => !says(before, field) || !says(after, field);
}

/** A Service is headless where it says so, before or now. */
function mayChangeFamilies(change: ChangedObject): boolean {
  const isHeadless = [change.before, change.after].some(
    ({ object }) => valueAt(object, 'spec', 'clusterIP') === 'None',
  );
  return isHeadless || isNameAlone(change) || isOnceLeftOut('ipFamilies')(change);
}

function isNotBoth(field: string, value: string): (change: ChangedObject) => boolean {
  return (change) => [change.before, change.after].some(({ object }) => valueAt(object, 'spec', field) !== value);
}

/** Such a Job may have more completions, or fewer. */
function isIndexed({ after: { object } }: ChangedObject): boolean {
  return valueAt(object, 'spec', 'completionMode') === 'Indexed';
}
