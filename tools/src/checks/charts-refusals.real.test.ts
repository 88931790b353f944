import {
  blocks,
  label,
  leastValues,
  refusalOf,
  type Release,
  subchart,
  template,
  whereHelmRuns,
  useAssembledCharts,
} from './real-charts';

let assembled: ReturnType<typeof useAssembledCharts>;

const statefulSet = 'vcluster.controlPlane.statefulSet';
const selector = `${statefulSet}.scheduling.nodeSelector.openova\\.io/region`;
const images = {
  apiServer: 'vcluster.controlPlane.distro.k8s.apiServer.image',
  controllerManager: 'vcluster.controlPlane.distro.k8s.controllerManager.image',
  scheduler: 'vcluster.controlPlane.distro.k8s.scheduler.image',
  etcd: 'vcluster.controlPlane.backingStore.etcd.deploy.statefulSet.image',
  coredns: 'vcluster.controlPlane.coredns.deployment.image',
  alpine: 'vcluster.sync.toHost.pods.rewriteHosts.initContainer.image',
};

whereHelmRuns(`what the charts refuse, on ${subchart} (skipped where no helm can be had)`, () => {
  assembled = useAssembledCharts();

  describe.each(blocks)('%s', (block) => {
    const key = `${block}Vcluster`;
    const namespace = block;
    const name = `${block}-vcluster`;

    function release(change: Partial<Release> = {}): Release {
      return {
        helm: assembled.helm,
        chart: assembled.charts[block],
        name,
        namespace,
        values: leastValues(block),
        ...change,
      };
    }

    const noTag = 'with an empty image tag. Set the tag: without one the vcluster chart or the registry would choose.';
    const outside =
      `which is outside the mirror. Let it begin with "harbor.openova.io/proxy-", or set ${key}.registryMirror ` +
      'to the mirror that it should come through.';
    const carry = "Set it to what the region's nodes carry in openova.io/region";

    test.each([
      {
        given: 'an empty image tag',
        set: `${statefulSet}.image.tag=""`,
        says: `${statefulSet}.image is "harbor.openova.io/proxy-ghcr/loft-sh/vcluster:", ${noTag}`,
      },
      {
        given: 'an image tag that is taken away',
        set: `${statefulSet}.image.tag=null`,
        says: `${statefulSet}.image is "harbor.openova.io/proxy-ghcr/loft-sh/vcluster:", ${noTag}`,
      },
      {
        given: 'an image tag of blanks',
        set: `${statefulSet}.image.tag=" "`,
        says: `${statefulSet}.image is "harbor.openova.io/proxy-ghcr/loft-sh/vcluster: ", ${noTag}`,
      },
      ...[
        { set: `${statefulSet}.image`, image: `${statefulSet}.image` },
        { set: images.apiServer, image: images.apiServer },
        { set: 'vcluster.controlPlane.backingStore', image: images.etcd },
        { set: 'vcluster.controlPlane.coredns', image: images.coredns },
        { set: 'vcluster.sync.toHost.pods.rewriteHosts', image: images.alpine },
      ].map(({ set, image }) => ({
        given: `${set} taken away, before the subchart looks for it`,
        set: `${set}=null`,
        says: `${image} is "", ${outside}\n${image} is "", ${noTag}`,
      })),
      {
        given: 'an empty image tag of a part',
        set: `${images.apiServer}.tag=""`,
        says: `${images.apiServer} is "harbor.openova.io/proxy-k8s/kube-apiserver:", ${noTag}`,
      },
      {
        given: 'no tag in an image that is one string',
        set: `${images.coredns}="harbor.openova.io/proxy-dockerhub/coredns/coredns"`,
        says: `${images.coredns} is "harbor.openova.io/proxy-dockerhub/coredns/coredns", ${noTag}`,
      },
      {
        given: 'another registry',
        set: `${statefulSet}.image.registry="ghcr.io"`,
        says: `${statefulSet}.image is "ghcr.io/proxy-ghcr/loft-sh/vcluster:0.20.0", ${outside}`,
      },
      {
        given: 'a registry that only begins alike',
        set: `${statefulSet}.image.registry="harbor.openova.io.example.com"`,
        says: `${statefulSet}.image is "harbor.openova.io.example.com/proxy-ghcr/loft-sh/vcluster:0.20.0", ${outside}`,
      },
      {
        given: 'no project of the mirror',
        set: `${statefulSet}.image.repository="loft-sh/vcluster"`,
        says: `${statefulSet}.image is "harbor.openova.io/loft-sh/vcluster:0.20.0", ${outside}`,
      },
      {
        given: 'an API server from elsewhere',
        set: `${images.apiServer}.registry="registry.k8s.io"`,
        says: `${images.apiServer} is "registry.k8s.io/proxy-k8s/kube-apiserver:v1.30.2", ${outside}`,
      },
      {
        given: 'a controller manager from elsewhere',
        set: `${images.controllerManager}.registry="registry.k8s.io"`,
        says: `${images.controllerManager} is "registry.k8s.io/proxy-k8s/kube-controller-manager:v1.30.2", ${outside}`,
      },
      {
        given: 'a scheduler from elsewhere',
        set: `${images.scheduler}.registry="registry.k8s.io"`,
        says: `${images.scheduler} is "registry.k8s.io/proxy-k8s/kube-scheduler:v1.30.2", ${outside}`,
      },
      {
        given: 'an etcd from elsewhere',
        set: `${images.etcd}.registry="registry.k8s.io"`,
        says: `${images.etcd} is "registry.k8s.io/proxy-k8s/etcd:3.5.13-0", ${outside}`,
      },
      {
        given: 'a CoreDNS from elsewhere, pulled at run time',
        set: `${images.coredns}="coredns/coredns:1.11.3"`,
        says: `${images.coredns} is "coredns/coredns:1.11.3", ${outside}`,
      },
      {
        given: 'an alpine from elsewhere, pulled at run time',
        set: `${images.alpine}="library/alpine:3.20"`,
        says: `${images.alpine} is "library/alpine:3.20", ${outside}`,
      },
      {
        given: 'a default registry',
        set: 'vcluster.controlPlane.advanced.defaultImageRegistry="ghcr.io"',
        says:
          'vcluster.controlPlane.advanced.defaultImageRegistry is "ghcr.io": the vcluster chart puts it before ' +
          'every image, also before those that name the mirror. Leave it empty, and set the registry of each ' +
          'image.',
      },
      {
        given: 'an empty region label',
        set: `${key}.regionLabel=""`,
        says: `${key}.regionLabel is empty. ${carry}.`,
      },
      {
        given: 'a region label that is a number',
        set: `${key}.regionLabel=12`,
        says: `${key}.regionLabel is 12, not a string. ${carry}, and quote what YAML would read as something else.`,
      },
      {
        given: 'a region label that is taken away',
        set: `${key}.regionLabel=null`,
        says: `${key}.regionLabel is null, not a string. ${carry}, and quote what YAML would read as something else.`,
      },
      {
        given: 'another label in the umbrella',
        set: `${key}.regionLabel="fsn1"`,
        says:
          `${key}.regionLabel is "fsn1", but ${statefulSet}.scheduling.nodeSelector has "${label}" for ` +
          'openova.io/region. Set both to the same: the first is checked, the second places the pod.',
      },
      {
        given: 'another label in the subchart',
        set: `${selector}="fsn1"`,
        says:
          `${key}.regionLabel is "${label}", but ${statefulSet}.scheduling.nodeSelector has "fsn1" for ` +
          'openova.io/region. Set both to the same: the first is checked, the second places the pod.',
      },
      {
        given: 'no label in the subchart',
        set: `${statefulSet}.scheduling.nodeSelector=null`,
        says:
          `${key}.regionLabel is "${label}", but ${statefulSet}.scheduling.nodeSelector has null for ` +
          'openova.io/region. Set both to the same: the first is checked, the second places the pod.',
      },
    ])('$given', ({ set, says }) => {
      expect(refusalOf(template(release({ flags: ['--set-json', set] })))).toBe(says);
    });

    // The stand-in's schema has neither; the real chart's has both.
    test.each([
      {
        given: 'the distro k3s from elsewhere',
        set:
          'vcluster.controlPlane.distro.k3s={"enabled":true,' +
          '"image":{"registry":"","repository":"rancher/k3s","tag":"v1.30.2-k3s1"}}',
        says: `vcluster.controlPlane.distro.k3s.image is "rancher/k3s:v1.30.2-k3s1", ${outside}`,
      },
      {
        given: 'the distro k0s without a tag',
        set:
          'vcluster.controlPlane.distro.k0s={"enabled":true,' +
          '"image":{"registry":"harbor.openova.io","repository":"proxy-dockerhub/k0sproject/k0s","tag":""}}',
        says: `vcluster.controlPlane.distro.k0s.image is "harbor.openova.io/proxy-dockerhub/k0sproject/k0s:", ${noTag}`,
      },
      {
        given: 'a plugin from elsewhere',
        set: 'vcluster.plugins={"a.b":{"image":"ghcr.io/a/b:1"},"without-image":{}}',
        says: `vcluster.plugins.a.b.image is "ghcr.io/a/b:1", ${outside}`,
      },
      {
        given: 'a plugin of the old sort',
        set: 'vcluster.plugin={"a":{"image":"ghcr.io/a/b:1"}}',
        says: `vcluster.plugin.a.image is "ghcr.io/a/b:1", ${outside}`,
      },
    ])('$given', ({ set, says }) => {
      const flags = ['--set-json', set, '--skip-schema-validation'];
      expect(refusalOf(template(release({ flags })))).toBe(says);
    });

    test('a namespace that is not the block’s', () => {
      expect(refusalOf(template(release({ namespace: 'default' })))).toBe(
        `The namespace of the release is "default". Install it into "${block}" (helm: --namespace, Flux: ` +
          'spec.targetNamespace).',
      );
    });

    test('a release that is not named for the block', () => {
      expect(refusalOf(template(release({ name: 'other' })))).toBe(
        `The name of the release is "other", but the exported kubeconfig leads to the Service "${name}". Name ` +
          `the release "${name}" (Flux: spec.releaseName).`,
      );
    });

    test('all that is wrong, at once', () => {
      const flags = ['--set-json', `${statefulSet}.image.tag=""`, '--set-json', `${key}.regionLabel=""`];
      const problems = refusalOf(template(release({ namespace: 'default', flags }))).split('\n');
      expect(problems.map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual([
        'The namespace of the',
        `${key}.regionLabel is empty. Set`,
        `${statefulSet}.image is "harbor.openova.io/proxy-ghcr/loft-sh/vcluster:", with`,
      ]);
    });
  });
});
