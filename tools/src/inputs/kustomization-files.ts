import fc, { type Arbitrary } from 'fast-check';

import type { Json } from '@sovereign-fleet/domain';
import { mostly, oddText, oddValue, rather } from './odd-texts';
import { plainObject } from './plain-objects';
import { yamlOf } from './yaml-texts';

/** A kustomization.yaml with every field that kustomize has, by the files that stand beside it. */

const list = (item: Arbitrary<Json>, maxLength = 2): Arbitrary<Json> => fc.array(item, { maxLength });
const some = (fields: Readonly<Record<string, Arbitrary<Json>>>, ...needed: readonly string[]): Arbitrary<Json> =>
  fc.record(fields, { requiredKeys: [...needed], noNullPrototype: true });
const texts = fc.dictionary(rather('app', 'tier'), rather('x'), { maxKeys: 2, noNullPrototype: true });

const name = mostly('web', 'web', 'app', 'x');
const target = some({
  kind: mostly('ConfigMap', 'Deployment'),
  name: mostly('web', '.*'),
  labelSelector: rather('app=web'),
  version: rather('v1'),
});
const patchText = mostly(
  '- op: replace\n  path: /data/a\n  value: patched\n',
  '[{"op": "remove", "path": "/data/a"}]',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { a: "2", b: null }\n',
  '$patch: delete\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n',
);
const patch = fc.oneof(
  some({ target, path: mostly('patch.yaml') }, 'path'),
  some({ target, patch: patchText, options: some({ allowNameChange: mostly<Json>(true) }) }, 'patch'),
);
const options = some({
  labels: texts,
  annotations: texts,
  disableNameSuffixHash: mostly<Json>(true),
  immutable: mostly<Json>(true),
});
const generator = some(
  {
    name,
    namespace: name,
    behavior: mostly('create', 'merge', 'replace'),
    type: mostly('Opaque'),
    options,
    files: list(mostly('file.txt', 'key=file.txt')),
    envs: list(mostly('env.txt')),
    env: mostly('env.txt'),
    literals: list(mostly('a=b', 'a="b"', 'c=')),
  },
  'name',
);
const fieldPath = mostly('data.a', 'metadata.name', 'spec.template.spec.containers.[name=web].image', 'data.[a.b]');
const replacement = some({
  path: mostly('replacement.yaml'),
  source: some({
    kind: mostly('ConfigMap'),
    name,
    fieldPath,
    options: some({ delimiter: rather('-'), index: mostly<Json>(0, 1) }),
  }),
  sourceValue: rather('x'),
  targets: list(
    some({
      select: target,
      reject: list(target),
      fieldPaths: list(fieldPath),
      options: some({ create: mostly<Json>(true) }),
    }),
  ),
});

const fields: Readonly<Record<string, Arbitrary<Json>>> = {
  apiVersion: mostly('kustomize.config.k8s.io/v1beta1'),
  kind: mostly('Kustomization'),
  metadata: some({ name, annotations: texts }),
  namespace: mostly('apps', 'apps'),
  namePrefix: mostly('pre-'),
  nameSuffix: mostly('-suf'),
  commonLabels: texts,
  commonAnnotations: texts,
  labels: list(
    some({
      pairs: texts,
      includeSelectors: mostly<Json>(true),
      includeTemplates: mostly<Json>(true),
      fields: list(mostly<Json>({ path: 'a/b', create: true })),
    }),
  ),
  images: list(
    some({
      name: mostly('nginx', 'app'),
      newName: rather('y'),
      newTag: rather('2'),
      digest: rather('sha256:x'),
      tagSuffix: rather('-x'),
    }),
  ),
  replicas: list(some({ name, count: mostly<Json>(2, 0) })),
  components: list(mostly('component')),
  crds: list(mostly('crd.json')),
  bases: list(mostly('base')),
  configurations: list(mostly('configuration.yaml')),
  openapi: some({ path: mostly('openapi.json'), version: rather('v1') }),
  patches: list(patch),
  patchesJson6902: list(patch),
  patchesStrategicMerge: list(fc.oneof(mostly<Json>('patch.yaml'), patchText)),
  replacements: list(replacement),
  vars: list(
    some({
      name: mostly('X'),
      objref: some({ kind: mostly('ConfigMap'), name, apiVersion: mostly('v1') }),
      fieldref: some({ fieldpath: fieldPath }),
    }),
  ),
  configMapGenerator: list(generator),
  secretGenerator: list(generator),
  generatorOptions: options,
  buildMetadata: list(mostly('originAnnotations', 'managedByLabel', 'transformerAnnotations')),
  sortOptions: some({
    order: mostly('fifo', 'legacy'),
    legacySortOptions: mostly<Json>({ orderFirst: ['Namespace'] }),
  }),
  generators: list(mostly('generator.yaml')),
  transformers: list(mostly('transformer.yaml')),
  validators: list(mostly('transformer.yaml')),
};

/** What nobody may write. */
const refused: Readonly<Record<string, Arbitrary<Json>>> = {
  helmCharts: oddValue,
  helmGlobals: oddValue,
  Resources: oddValue,
};

/** Each field is there now and then: most of them together refuse one another. */
const rarely = Object.fromEntries(
  Object.entries({ ...fields, ...refused }).map(([key, value]) => {
    const weight = Object.hasOwn(refused, key) ? 200 : 16;
    return [key, fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })] as const;
  }),
);

const kustomizationObject = fc
  .record({
    resources: fc.oneof(
      fc.constant<Json>(['web.yaml']),
      fc.uniqueArray(mostly('web.yaml', 'base', 'other.yaml', '../shared'), { maxLength: 3 }),
    ),
    ...rarely,
  })
  .map((all) => {
    const entries: readonly (readonly [string, Json | undefined])[] = Object.entries(all);
    return Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
  });

export const kustomizationYaml: Arbitrary<string> = yamlOf(kustomizationObject, 3, 1);

const transformers = mostly<Json>(
  {
    apiVersion: 'builtin',
    kind: 'PrefixTransformer',
    metadata: { name: 'p' },
    prefix: 'x-',
    fieldSpecs: [{ path: 'metadata/name' }],
  },
  { apiVersion: 'builtin', kind: 'NamespaceTransformer', metadata: { name: 'n', namespace: 'apps' } },
  { apiVersion: 'builtin', kind: 'PatchTransformer', metadata: { name: 't' }, path: 'patch.yaml' },
  { apiVersion: 'builtin', kind: 'ConfigMapGenerator', metadata: { name: 'g' }, name: 'g', files: ['file.txt'] },
  {
    apiVersion: 'builtin',
    kind: 'HelmChartInflationGenerator',
    metadata: { name: 'h' },
    name: 'h',
    repo: 'https://127.0.0.1:9',
  },
  {
    apiVersion: 'x.example.com/v1',
    kind: 'Exec',
    metadata: { name: 'e', annotations: { 'config.kubernetes.io/function': 'exec: { path: ./x }' } },
  },
);

const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: part-\n';

const webDeployment: Json = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'apps', labels: { app: 'web' } },
  spec: { replicas: 1, template: { spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] } } },
};

/** What stands beside a kustomization.yaml, by path from its folder. */
export const filesBeside: Arbitrary<Readonly<Record<string, string>>> = fc.record({
  'web.yaml': yamlOf(fc.oneof({ weight: 3, arbitrary: fc.constant(webDeployment) }, plainObject), 1, 1),
  'other.yaml': yamlOf(plainObject, 1, 1),
  'patch.yaml': patchText.map(String),
  'file.txt': oddText,
  'env.txt': fc.oneof(fc.constant('A=1\n# x\nB\n'), oddText),
  'replacement.yaml': yamlOf(replacement),
  'configuration.yaml': yamlOf(oddValue),
  'transformer.yaml': yamlOf(transformers),
  'generator.yaml': yamlOf(transformers),
  'crd.json': fc.oneof(fc.constant('{}'), oddText),
  'openapi.json': fc.oneof(fc.constant('{"definitions": {}}'), oddText),
  'base/kustomization.yaml': fc.oneof(
    { weight: 8, arbitrary: fc.constant('resources: [web.yaml]\nnamePrefix: base-\n') },
    { weight: 1, arbitrary: kustomizationYaml },
  ),
  'base/web.yaml': yamlOf(plainObject, 1, 1),
  'component/kustomization.yaml': fc.oneof(
    { weight: 8, arbitrary: fc.constant(component) },
    { weight: 1, arbitrary: kustomizationYaml },
  ),
});
