import { apiGroups } from './flux-api';
import type { JsonPatch } from './json-patch';
import { type Manifest, printManifest } from './manifest';
import { printYaml, type Yaml } from './yaml';

/** The API version and the kind of a `kustomization.yaml`; it is not Flux's Kustomization. */
export const kustomizationFileType = {
  apiVersion: `${apiGroups.kustomizationFile}/v1beta1`,
  kind: 'Kustomization',
} as const;

/** Names under which kustomize looks for the file of a folder, in its order. */
export const kustomizationFileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** A strategic merge patch, which names its object by apiVersion, kind, name and namespace; or a JSON 6902 patch. */
export type ChangePatch = Manifest | JsonPatch;

export interface KustomizationFileParts {
  readonly resources: readonly string[];
  readonly patches?: readonly ChangePatch[];
}

/** A `kustomization.yaml`. */
export function kustomizationFile({ resources, patches = [] }: KustomizationFileParts): Manifest {
  const manifest = { ...kustomizationFileType, resources };
  if (patches.length === 0) return manifest;
  return { ...manifest, patches: patches.map(entryOf) };
}

function entryOf(patch: ChangePatch) {
  if (!('operations' in patch)) return { patch: printManifest(patch) };
  return { patch: printYaml(patch.operations as object as Yaml), target: patch.target }; // the types hold nothing else
}
