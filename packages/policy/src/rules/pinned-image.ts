import { printJson } from '@sovereign-fleet/go-text';
import type { FoundImage } from '../contract/region-under-review';
import { parseImage } from '../images/image-reference';
import type { RegionRule } from '../contract/rule';

export const pinnedImage: RegionRule = {
  id: 'pinned-image',
  severity: 'error',
  title: 'Every image has a tag other than latest, or a digest',
  fault: { one: 'image is not pinned', many: 'images are not pinned', counts: 'problems' },
  why: 'What runs changes without a commit, from one node to the next.',
  per: 'region',
  check: ({ images }) =>
    images.flatMap((image) => {
      const problem = problemOf(image);
      const remedy = 'Write the tag that was reviewed, such as 1.2.3, or a digest';
      return problem === undefined ? [] : [{ at: image.of, field: image.field, problem, remedy }];
    }),
};

function problemOf({ reference, chartAdds }: FoundImage): string | undefined {
  if (reference === '') return 'no image is named';
  const { tag, digest } = parseImage(reference);
  if (digest !== undefined && digest !== '') return undefined;
  const image = `the image ${printJson(reference)}`;
  if (tag?.trim() === '') return `${image} has an empty tag`;
  if (tag === 'latest') return `${image} is another one after each release`;
  return tag === undefined && !chartAdds.tag ? `${image} has no tag, which means latest` : undefined;
}
