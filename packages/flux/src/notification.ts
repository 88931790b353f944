import { apiGroups } from './flux-api';
import { fluxNamespace, type Manifest } from './manifest';

const apiVersion = `${apiGroups.notification}/v1beta3`;

interface ProviderSpec {
  readonly type: 'github';
  /** The repository, as a browser opens it. */
  readonly address: string;
  /** A CEL expression for the context of each status. */
  readonly commitStatusExpr: string;
  /** With the key `token`. */
  readonly secretRef: { readonly name: string };
}

/** Where notification-controller writes the statuses of commits, as it does since Flux 2.6. */
export function commitStatusProvider(name: string, spec: ProviderSpec): Manifest {
  return { apiVersion, kind: 'Provider', metadata: { name, namespace: fluxNamespace }, spec };
}

interface AlertSpec {
  readonly eventSources: readonly { readonly kind: 'Kustomization'; readonly name: string }[];
  readonly providerRef: { readonly name: string };
}

/** What notification-controller tells a Provider beside it. */
export function alert(name: string, spec: AlertSpec): Manifest {
  return { apiVersion, kind: 'Alert', metadata: { name, namespace: fluxNamespace }, spec };
}
