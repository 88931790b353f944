import { apiGroups, fluxKeys } from './flux-api';
import { HelmReleaseSpec } from './helm-release-spec';
import type { JsonPatch, SpecOperation } from './json-patch';
import type { Manifest, Metadata } from './manifest';
import { invalid, isOfKind, type ReadResource, readSpec, type Resource } from './read-resource';
import type { HealthCheck } from './kustomization';
import { shortenReleaseName } from './release-name';
import type { YamlMap } from './yaml';

const type = { apiVersion: `${apiGroups.helm}/v2`, kind: 'HelmRelease' } as const;

/** An object by its name, and where it is. */
interface ObjectName {
  readonly name: string;
  readonly namespace: string;
}

/** What every HelmRelease has that we write. Its other fields have the names and the types of the resource. */
interface WrittenSpec {
  readonly chart?: { readonly spec: WrittenChart } | undefined;
  readonly chartRef?:
    { readonly kind: 'OCIRepository'; readonly name: string; readonly namespace?: string | undefined } | undefined;
  readonly dependsOn?: readonly WrittenEdge[] | undefined;
  readonly interval: string;
  readonly releaseName: string;
  readonly targetNamespace: string;
  readonly values?: YamlMap | undefined;
}

interface WrittenChart {
  readonly chart: string;
  readonly version: string;
  readonly sourceRef: {
    readonly kind: 'HelmRepository';
    readonly name: string;
    readonly namespace?: string | undefined;
  };
}

interface WrittenEdge {
  readonly name: string;
  /** Where it is not in the same namespace. */
  readonly namespace?: string | undefined;
}

/** A HelmRelease as helm-controller serves it since Flux 2.3. */
export function helmRelease(metadata: Metadata & ObjectName, spec: WrittenSpec): Manifest {
  return { ...type, metadata, spec };
}

/** A HelmRelease of ours among the `healthChecks` of a Kustomization. */
export function helmReleaseHealth({ name, namespace }: ObjectName): HealthCheck {
  return { ...type, name, namespace };
}

/**
 * A strategic merge patch of a HelmRelease: maps merge, lists and scalars are replaced (kustomize, custom resources).
 * The metadata comes last because kustomize cuts line breaks off the end of an inline patch.
 */
export function helmReleasePatch({ name, namespace }: ObjectName, spec: HelmReleaseChange): Manifest {
  return { ...type, spec, metadata: { name, namespace } };
}

/** The same by steps, for what a merge cannot say: a value of another kind, and null. */
export function helmReleaseOperations(
  { name, namespace }: ObjectName,
  operations: readonly SpecOperation[],
): JsonPatch {
  return { operations, target: { group: apiGroups.helm, version: 'v2', kind: type.kind, name, namespace } };
}

/** What a region may change of a HelmRelease of its kit. */
interface HelmReleaseChange {
  readonly chart?: { readonly spec: { readonly version: string } } | undefined;
  readonly dependsOn?: readonly WrittenEdge[] | undefined;
  readonly suspend?: true | undefined;
  readonly values?: YamlMap | undefined;
}

/** A HelmRelease as helm-controller sees it. */
export interface HelmRelease {
  readonly namespace: string;
  readonly name: string;
  /** The name that Helm knows. */
  readonly releaseName: string;
  readonly targetNamespace: string;
  readonly spec: HelmReleaseSpec;
}

export function isHelmRelease(object: Pick<Resource, 'apiVersion' | 'kind'>): boolean {
  return isOfKind(object, apiGroups.helm, type.kind);
}

/**
 * Reads a HelmRelease with helm-controller's defaults (HelmRelease.GetReleaseName and its like), or says which of its
 * fields Flux would not take either.
 */
export async function readHelmRelease(object: Resource): Promise<ReadResource<HelmRelease>> {
  const read = readSpec(HelmReleaseSpec, object['spec']);
  if (!read.ok) return read;
  const spec = read.value;
  if ((spec.chart === undefined) === (spec.chartRef === undefined)) {
    return invalid('either chart or chartRef must be set');
  }
  const { name, namespace = 'default' } = object.metadata;
  const fullName = spec.targetNamespace === undefined ? name : `${spec.targetNamespace}-${name}`;
  const releaseName = await shortenReleaseName(spec.releaseName ?? fullName);
  const targetNamespace = spec.targetNamespace ?? namespace;
  return { ok: true, value: { namespace, name, releaseName, targetNamespace, spec } };
}

/** The labels by which helm-controller finds what a HelmRelease installed. */
export function releaseLabels({ namespace, name }: Pick<HelmRelease, 'namespace' | 'name'>) {
  return { [fluxKeys.releaseName]: name, [fluxKeys.releaseNamespace]: namespace };
}
