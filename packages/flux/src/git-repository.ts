import { type Duration, fluxNamespace, type Manifest } from './manifest';

export interface GitRepositorySpec {
  readonly interval: Duration;
  readonly ref: { readonly branch: string };
  readonly secretRef: { readonly name: string };
  readonly url: string;
}

/** A GitRepository in `flux-system`, as source-controller serves it since Flux 2.0. */
export function gitRepository(name: string, spec: GitRepositorySpec): Manifest {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name, namespace: fluxNamespace },
    spec,
  };
}
