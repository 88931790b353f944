import { add, set } from '../testing/example-change';
import {
  container,
  entry,
  inContainer,
  mirrorRemedy,
  release54,
  testRows,
  withoutProject,
} from '../testing/example-rows';
import { mirror } from '../testing/example-subject';

testRows('mirrored-registry', [
  {
    what: 'a registry that the mirror does not have is told once, whatever comes from it',
    change: add(container({ image: 'nvcr.io/nvidia/cuda:12.6', args: ['--image=nvcr.io/nvidia/driver:550'] })),
    finding: [
      `error mirrored-image fsn1: ${inContainer}.image: the image "nvcr.io/nvidia/cuda:12.6" comes from nvcr.io. ` +
        `${mirrorRemedy} [${entry}]`,
      `error mirrored-image fsn1: ${inContainer}.args[0]: the image "nvcr.io/nvidia/driver:550" comes from nvcr.io. ` +
        `${mirrorRemedy} [${entry}]`,
      withoutProject('Deployment dmz/made-up', 'nvcr.io/nvidia/cuda:12.6', entry),
    ],
  },
  {
    what: 'a project of the mirror that has no registry is looked at',
    change: add(container({ image: `${mirror}/proxy-docker/library/redis:7.4` })),
    finding:
      `error mirrored-registry fsn1: ${inContainer}.image: no registry is said to be in proxy-docker of the mirror ` +
      `${mirror}, where the image "${mirror}/proxy-docker/library/redis:7.4" is from. Did you mean ` +
      '"proxy-dockerhub"? Write one of proxy-dockerhub, proxy-ghcr, proxy-quay, proxy-k8s, or name its registry in ' +
      `mirroredRegistries. [${entry}]`,
  },
  {
    what: 'images of your own are in projects of other names',
    change: add(container({ image: `${mirror}/platform/console:1.0` })),
  },
  {
    what: 'a chart may put a registry before an image',
    change: set(release54, ['spec', 'values', 'image'], { repository: 'loft-sh/vcluster', tag: '1' }),
  },
]);
