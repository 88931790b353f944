import type { BuildKustomization, Files, KubernetesObject } from '@sovereign-fleet/renderer';
import type { RawFile, RawObject } from './raw-file';

/** What is to be adopted, as it was read from a disk. */
export interface SourceTree {
  /** Texts by path from the root of the repository that the cluster reads. */
  readonly files: Files;
  /** The folder that is adopted, from that root; '' for the root itself. */
  readonly folder: string;
  /** By path, why a file or a link was not read. */
  readonly unread: Files;
  readonly build: BuildKustomization;
  /** Values of substitutes that a person gives, by name. */
  readonly given: Readonly<Record<string, string>>;
}

/** One Kustomization of the cluster with what kustomize builds of it, before substitution. */
export interface Unit {
  readonly namespace: string;
  readonly name: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly objects: readonly KubernetesObject[];
  /** What its substitutes are; undefined where Flux substitutes nothing. */
  readonly variables: Readonly<Record<string, string>> | undefined;
}

/** An object of a Unit with its place in the source; without one it was generated. */
export interface SourceObject {
  readonly id: string;
  readonly unit: Unit;
  /** Before substitution. */
  readonly object: KubernetesObject;
  readonly raw?: RawObject | undefined;
}

/** The source as it was read: Units, and files by path. */
export interface Source {
  readonly tree: SourceTree;
  readonly units: readonly Unit[];
  readonly raw: ReadonlyMap<string, RawFile>;
  readonly encrypted: readonly string[];
  readonly objects: readonly SourceObject[];
}

/** Names an object without its API version, since Flux converts between them. */
export function idOf(kind: string, namespace: string, name: string): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

export function idOfObject({ kind, metadata }: KubernetesObject): string {
  return idOf(kind, metadata.namespace ?? '', metadata.name);
}

/** Where an object stands: `10-gitea.yaml:1-60`. */
export function placeOf(raw: RawObject | undefined): string | undefined {
  return raw === undefined ? undefined : `${raw.file}:${raw.from}-${raw.to}`;
}
