import type { HelmRelease } from '@sovereign-fleet/flux';
import { idOf } from '../objects/object-id';

/** Where the objects of a release go, if not into the cluster that its HelmRelease is in. */
export interface TargetCluster {
  readonly cluster?: string;
}

/** The cluster of the kubeconfig in `spec.kubeConfig`. Two releases with the same kubeconfig have the same cluster. */
export function targetCluster({ namespace, spec: { kubeConfig } }: HelmRelease): TargetCluster {
  const { secretRef, configMapRef } = kubeConfig ?? {};
  if (secretRef !== undefined) return { cluster: idOf('Secret', namespace, secretRef.name) };
  return configMapRef === undefined ? {} : { cluster: idOf('ConfigMap', namespace, configMapRef.name) };
}
