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
} from '../testing/example-rows';
import { kit, mirror, renderedObject } from '../testing/example-subject';

const helper = 'quay.io/a/helper:1.2';

const foreign = (where: string, image = helper, from = 'quay.io') =>
  `error mirrored-image fsn1: ${where}: the image "${image}" comes from ${from}. ${mirrorRemedy} [${entry}]`;

testRows('mirrored-image where no container has it', [
  ...[
    [`--helper-image=${helper}`],
    ['--helper-image', helper],
    [`--reloader=${helper}`],
    [`kubectl run x --image ${helper}`],
    [`kubectl run x --image="${helper}" --restart=Never`],
    [`{"sidecarImage": "${helper}"}`],
  ].map((args) => ({
    what: `the argument ${args.join(' ')}`,
    change: add(container({ args })),
    finding: foreign(`${inContainer}.args[${args.length - 1}]`),
  })),
  {
    what: 'a script among the arguments',
    change: add(container({ args: ['-c', `# image: docker.io/a/b:1\nrun --image=${helper}\n`] })),
    finding: foreign(`${inContainer}.args[1]`),
  },
  {
    what: 'arguments that a chart made count as well',
    change: set(dmzSet, [...podSpec, 'containers', 0, 'args', 2], `--helper-image=${helper}`),
    finding:
      `error mirrored-image fsn1: ${dmzSet}, spec.template.spec.containers[0].args[2]: the image ` +
      `"${helper}" comes from quay.io. ${mirrorRemedy} [${dmz}]`,
  },
  ...[{ name: 'HELPER_IMAGE' }, { name: 'RELATED_IMAGE_HELPER' }, { name: 'RELOADER' }].map(({ name }) => ({
    what: `the variable ${name}`,
    change: add(container({ env: [{ name, value: helper }] })),
    finding: foreign(`${inContainer}.env[0].value`),
  })),
  {
    what: 'a variable with an image of no registry',
    change: add(container({ env: [{ name: 'HELPER_IMAGE', value: 'busybox:1.37' }] })),
    finding: foreign(`${inContainer}.env[0].value`, 'busybox:1.37', 'docker.io, since it names no registry'),
  },
  ...[
    { spec: { imageName: helper }, at: 'spec.imageName' },
    { spec: { sidecarImage: helper }, at: 'spec.sidecarImage' },
    { spec: { images: [helper] }, at: 'spec.images[0]' },
    { spec: { images: { helper } }, at: 'spec.images.helper' },
    { spec: { image: { repository: 'quay.io/a/helper', tag: 1.2 } }, at: 'spec.image' },
    { spec: { manifests: `kind: Pod\nspec:\n  image: ${helper}\n` }, at: 'spec.manifests' },
  ].map(({ spec, at }) => ({
    what: `${at} of a custom resource`,
    change: add(customResource(spec)),
    finding: foreign(`Thing dmz/x, ${at}`),
  })),
  ...[
    { key: 'HELPER_IMAGE', text: helper },
    { key: 'config.yaml', text: `containers:\n  - image: '${helper}'\n` },
    { key: 'app.properties', text: `a=b\nhelper.image = ${helper}\n` },
    { key: 'config.json', text: `{"helperImage":"${helper}","x":1}` },
  ].map(({ key, text }) => ({
    what: `a ConfigMap with ${key}`,
    change: add(renderedObject(kit, configMap('texts', { [key]: text }))),
    finding: foreign(`ConfigMap dmz/texts, data${/[.]/.test(key) ? `["${key}"]` : `.${key}`}`),
  })),
  {
    what: 'each image of a text',
    change: add(renderedObject(kit, configMap('texts', { x: `image: ${helper}\nimage: docker.io/a/b:2\n` }))),
    finding: [
      foreign('ConfigMap dmz/texts, data.x'),
      foreign('ConfigMap dmz/texts, data.x', 'docker.io/a/b:2', 'docker.io'),
    ],
  },
  {
    what: 'values that a release takes from a ConfigMap are read as its own are',
    change: combine(
      set(release54, ['spec', 'valuesFrom'], [{ kind: 'ConfigMap', name: 'more' }]),
      add(
        moreValues(
          'vcluster:\n  coredns:\n    image: coredns/coredns:1.11.3\n  k3s:\n    image:\n      repository: ' +
            'rancher/k3s\n',
        ),
      ),
    ),
    finding: [
      foreign(
        'ConfigMap flux-system/more, data["values.yaml"].vcluster.coredns.image',
        'coredns/coredns:1.11.3',
        'docker.io, since it names no registry',
      ),
      foreign(
        'ConfigMap flux-system/more, data["values.yaml"].vcluster.k3s.image',
        'rancher/k3s',
        'docker.io, since it names no registry',
      ),
    ],
  },
  {
    what: 'one value that a release takes from a ConfigMap is read as its own is',
    change: combine(
      set(
        release54,
        ['spec', 'valuesFrom'],
        [{ kind: 'ConfigMap', name: 'more', targetPath: 'vcluster.coredns.image' }],
      ),
      add(moreValues('coredns/coredns:1.11.3')),
    ),
    finding: foreign(
      'ConfigMap flux-system/more, data["values.yaml"].vcluster.coredns.image',
      'coredns/coredns:1.11.3',
      'docker.io, since it names no registry',
    ),
  },
  {
    what: 'what is in the mirror, and what cannot be an image, is not a finding',
    change: add(
      container({
        args: [
          `--helper-image=${mirror}/a/helper:1`,
          '--image-pull-policy=Always',
          '--image-gc-high-threshold=80',
          '--images-dir=/var/images',
          '--endpoint=https://example.com/a:1',
          '--listen=example.com:8080',
          '-image',
          'x',
          '--image-service-endpoint=unix:///run/images.sock',
          '--host=example.com/a',
        ],
        env: [
          { name: 'HCLOUD_IMAGE', value: 'ubuntu-22.04' },
          { name: 'IMAGE_CACHE', value: 'redis:6379' },
          { name: 'BACKGROUND_IMAGE', value: 'www.example.com/a.png' },
          { name: 'IMAGE_PULL_POLICY', value: 'IfNotPresent' },
        ],
      }),
      customResource({
        images: ['ubuntu'],
        imagePullPolicy: 'Always',
        source: { repository: 'git@github.com:a/b', tag: 'v1' },
      }),
      renderedObject(
        kit,
        configMap('texts', { a: '# image: quay.io/a/b:1\nx: $(IMAGE)\nimage: {{ .x }}\nimage: "%s"\n', b: 'image' }),
      ),
      renderedObject(kit, {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name: 'x', namespace: 'flux-system', annotations: { image: helper } },
        spec: { images: [{ name: 'quay.io/a/b', newTag: '1' }] },
      }),
    ),
  },
  {
    what: 'a long text costs no more than its length',
    change: add(
      renderedObject(kit, configMap('texts', { x: `image${'a'.repeat(500_000)}image: ${'b'.repeat(500_000)}` })),
    ),
  },
]);

function moreValues(text: string) {
  const metadata = { name: 'more', namespace: 'flux-system' };
  return renderedObject(kit, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'values.yaml': text } });
}
