import type { KubernetesObject } from './rendered';

/** What somebody says of a cluster, since its tree does not. */
export interface Outside {
  /** Ids of what somebody delivers, such as `Secret flux-system/dns-token`. It is read without its values. */
  readonly delivered?: ReadonlySet<string> | undefined;
  /**
   * What is read where the tree has no such object: ConfigMaps and Secrets with values, sources, the Kustomization of
   * the entry, and CustomResourceDefinitions. The render says of each that it was read, but for the last.
   */
  readonly standIns?: readonly KubernetesObject[] | undefined;
  /** Ids of sources that have this tree too, beside the one that its entry names: `OCIRepository flux-system/fleet`. */
  readonly treeSources?: readonly string[] | undefined;
  /** By id, why an object may make others that are in no tree: `ResourceSet apps/tenants`. */
  readonly unfollowed?: ReadonlyMap<string, string> | undefined;
}
