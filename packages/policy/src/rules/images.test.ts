import { add, combine, set } from '../testing/example-change';
import {
  configMap,
  container,
  customResource,
  dmz,
  dmzSet,
  entry,
  inContainer,
  mirrorRemedy,
  podSpec,
  release54,
  testRows,
  values,
  withoutProject,
} from '../testing/example-rows';
import { kit, mirror, renderedObject } from '../testing/example-subject';

const pinRemedy = 'Write the tag that was reviewed, such as 1.2.3, or a digest.';

testRows('mirrored-image', [
  {
    what: 'an init container is looked at',
    change: set(dmzSet, [...podSpec, 'initContainers', 0, 'image'], 'registry.k8s.io/kube-apiserver:v1.30.2'),
    finding:
      `error mirrored-image fsn1: ${dmzSet}, spec.template.spec.initContainers[0].image: the image ` +
      `"registry.k8s.io/kube-apiserver:v1.30.2" comes from registry.k8s.io. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'an ephemeral container is looked at',
    change: set(dmzSet, [...podSpec, 'ephemeralContainers'], [{ name: 'shell', image: 'busybox:1.37' }]),
    finding:
      `error mirrored-image fsn1: ${dmzSet}, spec.template.spec.ephemeralContainers[0].image: the ` +
      `image "busybox:1.37" comes from docker.io, since it names no registry. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'a host that only begins like the mirror is another',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], `${mirror}.example.net/x:1`),
    finding: [
      `error mirrored-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: the image ` +
        `"${mirror}.example.net/x:1" comes from ${mirror}.example.net. ${mirrorRemedy} [${dmz}]`,
      withoutProject(dmzSet, `${mirror}.example.net/x:1`, dmz),
    ],
  },
  {
    what: 'an image volume is an image',
    change: set(dmzSet, [...podSpec, 'volumes'], [{ name: 'v', image: { reference: 'quay.io/a/b:1' } }]),
    finding:
      `error mirrored-image fsn1: ${dmzSet}, spec.template.spec.volumes[0].image.reference: the image ` +
      `"quay.io/a/b:1" comes from quay.io. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'the image of a custom resource is looked at',
    change: add(
      renderedObject(kit, {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'Prometheus',
        metadata: { name: 'p', namespace: 'dmz' },
        spec: { image: 'quay.io/prometheus/prometheus:v3.0.0' },
      }),
    ),
    finding:
      'error mirrored-image fsn1: Prometheus dmz/p, spec.image: the image ' +
      `"quay.io/prometheus/prometheus:v3.0.0" comes from quay.io. ${mirrorRemedy} [${entry}]`,
  },
  {
    what: 'CoreDNS, which the vCluster pulls at run time, is looked at in the values',
    change: set(release54, [...values, 'controlPlane', 'coredns', 'deployment', 'image'], 'coredns/coredns:1.11.3'),
    finding:
      `error mirrored-image fsn1: ${release54}, ` +
      'spec.values.vcluster.controlPlane.coredns.deployment.image: the image "coredns/coredns:1.11.3" ' +
      `comes from docker.io, since it names no registry. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'the init container that rewrites hosts is looked at in the values',
    change: set(
      release54,
      [...values, 'sync', 'toHost', 'pods', 'rewriteHosts', 'initContainer', 'image'],
      'library/alpine:3.20',
    ),
    finding:
      `error mirrored-image fsn1: ${release54}, ` +
      'spec.values.vcluster.sync.toHost.pods.rewriteHosts.initContainer.image: the image ' +
      `"library/alpine:3.20" comes from docker.io, since it names no registry. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'an image in parts is put together',
    change: set(release54, [...values, 'controlPlane', 'distro', 'k8s', 'apiServer', 'image'], {
      registry: 'registry.k8s.io',
      repository: 'kube-apiserver',
      tag: 'v1.30.2',
    }),
    finding:
      `error mirrored-image fsn1: ${release54}, ` +
      'spec.values.vcluster.controlPlane.distro.k8s.apiServer.image: the image ' +
      `"registry.k8s.io/kube-apiserver:v1.30.2" comes from registry.k8s.io. ${mirrorRemedy} [${dmz}]`,
  },
  {
    what: 'a vCluster puts nothing before a repository without a registry',
    change: set(release54, [...values, 'controlPlane', 'distro', 'k3s', 'image'], { repository: 'rancher/k3s' }),
    finding:
      `error mirrored-image fsn1: ${release54}, spec.values.vcluster.controlPlane.distro.k3s.image: ` +
      `the image "rancher/k3s" comes from docker.io, since it names no registry. ${mirrorRemedy} ` +
      `[${dmz}]`,
  },
  {
    what: 'another chart may put its registry before it: the rendered pods say',
    change: set('HelmRelease flux-system/bp-cilium', ['spec', 'values', 'operator'], {
      image: { repository: 'cilium/operator' },
    }),
  },
  {
    what: 'a repository of charts is not an image',
    change: set('HelmRelease flux-system/bp-cilium', ['spec', 'values', 'chart'], {
      repository: 'https://charts.loft.sh',
      tag: '1',
    }),
  },
  {
    what: 'a placeholder in a ConfigMap is not an image',
    change: add(renderedObject(kit, configMap('coredns', { 'coredns.yaml': 'image: {{.IMAGE}}' }))),
  },
  {
    what: 'an image that Flux looks at is not pulled',
    change: add(
      renderedObject(kit, {
        apiVersion: 'image.toolkit.fluxcd.io/v1',
        kind: 'ImageRepository',
        metadata: { name: 'i', namespace: 'flux-system' },
        spec: { image: 'ghcr.io/a/b' },
      }),
    ),
  },
]);

testRows('pinned-image where no container has it', [
  {
    what: 'an argument without a tag, or with the latest, is a finding',
    change: add(container({ args: [`--helper-image=${mirror}/a/b`, `--image=${mirror}/a/b:latest`] })),
    finding: [
      `error pinned-image fsn1: ${inContainer}.args[0]: the image "${mirror}/a/b" has no tag, which ` +
        `means latest. ${pinRemedy} [${entry}]`,
      `error pinned-image fsn1: ${inContainer}.args[1]: the image "${mirror}/a/b:latest" is another ` +
        `one after each release. ${pinRemedy} [${entry}]`,
    ],
  },
  {
    what: 'an image in parts of a custom resource is looked at',
    change: add(customResource({ image: { repository: `${mirror}/a/b`, tag: 'latest' } })),
    finding:
      `error pinned-image fsn1: Thing dmz/x, spec.image: the image "${mirror}/a/b:latest" is another ` +
      `one after each release. ${pinRemedy} [${entry}]`,
  },
  {
    what: 'a repository has its tag elsewhere',
    change: add(container({ env: [{ name: 'IMAGE_REPOSITORY', value: `${mirror}/a/b` }] })),
  },
  {
    what: 'a tag of blanks is empty',
    change: set(release54, [...values, 'controlPlane', 'statefulSet', 'image', 'tag'], ' '),
    finding:
      `error pinned-image fsn1: ${release54}, spec.values.vcluster.controlPlane.statefulSet.image: the ` +
      `image "${mirror}/proxy-ghcr/loft-sh/vcluster: " has an empty tag. ${pinRemedy} [${dmz}]`,
  },
  {
    what: 'an image that is null is a finding',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], null),
    finding:
      `error pinned-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: no image is ` +
      `named. ${pinRemedy} [${dmz}]`,
  },
]);

testRows('pinned-image', [
  {
    what: 'an image without a tag is the latest',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], `${mirror}/a/b`),
    finding:
      `error pinned-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: the image ` +
      `"${mirror}/a/b" has no tag, which means latest. ${pinRemedy} [${dmz}]`,
  },
  {
    what: 'an empty tag does not pin',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], `${mirror}/a/b:`),
    finding:
      `error pinned-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: the image ` +
      `"${mirror}/a/b:" has an empty tag. ${pinRemedy} [${dmz}]`,
  },
  {
    what: 'the tag latest does not pin',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], `${mirror}/a/b:latest`),
    finding:
      `error pinned-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: the image ` +
      `"${mirror}/a/b:latest" is another one after each release. ${pinRemedy} [${dmz}]`,
  },
  {
    what: 'a container without an image is a finding',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], undefined),
    finding:
      `error pinned-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: no image is ` +
      `named. ${pinRemedy} [${dmz}]`,
  },
  {
    what: 'an image that the values empty is a finding, since the default would come back at run time',
    change: set(release54, [...values, 'controlPlane', 'coredns', 'deployment', 'image'], ''),
    finding:
      `error pinned-image fsn1: ${release54}, ` +
      `spec.values.vcluster.controlPlane.coredns.deployment.image: no image is named. ${pinRemedy} ` +
      `[${dmz}]`,
  },
  {
    what: 'a tag that the values empty is a finding',
    change: set(release54, [...values, 'controlPlane', 'statefulSet', 'image', 'tag'], ''),
    finding:
      `error pinned-image fsn1: ${release54}, spec.values.vcluster.controlPlane.statefulSet.image: the ` +
      `image "${mirror}/proxy-ghcr/loft-sh/vcluster:" has an empty tag. ${pinRemedy} [${dmz}]`,
  },
  {
    what: 'a tag beside an image in the values belongs to it',
    change: set('HelmRelease flux-system/bp-cilium', ['spec', 'values', 'x'], { image: `${mirror}/a/b`, tag: 1.1 }),
  },
  {
    what: 'the port of a registry is not a tag',
    change: combine(set(dmzSet, [...podSpec, 'containers', 0, 'image'], 'localhost:5000/a/b')),
    finding: [
      `error mirrored-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: the image ` +
        `"localhost:5000/a/b" comes from localhost:5000. ${mirrorRemedy} [${dmz}]`,
      withoutProject(dmzSet, 'localhost:5000/a/b', dmz),
      `error pinned-image fsn1: ${dmzSet}, spec.template.spec.containers[0].image: the image ` +
        `"localhost:5000/a/b" has no tag, which means latest. ${pinRemedy} [${dmz}]`,
    ],
  },
  {
    what: 'a digest pins an image',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'image'], `${mirror}/a/b@sha256:${'0'.repeat(64)}`),
  },
]);
