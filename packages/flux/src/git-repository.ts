import { apiGroups } from './flux-api';
import { type Duration, fluxNamespace, type Manifest } from './manifest';

interface WrittenSpec {
  readonly interval: Duration;
  readonly ref: { readonly branch: string };
  readonly secretRef: { readonly name: string };
  /** Folders from the root; source-controller takes all paths that begin with one of these texts. */
  readonly sparseCheckout: readonly string[];
  readonly url: string;
}

/** A GitRepository in `flux-system`, as source-controller serves it since Flux 2.0. */
export function gitRepository(name: string, spec: WrittenSpec): Manifest {
  return {
    apiVersion: `${apiGroups.source}/v1`,
    kind: 'GitRepository',
    metadata: { name, namespace: fluxNamespace },
    spec,
  };
}
