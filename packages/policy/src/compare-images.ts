import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { ImageChange } from './change';
import type { ObjectPair } from './compare';
import { imagesOf } from './images';
import { objectTitle } from './object-id';

/** The images that an object has another of, by the field in which they stand; one that only moved is not among them. */
export function compareImages({ before, after }: ObjectPair): readonly ImageChange[] {
  const was = imagesByField(before);
  const is = imagesByField(after);
  const [old, recent] = [new Set(was.values()), new Set(is.values())];
  const one = after ?? before;
  if (one === undefined) return [];
  const object = objectTitle(one);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const [left, right] = [was.get(field), is.get(field)];
    if (left === right) return [];
    const gone = left === undefined || recent.has(left) ? {} : { before: left };
    const come = right === undefined || old.has(right) ? {} : { after: right };
    return 'before' in gone || 'after' in come ? [{ object, ...gone, ...come }] : [];
  });
}

function imagesByField(object: RenderedObject | undefined): ReadonlyMap<string, string> {
  return new Map((object === undefined ? [] : imagesOf(object)).map(({ field, reference }) => [field, reference]));
}
