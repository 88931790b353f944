import { type Duration, fluxNamespace, type Manifest, type Metadata } from './manifest';
import type { YamlMap } from './yaml';

export interface HelmReleaseSpec {
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

const type = { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease' } as const;

/** A HelmRelease in `flux-system`, as helm-controller serves it since Flux 2.3. */
export function helmRelease(metadata: Omit<Metadata, 'namespace'>, spec: HelmReleaseSpec): Manifest {
  const { name, ...rest } = metadata;
  return { ...type, metadata: { name, namespace: fluxNamespace, ...rest }, spec };
}

/**
 * A strategic merge patch of a HelmRelease's values: maps merge, lists and scalars are replaced (kustomize, custom
 * resources). The metadata comes last because kustomize cuts line breaks off the end of an inline patch.
 */
export function helmReleaseValuesPatch(name: string, values: YamlMap): Manifest {
  return { ...type, spec: { values }, metadata: { name, namespace: fluxNamespace } };
}
