import { type Manifest, printManifest } from './manifest';

export interface KustomizationFileParts {
  readonly resources: readonly string[];
  /** Strategic merge patches; each names its object by apiVersion, kind, name and namespace. */
  readonly patches?: readonly Manifest[];
}

/** A `kustomization.yaml` (kustomize.config.k8s.io/v1beta1); not Flux's Kustomization. */
export function kustomizationFile({ resources, patches = [] }: KustomizationFileParts): Manifest {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
    ...(patches.length > 0 ? { patches: patches.map((patch) => ({ patch: printManifest(patch) })) } : {}),
  };
}
