import type { Json, JsonMap } from '@sovereign-fleet/domain';
import type { ImageText } from '../contract/region-under-review';
import { parseImage } from './image-reference';
import type { Step } from '../objects/walk';

export const chartAddsNothing = { registry: false, tag: false };

/** `{ registry, repository, tag, digest }` as most charts have it. */
export function imageInParts(value: JsonMap, key: Step | undefined): ImageText | undefined {
  const repository = textOf(value['repository']);
  if (repository === undefined || /^[a-z]+:\/\/|^git@/.test(repository)) return undefined;
  const isImage = /image$/i.test(String(key)) || ['registry', 'tag', 'digest'].some((part) => part in value);
  if (!isImage) return undefined;
  const registry = textOf(value['registry']);
  const name = registry === undefined || registry === '' ? repository : `${registry}/${repository}`;
  const isOpen = registry === undefined && parseImage(repository).host === undefined;
  return withTag(value, name, { registry: isOpen, tag: true });
}

/** `image: registry/name:tag` in one text, or with the rest beside it. */
export function imageInText(beside: JsonMap, text: string): ImageText {
  const registry = textOf(beside['registry']) ?? '';
  const isWhole = text === '' || registry === '' || parseImage(text).host !== undefined;
  return withTag(beside, isWhole ? text : `${registry}/${text}`, chartAddsNothing);
}

function withTag(beside: JsonMap, name: string, chartAdds: ImageText['chartAdds']): ImageText {
  const { tag: ownTag, digest: ownDigest } = parseImage(name);
  const digest = textOf(beside['digest']) ?? '';
  const tag = textOf(beside['tag']);
  const tagged = tag === undefined || ownTag !== undefined || name === '' ? name : `${name}:${tag}`;
  const reference = digest === '' || ownDigest !== undefined ? tagged : `${tagged}@${digest}`;
  return { reference, chartAdds: { ...chartAdds, tag: chartAdds.tag && tag === undefined && ownTag === undefined } };
}

/** A tag such as 1.10 may have been read as a number. */
function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
