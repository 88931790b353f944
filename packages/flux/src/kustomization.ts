import { z } from 'zod';
import { apiGroups } from './flux-api';
import { CommonMetadata, KubeConfigReference, PatchTarget } from './helm-release-spec';
import { ObjectReference } from './helm-chart';
import { type Duration, fluxNamespace, type Manifest } from './manifest';
import { isOfKind, type ReadResource, readSpec, type Resource } from './read-resource';

/** The API version and the kind of Flux's Kustomization, as kustomize-controller serves it since Flux 2.0. */
export const kustomizationType = { apiVersion: `${apiGroups.kustomize}/v1`, kind: 'Kustomization' } as const;

/** What of a Kustomization we write. */
interface WrittenSpec {
  /** With what values that SOPS encrypted are decrypted: a Secret beside the Kustomization. */
  readonly decryption?: { readonly provider: 'sops'; readonly secretRef: { readonly name: string } };
  readonly dependsOn?: readonly { readonly name: string }[];
  /** What has to be ready, beside what is applied, before the Kustomization is. */
  readonly healthChecks?: readonly HealthCheck[];
  readonly images?: readonly { readonly name: string; readonly newName: string }[];
  readonly interval: Duration;
  /** From the root of its source: `./clusters/…`. */
  readonly path: `./${string}`;
  readonly postBuild?: { readonly substitute: Readonly<Record<string, string>> };
  readonly prune: boolean;
  readonly retryInterval?: Duration;
  readonly sourceRef: { readonly kind: 'GitRepository' | 'OCIRepository'; readonly name: string };
  readonly timeout?: Duration;
  readonly wait?: boolean;
}

/** An object that has to be ready. */
export interface HealthCheck {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** Flux's Kustomization in `flux-system`. */
export function kustomization(name: string, spec: WrittenSpec): Manifest {
  return { ...kustomizationType, metadata: { name, namespace: fluxNamespace }, spec };
}

const KustomizationSpec = z.looseObject({
  path: z.string().default(''),
  sourceRef: ObjectReference,
  suspend: z.boolean().default(false),
  kubeConfig: KubeConfigReference.optional(),
  targetNamespace: z.string().optional(),
  namePrefix: z.string().optional(),
  nameSuffix: z.string().optional(),
  patches: z.array(z.looseObject({ patch: z.string(), target: PatchTarget.loose().optional() })).default([]),
  images: z.array(z.looseObject({ name: z.string() })).default([]),
  components: z.array(z.string()).default([]),
  ignoreMissingComponents: z.boolean().default(false),
  buildMetadata: z.array(z.string()).default([]),
  decryption: z.looseObject({ provider: z.string() }).optional(),
  commonMetadata: CommonMetadata.optional(),
});

/** What of a Kustomization decides on the objects that it applies, but for `postBuild`. */
export type KustomizationSpec = z.output<typeof KustomizationSpec>;

/** A Kustomization as kustomize-controller sees it. */
export interface Kustomization {
  readonly namespace: string;
  readonly name: string;
  readonly spec: KustomizationSpec;
}

export function isKustomization(object: Pick<Resource, 'apiVersion' | 'kind'>): boolean {
  return isOfKind(object, apiGroups.kustomize, kustomizationType.kind);
}

/** Reads a Kustomization, or says which of its fields Flux would not take either. */
export function readKustomization(object: Resource): ReadResource<Kustomization> {
  const read = readSpec(KustomizationSpec, object['spec']);
  const { name, namespace = 'default' } = object.metadata;
  return read.ok ? { ok: true, value: { namespace, name, spec: read.value } } : read;
}
