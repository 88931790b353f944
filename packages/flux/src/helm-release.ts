import { apiGroups, fluxKeys } from './flux-api';
import { HelmReleaseSpec } from './helm-release-spec';
import { type Duration, fluxNamespace, type Manifest, type Metadata } from './manifest';
import { invalid, isOfKind, type ReadResource, readSpec, type Resource } from './read-resource';
import type { HealthCheck } from './kustomization';
import { shortenReleaseName } from './release-name';
import type { YamlMap } from './yaml';

const type = { apiVersion: `${apiGroups.helm}/v2`, kind: 'HelmRelease' } as const;

/** What of a HelmRelease we write. */
interface WrittenSpec {
  readonly chartRef: { readonly kind: 'OCIRepository'; readonly name: string };
  readonly dependsOn?: readonly { readonly name: string }[] | undefined;
  readonly driftDetection: { readonly mode: 'enabled' | 'warn' | 'disabled' };
  readonly install: Action;
  readonly interval: Duration;
  readonly releaseName: string;
  readonly targetNamespace: string;
  readonly timeout: Duration;
  readonly upgrade: Action;
  readonly values?: YamlMap | undefined;
}

interface Action {
  readonly crds: 'Create' | 'CreateReplace' | 'Skip';
  readonly remediation: { readonly retries: number };
}

/** A HelmRelease in `flux-system`, as helm-controller serves it since Flux 2.3. */
export function helmRelease(metadata: Omit<Metadata, 'namespace'>, spec: WrittenSpec): Manifest {
  const { name, ...rest } = metadata;
  return { ...type, metadata: { name, namespace: fluxNamespace, ...rest }, spec };
}

/** A HelmRelease of ours among the `healthChecks` of a Kustomization. */
export function helmReleaseHealth(name: string): HealthCheck {
  return { ...type, name, namespace: fluxNamespace };
}

/**
 * A strategic merge patch of a HelmRelease's values: maps merge, lists and scalars are replaced (kustomize, custom
 * resources). The metadata comes last because kustomize cuts line breaks off the end of an inline patch.
 */
export function helmReleaseValuesPatch(name: string, values: YamlMap): Manifest {
  return { ...type, spec: { values }, metadata: { name, namespace: fluxNamespace } };
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
  const read = readSpec(HelmReleaseSpec, withoutNulls(object['spec']));
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

/** The API server drops a field that is null; in the values of a chart null means something. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(
    entries.map(([key, field]: [string, unknown]) => [key, key === 'values' ? field : withoutNulls(field)]),
  );
}
