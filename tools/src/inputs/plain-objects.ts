import fc, { type Arbitrary } from 'fast-check';
import type { Json } from '@sovereign-fleet/domain';
import { labels, list, name, object, some, text, texts } from './object-parts';
import { mostly, oddValue, rather } from './odd-texts';

const container = some(
  {
    args: list(text),
    env: list(some({ value: text }, { name: rather('A', 'B') })),
    ports: mostly<Json>([{ containerPort: 80 }]),
  },
  { name, image: mostly('nginx:1.27', 'app', 'harbor.example.com/a/b@sha256:x', '${IMAGE}:${TAG}') },
);
const podTemplate = some(
  {},
  { metadata: some({ labels }), spec: some({ nodeSelector: labels }, { containers: list(container) }) },
);

const names = mostly<Json>({ kind: 'Odd', plural: 'odds', singular: 'odd' });
const crdSchema = mostly<Json>({ openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } });
const crdVersion = some(
  { deprecated: mostly<Json>(true) },
  {
    name: mostly('v1', 'v2'),
    served: mostly<Json>(true),
    storage: mostly<Json>(true),
    schema: crdSchema,
  },
);

export const others: readonly Arbitrary<Json>[] = [
  object('v1', 'ConfigMap', { data: texts('values.yaml', 'a', 'X'), immutable: mostly<Json>(false) }),
  object('v1', 'Secret', {
    stringData: texts('token', 'values.yaml'),
    data: fc.dictionary(rather('token', 'a'), rather('aGk='), { maxKeys: 2, noNullPrototype: true }),
  }),
  object('v1', 'Namespace', {}),
  object('v1', 'Service', {
    spec: some({
      ports: mostly<Json>([{ port: 80, name: 'http' }]),
      selector: labels,
      type: mostly('NodePort', 'ClusterIP'),
    }),
  }),
  object('apps/v1', 'Deployment', {
    spec: some(
      { replicas: mostly<Json>(1, 2) },
      { selector: mostly<Json>({ matchLabels: { app: 'x' } }), template: podTemplate },
    ),
  }),
  some(
    {},
    {
      apiVersion: mostly('apiextensions.k8s.io/v1'),
      kind: mostly('CustomResourceDefinition'),
      metadata: mostly<Json>({ name: 'odds.x.example.com' }),
      spec: some(
        {},
        { group: mostly('x.example.com'), scope: mostly('Cluster', 'Namespaced'), names, versions: list(crdVersion) },
      ),
    },
  ),
  object('x.example.com/v1', 'Odd', { spec: oddValue }),
];

/** What nobody has in a tree. */
export const rare: readonly Arbitrary<Json>[] = [object('v1', 'List', { items: list(oddValue) }), oddValue];

/** One that is no matter of Flux. */
export const plainObject: Arbitrary<Json> = fc.oneof(
  ...others.map((arbitrary) => ({ weight: 8, arbitrary })),
  ...rare.map((arbitrary) => ({ weight: 1, arbitrary })),
);
