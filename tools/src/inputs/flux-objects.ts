import fc, { type Arbitrary } from 'fast-check';
import { type Json, sovereignFolder, sovereignsFolder } from '@sovereign-fleet/domain';
import {
  duration,
  type Fields,
  key,
  labels,
  list,
  name,
  namespace,
  object,
  ociUrl,
  reference,
  some,
  text,
  texts,
  url,
  version,
} from './object-parts';
import { mostly, oddText, oddValue, rather } from './odd-texts';
import { others, rare } from './plain-objects';

const fleet = sovereignFolder('fuzz.example.com');

/** That of the tree itself in most cases. */
const ownSource = fc.oneof(
  { weight: 12, arbitrary: mostly<Json>({ kind: 'GitRepository', name: 'flux-system', namespace: 'flux-system' }) },
  { weight: 1, arbitrary: reference('GitRepository', 'OCIRepository', 'HelmRepository', 'Bucket') },
);
const suspend = mostly<Json>(false, false, false, true);

const patch = mostly<Json>(
  '- op: replace\n  path: /data/a\n  value: patched\n',
  'kind: ConfigMap\napiVersion: v1\nmetadata: { name: web }\ndata: { a: "2" }\n',
  '- op: add\n  path: /metadata/labels\n  value: { a: b }\n',
);
const patches = list(
  some(
    {
      target: some({
        kind: mostly('ConfigMap', 'Deployment'),
        name: rather('web', '.*'),
        labelSelector: rather('app=x'),
      }),
    },
    { patch },
  ),
);
const images = list(
  some(
    { newName: rather('x.example.com/y'), newTag: rather('2'), digest: rather('sha256:x') },
    { name: mostly('nginx', 'app') },
  ),
);
const dependsOn = list(some({ namespace, readyExpr: rather('true') }, { name }));
const kubeConfig = fc.oneof(
  some({}, { secretRef: some({ key }, { name }) }),
  some({}, { configMapRef: some({}, { name }) }),
);
const variablesOf = (value: Arbitrary<Json>): Arbitrary<Json> =>
  fc.dictionary(rather('X', 'Y', 'a_b'), value, { maxKeys: 3, noNullPrototype: true });
const substitute = variablesOf(fc.oneof(text, oddText, mostly<Json>('x', 1, true)));

const appliedBy = (elsewhere: Fields): Arbitrary<Json> =>
  some(
    {
      ...elsewhere,
      targetNamespace: namespace,
      namePrefix: rather('pre-'),
      nameSuffix: rather('-suf'),
      suspend,
      force: mostly<Json>(true),
      wait: mostly<Json>(true),
      timeout: duration,
      dependsOn,
      images,
      patches,
      components: list(mostly('../component', './component')),
      ignoreMissingComponents: mostly<Json>(true),
      commonMetadata: some({ labels, annotations: texts('b') }),
      healthChecks: list(some({}, { apiVersion: mostly('apps/v1'), kind: mostly('Deployment'), name, namespace })),
      healthCheckExprs: list(some({}, { apiVersion: text, kind: text, current: text })),
      decryption: some({ secretRef: some({}, { name }) }, { provider: mostly('sops') }),
      postBuild: some({
        substitute,
        substituteFrom: list(some({ optional: mostly<Json>(true) }, { kind: mostly('ConfigMap', 'Secret'), name })),
      }),
    },
    {
      path: mostly(`./${fleet}/shared`, `./${fleet}/fsn1/sub`, './', '', sovereignsFolder),
      interval: duration,
      prune: mostly<Json>(true, false),
      sourceRef: ownSource,
    },
  );

const kustomization = object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', {
  spec: fc.oneof({ weight: 6, arbitrary: appliedBy({}) }, { weight: 1, arbitrary: appliedBy({ kubeConfig }) }),
});

const values = fc.dictionary(
  fc.oneof(fc.constantFrom('replicas', 'text', 'list', 'image', 'sub', 'global'), oddText),
  oddValue,
  {
    maxKeys: 4,
    noNullPrototype: true,
  },
);

const action = some({
  crds: mostly('Skip', 'Create', 'CreateReplace'),
  disableSchemaValidation: mostly<Json>(true),
  remediation: some({ retries: mostly<Json>(3, -1) }),
  timeout: duration,
});

const helmRelease = object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', {
  spec: fc.oneof(
    { weight: 5, arbitrary: chosenBy({ chart: chartTemplate() }) },
    { weight: 1, arbitrary: chosenBy({ chartRef: reference('OCIRepository', 'HelmChart') }) },
  ),
});

function chosenBy(chart: Fields): Arbitrary<Json> {
  const valuesFrom = list(
    some(
      {
        valuesKey: key,
        targetPath: mostly('a.b', 'list[0]', 'text'),
        optional: mostly<Json>(true),
        literal: mostly<Json>(true),
      },
      {
        kind: mostly('ConfigMap', 'Secret'),
        name,
      },
    ),
  );
  const postRenderers = list(some({ kustomize: some({ patches, images }) }));
  const rest = {
    releaseName: name,
    targetNamespace: namespace,
    storageNamespace: namespace,
    values,
    valuesFrom,
    postRenderers,
    dependsOn,
    install: action,
    upgrade: action,
    suspend,
    commonMetadata: some({ labels }),
    driftDetection: some({ mode: mostly('enabled', 'warn') }),
    test: some({ enable: mostly<Json>(true) }),
    serviceAccountName: name,
  };
  return some(rest, { interval: duration, ...chart });
}

function chartTemplate(): Arbitrary<Json> {
  const spec = some(
    {
      version,
      interval: duration,
      valuesFiles: list(mostly('values.yaml', './charts/web/more.yaml', 'more.yaml')),
      ignoreMissingValuesFiles: mostly<Json>(true),
      reconcileStrategy: mostly('ChartVersion', 'Revision'),
    },
    {
      chart: mostly('./charts/web', './charts/web', 'charts/web/', 'web', './charts/none'),
      sourceRef: ownSource,
    },
  );
  return some({ metadata: some({ labels }) }, { spec });
}

const sources: readonly Arbitrary<Json>[] = [
  object('source.toolkit.fluxcd.io/v1', 'OCIRepository', {
    spec: some(
      { ref: some({ tag: version, semver: version, digest: rather('sha256:x') }), interval: duration },
      { url: ociUrl },
    ),
  }),
  object('source.toolkit.fluxcd.io/v1', 'HelmRepository', {
    spec: some({ type: mostly('oci', 'default'), interval: duration, secretRef: some({}, { name }) }, { url }),
  }),
  object('source.toolkit.fluxcd.io/v1', 'GitRepository', {
    spec: some({ ref: some({ branch: text }), ignore: rather('/x'), interval: duration }, { url }),
  }),
  object('source.toolkit.fluxcd.io/v1', 'HelmChart', {
    spec: some(
      { version, interval: duration },
      { chart: mostly('./charts/web'), sourceRef: mostly<Json>({ kind: 'GitRepository', name: 'web' }) },
    ),
  }),
];

/** An object as somebody may have it in a tree. */
export const fluxObject: Arbitrary<Json> = fc.oneof(
  { weight: 25, arbitrary: kustomization },
  { weight: 25, arbitrary: helmRelease },
  ...[...sources, ...others].map((arbitrary) => ({ weight: 5, arbitrary })),
  ...rare.map((arbitrary) => ({ weight: 1, arbitrary })),
);

/** A HelmRelease that Flux takes, with any values. */
export const goodRelease: Arbitrary<Json> = fc
  .record({ given: values, valuesFrom: fc.boolean(), targetPath: fc.constantFrom('text', 'a.b[2].c', 'list[0]') })
  .map(({ given, valuesFrom, targetPath }) => ({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'good', namespace: 'flux-system' },
    spec: {
      interval: '1m',
      chart: { spec: { chart: './charts/web', sourceRef: { kind: 'GitRepository', name: 'flux-system' } } },
      values: given,
      ...(valuesFrom ? { valuesFrom: [{ kind: 'ConfigMap', name: 'web', targetPath, optional: true }] } : {}),
    },
  }));

/** A Kustomization that Flux takes, with any variables. */
export const goodKustomization: Arbitrary<Json> = variablesOf(oddText).map((variables) => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'good', namespace: 'flux-system' },
  spec: {
    interval: '1m',
    prune: true,
    path: `./${fleet}/shared`,
    sourceRef: { kind: 'GitRepository', name: 'flux-system' },
    postBuild: { substitute: variables },
  },
}));
