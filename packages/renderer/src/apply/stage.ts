import type { KubernetesObject } from '../contract/rendered';

/**
 * In which order kustomize-controller applies an object: definitions first, then classes, then all else (fluxcd/pkg
 * ssa: ApplyAllStaged). If the API server refuses one, nothing of its stage and of later ones is applied.
 */
export function stageOf({ apiVersion, kind }: KubernetesObject): number {
  const [group = ''] = apiVersion.split('/');
  const definitions: Readonly<Record<string, boolean>> = {
    customresourcedefinition: group === 'apiextensions.k8s.io',
    namespace: apiVersion === 'v1',
    clusterrole: group === 'rbac.authorization.k8s.io',
  };
  if (definitions[kind.toLowerCase()] === true) return 0;
  return kind.endsWith('Class') ? 1 : 2;
}
