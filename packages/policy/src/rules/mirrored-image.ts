import { printJson } from '@sovereign-fleet/go-text';
import { parseImage } from '../images/image-reference';
import type { RegionRule } from '../contract/rule';

export const mirroredImage: RegionRule = {
  id: 'mirrored-image',
  severity: 'error',
  title: "Every image comes through the fleet's mirror, those pulled at run time too",
  fault: {
    one: 'image does not come through the mirror',
    many: 'images do not come through the mirror',
    counts: 'problems',
  },
  why: 'It is pulled from outside: past the scan of the mirror, and not at all where the cluster has no way out.',
  per: 'region',
  check: ({ images, subject: { registryMirror } }) =>
    images
      // An image that is not named at all is what pinned-image says.
      .filter(
        ({ reference, chartAdds }) => reference !== '' && !chartAdds.registry && !isMirrored(reference, registryMirror),
      )
      .map(({ of, field, reference }) => {
        const from = parseImage(reference).host ?? 'docker.io, since it names no registry';
        const problem = `the image ${printJson(reference)} comes from ${from}`;
        return {
          at: of,
          field,
          problem,
          remedy: `Take it through ${registryMirror}, such as ${registryMirror}/proxy-…`,
        };
      }),
};

function isMirrored(reference: string, mirror: string): boolean {
  return reference.startsWith(`${mirror}/`);
}
