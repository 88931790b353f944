import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import type { ImageText } from '../contract/region-under-review';
import { isReference, isWholeReference, parseImage } from './image-reference';
import type { Step } from '../objects/walk';

/** An image that something other than a container names, by the way to the text from the value that was looked at. */
export interface NamedImage extends ImageText {
  readonly steps: readonly Step[];
}

/**
 * The images in a value that programs have pulled: what a key, a variable or an option with `image` in its name says,
 * and items of `images`. A text counts only where it can be a reference (`isReference`), so that paths, policies and
 * sizes do not. Looks at the value itself alone: `walk` comes to the values within.
 */
export function namedImages(value: Json, steps: readonly Step[]): readonly NamedImage[] {
  if (typeof value === 'string') return value.includes('\n') ? imagesInText(value, []) : none;
  if (isJsonMap(value)) return typeof value['name'] === 'string' ? variableOf(value) : fieldsOf(value, steps.at(-1));
  if (!isJsonList(value)) return none;
  return steps.at(-1) === 'images' ? itemsOf(value) : optionsOf(value, steps.at(-1));
}

// Most values hold none, and a fleet has millions.
const none: readonly NamedImage[] = [];

// The text is the image, or a part of its name that says so: HELPER_IMAGE, sidecarImage, imageName, IMAGE_REPOSITORY.
const imageKey = /image([_-]?(name|ref|reference|repo|repository))?$/i;
const withoutTag = /repo(sitory)?$/i;

function fieldsOf(map: JsonMap, parent: Step | undefined): readonly NamedImage[] {
  // What is named exactly `image` counts whatever it holds: see `imagesOf`.
  const keys = Object.keys(map).filter((key) => key !== 'image' && (parent === 'images' || /image/i.test(key)));
  return keys.flatMap((key) => {
    const text = map[key];
    return typeof text === 'string' ? imageOf(parent === 'images' ? 'image' : key, text, [key]) : [];
  });
}

/** An item of `env`; other maps have a name too. */
function variableOf(map: JsonMap): readonly NamedImage[] {
  const { name, value } = map;
  if (typeof name !== 'string' || typeof value !== 'string') return fieldsOf(map, undefined);
  return imageOf(isWholeReference(value) ? 'image' : name, value, ['value']);
}

function itemsOf(list: readonly Json[]): readonly NamedImage[] {
  return list.flatMap((item, index) => (typeof item === 'string' ? imageOf('image', item, [index]) : []));
}

/** Arguments: `--helper-image=x`, `--helper-image` and then x, and whatever is a whole reference. */
function optionsOf(list: readonly Json[], key: Step | undefined): readonly NamedImage[] {
  if (key !== 'args' && key !== 'command') return none;
  return list.flatMap((item, index) => {
    if (typeof item !== 'string' || item.includes('\n')) return [];
    const given = item.replace(/^-[\w.-]*=/, '');
    if (isWholeReference(given)) return imageOf('image', given, [index]);
    const before = list[index - 1];
    const isNext = typeof before === 'string' && /^--?[\w.-]+$/.test(before);
    return [...(isNext ? imageOf(before, item, [index]) : []), ...imagesInText(item, [index])];
  });
}

/** What a name says of a text: the image itself, or one that something else with `image` in its name has in full. */
function imageOf(name: string, text: string, steps: readonly Step[]): readonly NamedImage[] {
  const isImage = imageKey.test(name);
  if (!isReference(text) || !(isImage || (/image/i.test(name) && isWholeReference(text)))) return [];
  // A repository has its tag elsewhere; `redis:6379` in IMAGE_CACHE is the address of a cache, and not an image.
  const chartAdds = {
    registry: withoutTag.test(name) && parseImage(text).host === undefined,
    tag: withoutTag.test(name),
  };
  return [{ steps, reference: text, chartAdds }];
}

// The lengths are bounded, since a text may be one long word.
const assignment = /(?<![\w.-])([\w.-]{0,80}image[\w.-]{0,20})["']?\s{0,8}[:=]\s{0,8}["']?([^\s"',;`(){}[\]]{1,512})/gi;
const option = /(?<![\w.-])--?([\w.-]{0,80}image)\s{1,8}["']?([^\s"',;`(){}[\]]{1,512})/gi;
const comment = /^\s*(#|\/\/|;)/;

/** The images in a text of several lines or in a script: `image: x`, `HELPER_IMAGE=x`, `"image": "x"`, `--image x`. */
export function imagesInText(text: string, steps: readonly Step[]): readonly NamedImage[] {
  const lines = text.split('\n').filter((line) => /image/i.test(line) && !comment.test(line));
  return lines.flatMap((line) =>
    [assignment, option].flatMap((pattern) =>
      [...line.matchAll(pattern)].flatMap(([, name = '', value = '']) => imageOf(name, value, steps)),
    ),
  );
}
