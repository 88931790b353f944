import type { Kustomization } from '@sovereign-fleet/flux';
import { clampedPath, foldersOf } from '../tree/tree-folder';
import { withKustomization } from './with-kustomization';
import { failure, type Outcome } from '../contract/failure';
import type { BuildKustomization, Files } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';

export interface TreeToBuild {
  readonly files: Files;
  readonly build: BuildKustomization;
  readonly fluxVersion?: string | undefined;
}

/** What kustomize makes of the folder of a Flux Kustomization, before substitution. */
export async function buildKustomization(
  { spec }: Pick<Kustomization, 'spec'>,
  { files, build, fluxVersion }: TreeToBuild,
): Promise<Outcome<readonly KubernetesObject[]>> {
  const folder = folderOfSpec(spec);
  if (!foldersOf(files).has(folder)) return failure('not-in-tree', `the tree has no folder "${folder}"`);
  const changed = withKustomization(files, folder, { spec, fluxVersion });
  if (!changed.ok) return changed;
  return build(changed.value, folder);
}

/** The folder in the tree. Flux takes a leading slash for the root of the repository, and goes no further up. */
export function folderOfSpec({ path }: Pick<Kustomization['spec'], 'path'>): string {
  return clampedPath(path);
}
