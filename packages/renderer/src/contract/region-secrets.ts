import type { JsonObject } from '@sovereign-fleet/go-text';
import type { Redaction } from './ports';
import type { KubernetesObject, RenderedRegion } from './rendered';

/**
 * What the Secrets of one region hold. It collects while the region is rendered, so nobody hands secrets on, and hides
 * at the end.
 */
export interface RegionSecrets {
  /** What the Secrets in an applied object hold. */
  readonly addObject: (object: KubernetesObject) => void;
  /** What substitution made of a Secret's value, such as its first letters. */
  readonly addSubstitutedTexts: (texts: readonly string[]) => void;
  /**
   * What is to be hidden in the chart of one release: what its values took out of Secrets, and what of the region's is
   * in them. To be asked for when all Kustomizations are applied.
   */
  readonly redactionOf: (values: JsonObject, texts: readonly string[]) => Promise<Redaction>;
  /** The region with nothing in it that tells what a Secret holds. */
  readonly hide: (region: RenderedRegion) => Promise<RenderedRegion>;
}
