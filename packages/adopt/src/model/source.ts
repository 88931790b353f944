import { type BuildKustomization, type Files, type KubernetesObject, namespaceOf } from '@sovereign-fleet/renderer';
import type { JsonMap } from './json';

/** One line of a comment, without its `#`. */
export interface Comment {
  readonly line: number;
  readonly text: string;
}

/** An object as it stands in a file. */
export interface RawObject {
  readonly file: string;
  /** Its first and its last line. */
  readonly from: number;
  readonly to: number;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly comments: readonly Comment[];
  /** The spec of a release, as this file has it before patches. */
  readonly release?: JsonMap | undefined;
  /** Places with a substitute between quotes. */
  readonly quoted: readonly Quoted[];
}

export interface Quoted {
  readonly line: number;
  /** The way to it: `spec.values.port`. */
  readonly path: string;
}

/** A file of the source in its objects. */
export interface RawFile {
  readonly objects: readonly RawObject[];
  /** Comments that stand in none of them: in a `kustomization.yaml`. */
  readonly comments: readonly Comment[];
  /** Why the file is not YAML, with the line. */
  readonly broken?: { readonly line: number; readonly problem: string };
}

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

export function idOfObject(object: KubernetesObject): string {
  return idOf(object.kind, namespaceOf(object), object.metadata.name);
}

/** Where an object stands: `10-gitea.yaml:1-60`. */
export function placeOf(raw: RawObject | undefined): string | undefined {
  return raw === undefined ? undefined : `${raw.file}:${raw.from}-${raw.to}`;
}

/** Objects as Flux applies them, by id, and the texts that arrive as something else. */
export interface Arrived {
  /** By what they were before substitution. */
  readonly of: ReadonlyMap<KubernetesObject, KubernetesObject>;
  readonly objects: ReadonlyMap<string, KubernetesObject>;
  readonly changed: readonly ChangedType[];
}

interface ChangedType {
  readonly id: string;
  readonly path: string;
  readonly from: string;
  readonly to: unknown;
}

/** Values of substitutes in place of those of the cluster; undefined takes one away. */
export type Overrides = Readonly<Record<string, string | undefined>>;
