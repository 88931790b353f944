/** The API groups of Flux's controllers and of kustomize. */
export const apiGroups = {
  helm: 'helm.toolkit.fluxcd.io',
  image: 'image.toolkit.fluxcd.io',
  kustomize: 'kustomize.toolkit.fluxcd.io',
  notification: 'notification.toolkit.fluxcd.io',
  source: 'source.toolkit.fluxcd.io',
  kustomizationFile: 'kustomize.config.k8s.io',
} as const;

/** Labels and annotations that Flux reads or sets. */
export const fluxKeys = {
  /** Annotation: `disabled` keeps an object that is no longer in the tree (kustomize-controller). */
  prune: `${apiGroups.kustomize}/prune`,
  /** Annotation: `disabled` leaves an object as SOPS encrypted it (kustomize-controller). */
  decrypt: `${apiGroups.kustomize}/decrypt`,
  /** Label or annotation: `disabled` leaves an object out of what is applied (kustomize-controller). */
  reconcile: `${apiGroups.kustomize}/reconcile`,
  /** Label or annotation: `Ignore` does the same (kustomize-controller). */
  ssa: `${apiGroups.kustomize}/ssa`,
  /** Label or annotation: `disabled` leaves an object out of substitution (kustomize-controller). */
  substitute: `${apiGroups.kustomize}/substitute`,
  /** Labels of all that a Kustomization applied: which one it was (kustomize-controller). */
  ownerName: `${apiGroups.kustomize}/name`,
  ownerNamespace: `${apiGroups.kustomize}/namespace`,
  /** Labels of all that a HelmRelease installed: which one it was (helm-controller). */
  releaseName: `${apiGroups.helm}/name`,
  releaseNamespace: `${apiGroups.helm}/namespace`,
} as const;

/** Whether objects of an API group are Flux's own. */
export function isFluxGroup(group: string): boolean {
  return group.endsWith('.toolkit.fluxcd.io');
}
