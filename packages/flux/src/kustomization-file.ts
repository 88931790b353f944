import { apiGroups } from './flux-api';
import { type Manifest, printManifest } from './manifest';

/** The API version and the kind of a `kustomization.yaml`; it is not Flux's Kustomization. */
export const kustomizationFileType = {
  apiVersion: `${apiGroups.kustomizationFile}/v1beta1`,
  kind: 'Kustomization',
} as const;

/** Names under which kustomize looks for the file of a folder, in its order. */
export const kustomizationFileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

export interface KustomizationFileParts {
  readonly resources: readonly string[];
  /** Strategic merge patches; each names its object by apiVersion, kind, name and namespace. */
  readonly patches?: readonly Manifest[];
}

/** A `kustomization.yaml`. */
export function kustomizationFile({ resources, patches = [] }: KustomizationFileParts): Manifest {
  const manifest = { ...kustomizationFileType, resources };
  if (patches.length === 0) return manifest;
  return { ...manifest, patches: patches.map((patch) => ({ patch: printManifest(patch) })) };
}
