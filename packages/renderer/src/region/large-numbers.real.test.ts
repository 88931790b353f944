import type { KubernetesObject, RenderedRegion } from '../contract/rendered';
import { withHelmAndKubectl } from '../testing/real-programs';
import { problemsIn, regionRenderer } from '../testing/region-renderer';

const flux = (name: string, rest = ''): string =>
  [
    '---',
    'apiVersion: kustomize.toolkit.fluxcd.io/v1',
    'kind: Kustomization',
    `metadata: { name: ${name}, namespace: flux-system }`,
    `spec: { interval: 1m, prune: true, path: ${name}, sourceRef: { kind: GitRepository, name: flux-system }${rest} }`,
    '',
  ].join('\n');

const counter = (name: string, spec: string): string =>
  `---\napiVersion: example.com/v1\nkind: Counter\nmetadata: { name: ${name}, namespace: apps }\nspec:\n${spec}`;

const numbers = [
  '  int64: [1234567890123456789, -9007199254740993, 9223372036854775807, -9223372036854775808]',
  '  bases: [0x7fffffffffffffff, 0o777777777777777777777, 0777777777777777777777, 0b11]',
  '  unsigned: [9223372036854775808, 18446744073709551615]',
  '  floats: [1e18, 1.2345678901234567e18, 1e19, 1.5e300, -0, -0.0, 1.0]',
  '',
].join('\n');

const release = [
  '---',
  'apiVersion: source.toolkit.fluxcd.io/v1',
  'kind: OCIRepository',
  'metadata: { name: numbers, namespace: apps }',
  'spec: { interval: 10m, url: oci://registry.example/numbers, ref: { tag: 1.0.0 } }',
  '---',
  'apiVersion: v1',
  'kind: ConfigMap',
  'metadata: { name: given, namespace: apps }',
  'data:',
  '  values.yaml: "fromBig: 1234567890123456789\\nfromZero: -0.0\\nfromMillion: 1000000\\n"',
  '  account: "123456789012"',
  '  list: "{7,1234567890123456789,x}"',
  '---',
  'apiVersion: helm.toolkit.fluxcd.io/v2',
  'kind: HelmRelease',
  'metadata: { name: numbers, namespace: apps }',
  'spec:',
  '  interval: 10m',
  '  chartRef: { kind: OCIRepository, name: numbers }',
  '  values: { big: 1234567890123456789, zero: -0.0, set: { kept: 1 } }',
  '  valuesFrom:',
  '    - { kind: ConfigMap, name: given }',
  '    - { kind: ConfigMap, name: given, valuesKey: account, targetPath: "set.an\\\\.account" }',
  '    - { kind: ConfigMap, name: given, valuesKey: list, targetPath: "set.list[1]" }',
  '',
].join('\n');

const shown = (value: string): string => `{{ printf "%v %T" ${value} ${value} | quote }}`;
const account = '(index .Values.set "an.account")';
const inList = '(index .Values.set.list 1 1)';
const template = [
  'apiVersion: example.com/v1',
  'kind: Counter',
  'metadata: { name: templated }',
  'spec:',
  `  big: ${shown('.Values.big')}`,
  `  zero: ${shown('.Values.zero')}`,
  `  fromBig: ${shown('.Values.fromBig')}`,
  `  fromZero: ${shown('.Values.fromZero')}`,
  `  fromMillion: ${shown('.Values.fromMillion')}`,
  `  account: ${shown(account)}`,
  `  inList: ${shown(inList)}`,
  `  printed: [{{ ${inList} }}, {{ .Values.big | int64 }}, {{ toYaml .Values.big }}, 9007199254740993]`,
].join('\n');

withHelmAndKubectl('numbers that a float of 64 bits does not hold (skipped where no helm can be had)', () => {
  const render = regionRenderer({ numbers: { 'templates/a.yaml': template } });
  let region: RenderedRegion;
  beforeAll(async () => {
    region = await render({
      'fsn1/all.yaml': flux('plain') + flux('varied', ', postBuild: { substitute: { BIG: "1234567890123456789" } }'),
      'plain/a.yaml': counter('plain', numbers) + release,
      'plain/pod.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: apps }\nspec:\n  containers:\n' +
        '    - { name: a, image: a }\n    - { name: b, image: b }\n',
      'plain/kustomization.yaml':
        'resources: [a.yaml, pod.yaml]\nimages:\n  - { name: a, newTag: 1234e10 }\n' +
        '  - { name: b, newTag: 1234567890123456789 }\n',
      'varied/a.yaml': counter('varied', `  text: \${BIG}\n${numbers}`),
      'varied/b.yaml': counter('untouched', numbers),
    });
  }, 60_000);

  const found = (name: string): KubernetesObject | undefined =>
    region.objects.find(({ object }) => object.metadata.name === name)?.object;
  const floats = [1000000000000000000n, 1234567890123456800n, 1e19, 1.5e300, 0, 0, 1];

  test('no problem is made of them', () => {
    expect(problemsIn(region).filter((line) => !line.startsWith('changed-type'))).toEqual([]);
  });

  test('kustomize and the controller keep integers of 64 bits, and others are floats', () => {
    expect(found('plain')?.['spec']).toEqual({
      int64: [1234567890123456789n, -9007199254740993n, 9223372036854775807n, -9223372036854775808n],
      bases: [9223372036854775807n, 9223372036854775807n, 9223372036854775807n, 3],
      unsigned: [2 ** 63, 2 ** 64],
      floats,
    });
  });

  test('where a Kustomization has variables, all numbers of its objects go through floats', () => {
    const spec = {
      int64: [1234567890123456800n, -9007199254740992n, 2 ** 63, -(2 ** 63)],
      bases: [2 ** 63, 2 ** 63, 2 ** 63, 3],
      unsigned: [2 ** 63, 2 ** 64],
      floats,
    };
    expect(found('untouched')?.['spec']).toEqual(spec);
    expect(found('varied')?.['spec']).toEqual({ text: 1234567890123456800n, ...spec });
  });

  test('a tag without quotes is the text that Go makes of the number', () => {
    expect(found('p')?.['spec']).toMatchObject({
      containers: [{ image: 'a:1.234e+13' }, { image: 'b:1234567890123456789' }],
    });
  });

  test('values are floats for a template, and what a targetPath sets is an integer', () => {
    expect(found('templated')?.['spec']).toEqual({
      big: '1.2345678901234568e+18 float64',
      zero: '0 float64',
      fromBig: '1.2345678901234568e+18 float64',
      fromZero: '-0 float64',
      fromMillion: '1e+06 float64',
      account: '123456789012 int64',
      inList: '1234567890123456789 int64',
      printed: [1234567890123456789n, 1234567890123456768n, 1234567890123456800n, 9007199254740993n],
    });
  });
});
