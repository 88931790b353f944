import { fluxNamespace, type Manifest } from './manifest';

/** A ConfigMap in `flux-system`. */
export function configMap(name: string, data: Readonly<Record<string, string>>): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: fluxNamespace }, data };
}
