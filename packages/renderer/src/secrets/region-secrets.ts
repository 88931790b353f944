import type { JsonObject } from '@sovereign-fleet/go-text';
import type { Redaction } from '../contract/ports';
import type { RegionSecrets } from '../contract/region-secrets';
import { hideRegion } from './hide-region';
import type { Fingerprint } from './secret-fingerprint';
import { secretHider } from './secret-hider';
import { secretTexts } from './secret-texts';
import type { TreeTexts } from './tree-texts';

/** An empty collection. The texts of the tree may still be being read. */
export function regionSecrets(tree: Promise<TreeTexts>, fingerprint: Fingerprint): RegionSecrets {
  const objectTexts: string[] = [];
  const substitutedTexts: string[] = [];
  const releaseTexts = new Set<string>();
  let found: Promise<readonly string[]> | undefined;
  const findRegional = async (): Promise<readonly string[]> => {
    const { secrets, isHidden } = await tree;
    return [...new Set([...secrets, ...objectTexts, ...substitutedTexts])].filter(isHidden);
  };
  const regional = () => (found ??= findRegional());
  return {
    addObject: (object) => objectTexts.push(...secretTexts(object)),
    addSubstitutedTexts: (texts) => substitutedTexts.push(...texts),
    redactionOf: async (values, texts) => {
      const own = texts.filter((await tree).isHidden);
      for (const text of own) releaseTexts.add(text);
      return redaction([...own, ...textsWithin(values, await regional())], fingerprint);
    },
    hide: async (region) => {
      const all = [...(await regional()), ...[...releaseTexts].sort()];
      return hideRegion(region, secretHider([...new Set(all)], fingerprint));
    },
  };
}

/** Only texts that occur in the values: releases of regions that differ in other Secrets then share one render. */
function textsWithin(values: JsonObject, texts: readonly string[]): readonly string[] {
  return texts.filter((text) => secretHider([text], () => '').value(values) !== values);
}

function redaction(texts: readonly string[], fingerprint: Fingerprint): Redaction {
  const sorted = [...new Set(texts)].sort();
  const { object } = secretHider(sorted, fingerprint);
  return { key: JSON.stringify(sorted), redact: (objects) => objects.map(object) };
}
