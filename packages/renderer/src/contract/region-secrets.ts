import type { JsonObject } from '@sovereign-fleet/go-text';
import type { Redaction } from './ports';
import type { KubernetesObject, RenderedRegion } from './rendered';

/**
 * What the Secrets of one region hold. It collects them while the region is rendered, so other code does not pass them
 * on, and hides them at the end.
 */
export interface RegionSecrets {
  /** Adds what the Secrets in an applied object hold. Throws after `redactionOf` or `hide` was called. */
  readonly addObject: (object: KubernetesObject) => void;
  /** Adds texts that substitution made from a Secret's value, such as its first letters. Throws like `addObject`. */
  readonly addSubstitutedTexts: (texts: readonly string[]) => void;
  /**
   * What to hide in the chart of one release: the texts that its values took from Secrets, and the region's secret
   * texts that occur in its values. Call it only after all Kustomizations are applied.
   */
  readonly redactionOf: (values: JsonObject, texts: readonly string[]) => Promise<Redaction>;
  /** The region without anything that a Secret holds. */
  readonly hide: (region: RenderedRegion) => Promise<RenderedRegion>;
}
