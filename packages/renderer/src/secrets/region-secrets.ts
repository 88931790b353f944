import type { JsonObject } from '@sovereign-fleet/go-text';
import type { Redaction } from '../contract/ports';
import type { KubernetesObject, RenderedRegion } from '../contract/rendered';
import { hideRegion } from './hide-region';
import type { Fingerprint } from './secret-fingerprint';
import { secretHider } from './secret-hider';
import { secretTexts } from './secret-texts';
import type { TreeTexts } from './tree-texts';

/**
 * What the Secrets of one region hold. It collects while the region is rendered, so nobody hands secrets on, and hides
 * at the end. The texts of the tree may still be read when it is made.
 */
export interface RegionSecrets {
  /** What the Secrets in an applied object hold. */
  readonly addObject: (object: KubernetesObject) => void;
  /** What substitution made of a Secret's value, such as its first letters. */
  readonly addDerived: (texts: readonly string[]) => void;
  /**
   * What is to be hidden in the chart of one release: what its values took out of Secrets, and what of the region's is
   * in them. To be asked for when all Kustomizations are applied.
   */
  readonly redactionOf: (values: JsonObject, texts: readonly string[]) => Promise<Redaction>;
  /** The region with nothing in it that tells what a Secret holds. */
  readonly hide: (region: RenderedRegion) => Promise<RenderedRegion>;
}

export function regionSecrets(tree: Promise<TreeTexts>, fingerprint: Fingerprint): RegionSecrets {
  const ofObjects: string[] = [];
  const derived: string[] = [];
  const ofReleases = new Set<string>();
  let found: Promise<readonly string[]> | undefined;
  const findRegional = async (): Promise<readonly string[]> => {
    const { secrets, isHidden } = await tree;
    return [...new Set([...secrets, ...ofObjects, ...derived])].filter(isHidden);
  };
  const regional = () => (found ??= findRegional());
  return {
    addObject: (object) => ofObjects.push(...secretTexts(object)),
    addDerived: (texts) => derived.push(...texts),
    redactionOf: async (values, texts) => {
      const own = texts.filter((await tree).isHidden);
      for (const text of own) ofReleases.add(text);
      return redaction([...own, ...textsWithin(values, await regional())], fingerprint);
    },
    hide: async (region) => {
      const all = [...(await regional()), ...[...ofReleases].sort()];
      return hideRegion(region, secretHider([...new Set(all)], fingerprint));
    },
  };
}

/** Only texts that are in the values: releases of regions that differ in other Secrets then share one render. */
function textsWithin(values: JsonObject, texts: readonly string[]): readonly string[] {
  return texts.filter((text) => secretHider([text], () => '').value(values) !== values);
}

function redaction(texts: readonly string[], fingerprint: Fingerprint): Redaction {
  const sorted = [...new Set(texts)].sort();
  const { object } = secretHider(sorted, fingerprint);
  return { key: JSON.stringify(sorted), redact: (objects) => objects.map(object) };
}
