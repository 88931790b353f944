import { idOf } from './object-id';

/** Where what a HelmRelease or a Kustomization applies goes, if not into the cluster that it is in itself. */
export interface TargetCluster {
  readonly cluster?: string;
}

interface WithKubeConfig {
  readonly namespace: string;
  readonly spec: {
    readonly kubeConfig?:
      | {
          readonly secretRef?: { readonly name: string } | undefined;
          readonly configMapRef?: { readonly name: string } | undefined;
        }
      | undefined;
  };
}

/** The cluster of the kubeconfig in `spec.kubeConfig`. Two with the same kubeconfig have the same cluster. */
export function targetCluster({ namespace, spec: { kubeConfig } }: WithKubeConfig): TargetCluster {
  const { secretRef, configMapRef } = kubeConfig ?? {};
  if (secretRef !== undefined) return { cluster: idOf('Secret', namespace, secretRef.name) };
  return configMapRef === undefined ? {} : { cluster: idOf('ConfigMap', namespace, configMapRef.name) };
}
