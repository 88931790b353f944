import { addAll } from '@sovereign-fleet/domain';
import type { JsonObject } from '@sovereign-fleet/go-text';
import type { Redaction } from '../contract/ports';
import type { RegionSecrets } from '../contract/region-secrets';
import { hideRegion } from './hide-region';
import type { Fingerprint } from './sealed-marks';
import { sealedHider, secretHider } from './secret-hider';
import { textsOfCuts } from './secret-cuts';
import { type SecretValue, secretValues, textsOfValue } from './secret-texts';
import type { TreeTexts } from './tree-texts';

interface TakenTexts extends Pick<TreeTexts, 'isHidden'> {
  /** Texts to hide in everything of the region. */
  readonly regional: readonly string[];
  readonly findTexts: FindTexts;
}

/**
 * An empty collection. The texts of the tree may still be being read. The first call that hides something takes the
 * list of texts, and nothing can be added afterwards: a text that came too late would be printed.
 */
export function regionSecrets(tree: Promise<TreeTexts>, fingerprint: Fingerprint): RegionSecrets {
  const objectValues: SecretValue[] = [];
  const substitutedTexts: string[] = [];
  const releaseTexts = new Set<string>();
  let taken: Promise<TakenTexts> | undefined;
  const takeTexts = async (): Promise<TakenTexts> => {
    const { secrets, values, cuts, isHidden } = await tree;
    const cutTexts = textsOfCuts(cuts, [...values, ...objectValues]);
    const texts = [...secrets, ...objectValues.flatMap(textsOfValue), ...substitutedTexts, ...cutTexts];
    const regional = [...new Set(texts)].filter(isHidden);
    return { isHidden, regional, findTexts: textFinder(regional) };
  };
  const take = () => (taken ??= takeTexts());
  const add = <One>(list: One[], texts: readonly One[]): void => {
    if (taken !== undefined) throw new Error('a Secret was added after the list of what to hide was taken');
    addAll(list, texts);
  };
  return {
    addObject: (object) => {
      add(objectValues, secretValues(object));
    },
    addSubstitutedTexts: (texts) => {
      add(substitutedTexts, texts);
    },
    redactionOf: async (values, texts) => {
      const { isHidden, findTexts } = await take();
      const own = texts.filter(isHidden);
      for (const text of own) releaseTexts.add(text);
      // Releases of regions that differ in other Secrets share one render.
      return redaction([...own, ...findTexts(values)], fingerprint);
    },
    hide: async (region) => {
      const { regional } = await take();
      const all = [...regional, ...[...releaseTexts].sort()];
      return hideRegion(region, secretHider([...new Set(all)], fingerprint));
    },
  };
}

/** Finds the texts that occur in a value. */
type FindTexts = (value: JsonObject) => readonly string[];

/** For nearly all values one look tells that there is none, however many texts there are. */
function textFinder(texts: readonly string[]): FindTexts {
  const { value: hide } = sealedHider(texts, () => '');
  const half = texts.length >> 1;
  let halves: readonly FindTexts[] | undefined;
  return (value) => {
    if (texts.length === 0 || hide(value) === value) return [];
    if (half === 0) return texts;
    halves ??= [textFinder(texts.slice(0, half)), textFinder(texts.slice(half))];
    return halves.flatMap((find) => find(value));
  };
}

function redaction(texts: readonly string[], fingerprint: Fingerprint): Redaction {
  const sorted = [...new Set(texts)].sort();
  const { object, text } = sealedHider(sorted, fingerprint);
  return { key: JSON.stringify(sorted), redact: (objects) => objects.map(object), redactText: text };
}
