import { printYaml, type YamlMap } from './yaml';

/** A duration as Flux takes it: `^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$`, here with one unit. */
export type Duration = `${number}${'s' | 'm' | 'h'}`;

export interface Metadata {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** A Kubernetes object, or a `kustomization.yaml`, as it is printed. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: Metadata;
  /** Of a patch: kustomize takes the object out. */
  readonly $patch?: 'delete';
  readonly spec?: object;
  readonly data?: Readonly<Record<string, string>>;
  readonly resources?: readonly string[];
  readonly patches?: readonly { readonly patch: string }[];
}

/** Where Flux's own objects live (`flux bootstrap`). */
export const fluxNamespace = 'flux-system';

/** How every compiled file begins, in this version and in those before it. */
const mark = '# Compiled by sovereign-fleet.';

/** What a person who opens a compiled file should know. */
const header = `${mark} Change the spec or the catalogue and run "nx sync"; what is written here is lost.\n`;

/** Whether the first line of a text says that it was compiled. */
export function isCompiled(text: string): boolean {
  return text.startsWith(mark);
}

/** The text of a file: a header, then the manifests as YAML documents. */
export function printManifests(manifests: readonly Manifest[]): string {
  return `${header}${manifests.map((manifest) => `---\n${printManifest(manifest)}`).join('')}`;
}

/** A patch by which kustomize takes an object out of what is built. */
export function deletion({ apiVersion, kind, metadata }: Manifest): Manifest {
  const { name, namespace } = metadata ?? { name: '' };
  return { apiVersion, kind, $patch: 'delete', metadata: { name, namespace } };
}

/** One manifest as YAML, with nothing before it. */
export function printManifest(manifest: Manifest): string {
  return printYaml(manifest as object as YamlMap); // the types hold nothing else
}
