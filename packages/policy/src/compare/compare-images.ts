import { printJson } from '@sovereign-fleet/go-text';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { ImageChange } from '../contract/change';
import type { ImageUse } from './image-use';
import { imagesOf } from '../images/images';
import { objectTitle } from '../objects/object-id';
import type { ObjectPair } from './object-pair';

/**
 * The images that an object has another of, by the field in which they stand. One that only moved is not among them:
 * within the object, between objects of the region, or with an object that is new or gone, anywhere in the Sovereign.
 */
export function compareImages(pair: ObjectPair, use: ImageUse): readonly ImageChange[] {
  const { before, after } = pair;
  const one = after ?? before;
  if (one === undefined) return [];
  const isOneSided = before === undefined || after === undefined;
  return changesOf(pair, objectTitle(one)).filter((change) => {
    if (change.before !== undefined && change.after !== undefined) return true;
    const { before: was, after: is } = isOneSided ? use.inSovereign() : use.inRegion();
    return change.before === undefined ? !was.has(change.after ?? '') : !is.has(change.before);
  });
}

function changesOf({ before, after }: ObjectPair, object: string): readonly ImageChange[] {
  const was = imagesByField(before);
  const is = imagesByField(after);
  const [old, recent] = [new Set(was.values()), new Set(is.values())];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const [left, right] = [was.get(field), is.get(field)];
    if (left === right) return [];
    const gone = left === undefined || recent.has(left) ? {} : { before: left };
    const come = right === undefined || old.has(right) ? {} : { after: right };
    return 'before' in gone || 'after' in come ? [{ object, ...gone, ...come }] : [];
  });
}

/** A text may hold several: then the first of each side are compared, the second, and so on. */
function imagesByField(object: RenderedObject | undefined): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  const images = object === undefined ? [] : imagesOf(object);
  return new Map(
    images.map(({ field, reference }) => {
      const count = counts.get(field) ?? 0;
      counts.set(field, count + 1);
      return [printJson([field, count]), reference];
    }),
  );
}
