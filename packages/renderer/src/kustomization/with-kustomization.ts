import { kustomizationFileType, type KustomizationSpec } from '@sovereign-fleet/flux';
import { isObject, type JsonObject, type JsonValue } from '@sovereign-fleet/go-text';
import { readKustomizationFile } from '../kustomize/kustomization-file';
import { failure, type Outcome } from '../contract/failure';
import type { Files } from '../contract/ports';
import { joinPath, foldersOf, kustomizationFileIn, pathInTree } from '../tree/tree-folder';

/**
 * The tree with what a Flux Kustomization adds to the kustomization.yaml of its folder, as kustomize-controller writes
 * it before it builds (fluxcd/pkg: kustomize/kustomize_generator.go). If the folder has no such file, it gets one with
 * its YAML files and the folders below it that have one of their own. Gives the same tree if there is nothing to add.
 */
export function withKustomization(files: Files, folder: string, spec: KustomizationSpec): Outcome<Files> {
  const path = kustomizationFileIn(files, folder);
  const remote = spec.components.find((component) => /^[a-z]+:|^\//i.test(component));
  if (remote !== undefined) {
    return failure('outside-tree', `component path '${remote}' must be local and relative`);
  }
  if (path !== undefined && !addsAnything(spec)) return { ok: true, value: files };
  const written =
    path === undefined
      ? { ok: true as const, value: generateKustomizationFile(files, folder) }
      : readKustomizationFile(files, path);
  if (!written.ok) return written;
  const content = JSON.stringify(mergeSpec(written.value, spec, (component) => isThere(files, folder, component)));
  return { ok: true, value: new Map([...files, [path ?? joinPath(folder, 'kustomization.yaml'), content]]) };
}

function addsAnything({ targetNamespace, namePrefix, nameSuffix, patches, images, components }: KustomizationSpec) {
  return (
    [targetNamespace, namePrefix, nameSuffix].some((text) => text !== undefined) ||
    [patches, images, components].some((list) => list.length > 0)
  );
}

/** Files with other endings are left out, as the controller leaves them out. */
function generateKustomizationFile(files: Files, folder: string): JsonObject {
  const prefix = folder === '' ? '' : `${folder}/`;
  const paths = [...files.keys()].filter((path) => path.startsWith(prefix) && /\.ya?ml$/.test(path));
  const resources = paths.map((path) => ownerOf(files, path, folder) ?? path).map((path) => path.slice(prefix.length));
  return { ...kustomizationFileType, resources: [...new Set(resources)].sort() };
}

/** The topmost folder below `folder` that has a kustomization.yaml and this file in it. */
function ownerOf(files: Files, path: string, folder: string): string | undefined {
  const parts = path.slice(folder.length).replace(/^\//, '').split('/').slice(0, -1);
  const between = parts.map((_, index) => joinPath(folder, parts.slice(0, index + 1).join('/')));
  return between.find((candidate) => kustomizationFileIn(files, candidate) !== undefined);
}

function isThere(files: Files, folder: string, component: string): boolean {
  const path = pathInTree(folder, component);
  return path !== undefined && foldersOf(files).has(path);
}

function mergeSpec(
  file: JsonObject,
  spec: KustomizationSpec,
  hasComponent: (component: string) => boolean,
): Readonly<Record<string, unknown>> {
  const { targetNamespace, namePrefix, nameSuffix, patches, images, components, ignoreMissingComponents } = spec;
  const kept = components.filter((component) => !ignoreMissingComponents || hasComponent(component));
  const names: readonly unknown[] = images.map(({ name }) => name);
  const others = listOf(file['images']).filter((image) => !isObject(image) || !names.includes(image['name']));
  return {
    ...kustomizationFileType,
    ...file,
    ...(targetNamespace === undefined ? {} : { namespace: targetNamespace }),
    ...(namePrefix === undefined ? {} : { namePrefix }),
    ...(nameSuffix === undefined ? {} : { nameSuffix }),
    ...(patches.length === 0 ? {} : { patches: [...listOf(file['patches']), ...patches] }),
    ...(images.length === 0 ? {} : { images: [...others, ...images] }),
    ...(kept.length === 0 ? {} : { components: [...listOf(file['components']), ...kept] }),
  };
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}
