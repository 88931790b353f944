import { kustomizationFileType, type KustomizationSpec } from '@sovereign-fleet/flux';
import { type JsonObject, type JsonValue, printJson } from '@sovereign-fleet/go-text';
import { readFluxKustomizationFile } from '../kustomize/kustomization-file';
import { failure, type Outcome } from '../contract/failure';
import type { Files } from '../contract/ports';
import { joinPath, foldersOf, kustomizationFileIn, pathInTree } from '../tree/tree-folder';
import { mergeImages } from './merge-images';

interface FluxKustomization {
  readonly spec: KustomizationSpec;
  readonly fluxVersion?: string | undefined;
}

/**
 * The tree with the kustomization.yaml that kustomize-controller writes before it builds (fluxcd/pkg:
 * kustomize/kustomize_generator.go): that of the folder as Go reads it, with what the Flux Kustomization adds. If the
 * folder has no such file, it gets one with its YAML files and the folders below it that have one of their own. Gives
 * the same tree if nothing changes.
 */
export function withKustomization(
  files: Files,
  folder: string,
  { spec, fluxVersion }: FluxKustomization,
): Outcome<Files> {
  const remote = spec.components.find((component) => !isLocalPath(component));
  if (remote !== undefined) {
    return failure('outside-tree', `component path '${remote}' must be local and relative`);
  }
  const path = kustomizationFileIn(files, folder);
  const read =
    path === undefined
      ? { ok: true as const, value: { file: generatedFile(files, folder), isAsWritten: false } }
      : readFluxKustomizationFile(files, path);
  if (!read.ok) return read;
  const { file, isAsWritten } = read.value;
  const noEmpty = path === undefined || hasItems(file['resources']) ? {} : { buildMetadata: ['originAnnotations'] };
  if (isAsWritten && Object.keys(noEmpty).length === 0 && !addsAnything(spec)) return { ok: true, value: files };
  const kept = spec.components.filter((one) => !spec.ignoreMissingComponents || isThere(files, folder, one));
  const content = printJson(mergeSpec({ ...file, ...noEmpty }, { ...spec, components: kept }, fluxVersion));
  return { ok: true, value: new Map([...files, [path ?? joinPath(folder, 'kustomization.yaml'), content]]) };
}

/** As the controller tells (fluxcd/pkg: IsLocalRelativePath). */
function isLocalPath(path: string): boolean {
  const bare = path.toLowerCase();
  const remote = ['git::', 'gh:', 'ssh://', 'https://', 'http://', 'git@', 'github.com:', 'github.com/'];
  const isRemote = remote.some((start) => bare.length > start.length && bare.startsWith(start));
  return !isRemote && !bare.startsWith('/') && !bare.replace(/^file:\/\//, '').startsWith('/');
}

function addsAnything(spec: KustomizationSpec): boolean {
  const { targetNamespace, namePrefix, nameSuffix, patches, images, components, buildMetadata } = spec;
  return (
    [targetNamespace, namePrefix, nameSuffix].some((text) => text !== undefined) ||
    [patches, images, components, buildMetadata].some((list) => list.length > 0)
  );
}

/** Files with other endings are left out, as the controller leaves them out. Without any it names a namespace. */
function generatedFile(files: Files, folder: string): JsonObject {
  const prefix = folder === '' ? '' : `${folder}/`;
  const below = [...files.keys()].filter((path) => path.startsWith(prefix));
  const resources = below.flatMap((path) => ownerOf(files, path, folder) ?? (/\.ya?ml$/.test(path) ? path : []));
  if (resources.length === 0) return { ...kustomizationFileType, namespace: '_placeholder' };
  const paths = new Set(resources.map((path) => `./${path.slice(prefix.length)}`));
  return { ...kustomizationFileType, resources: [...paths].sort() };
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
  fluxVersion: string | undefined,
): Readonly<Record<string, unknown>> {
  const { targetNamespace, namePrefix, nameSuffix, patches, images, components, buildMetadata } = spec;
  return {
    ...kustomizationFileType,
    ...file,
    ...(targetNamespace === undefined ? {} : { namespace: targetNamespace }),
    ...(namePrefix === undefined ? {} : { namePrefix }),
    ...(nameSuffix === undefined ? {} : { nameSuffix }),
    ...(patches.length === 0 ? {} : { patches: [...listOf(file['patches']), ...patches] }),
    ...(images.length === 0 ? {} : { images: mergeImages(listOf(file['images']), images, fluxVersion) }),
    ...(components.length === 0 ? {} : { components: [...listOf(file['components']), ...components] }),
    ...(buildMetadata.length === 0 ? {} : { buildMetadata }),
  };
}

function hasItems(value: JsonValue | undefined): boolean {
  return listOf(value).length > 0;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}
