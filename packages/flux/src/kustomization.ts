import { type Duration, fluxNamespace, type Manifest } from './manifest';

export interface KustomizationSpec {
  readonly interval: Duration;
  /** From the root of the repository: `./clusters/…`. */
  readonly path: `./${string}`;
  readonly postBuild?: { readonly substitute: Readonly<Record<string, string>> };
  readonly prune: boolean;
  readonly retryInterval?: Duration;
  readonly sourceRef: { readonly kind: 'GitRepository'; readonly name: string };
  readonly timeout?: Duration;
  readonly wait?: boolean;
}

/** Flux's Kustomization in `flux-system`, as kustomize-controller serves it since Flux 2.0. */
export function kustomization(name: string, spec: KustomizationSpec): Manifest {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: fluxNamespace },
    spec,
  };
}
