import { z } from 'zod';
import { HelmChartSpec, ObjectReference } from './helm-chart';

const ValuesReference = z.looseObject({
  kind: z.enum(['ConfigMap', 'Secret']),
  name: z.string(),
  valuesKey: z.string().default('values.yaml'),
  targetPath: z.string().optional(),
  optional: z.boolean().default(false),
  literal: z.boolean().default(false),
});

const Text = z.string().optional();

/** What a patch is for; what kustomize reads of it alone. */
export const PatchTarget = z.object({
  group: Text,
  version: Text,
  kind: Text,
  name: Text,
  namespace: Text,
  labelSelector: Text,
  annotationSelector: Text,
});

// Only what Flux's CRD has: kustomize would take more, such as a path to a file.
const KustomizeRenderer = z.object({
  patches: z.array(z.object({ patch: z.string(), target: PatchTarget.optional() })).default([]),
  images: z.array(z.object({ name: z.string(), newName: Text, newTag: Text, digest: Text })).default([]),
});

const Texts = z.record(z.string(), z.string());

/** Labels and annotations that a Flux resource adds to all that it applies. */
export const CommonMetadata = z.looseObject({ labels: Texts.optional(), annotations: Texts.optional() });

// The CRD asks for exactly one of them (fluxcd/pkg: apis/meta, KubeConfigReference).
export const KubeConfigReference = z
  .looseObject({
    secretRef: z.looseObject({ name: z.string().min(1), key: Text }).optional(),
    configMapRef: z.looseObject({ name: z.string().min(1) }).optional(),
  })
  .refine(
    ({ secretRef, configMapRef }) => (secretRef === undefined) !== (configMapRef === undefined),
    'it must have either secretRef or configMapRef',
  );

/** What becomes of the CustomResourceDefinitions in a chart's `crds/`. */
const CrdsPolicy = z.enum(['Skip', 'Create', 'CreateReplace']);

/** The spec of a HelmRelease with helm-controller's defaults. */
export const HelmReleaseSpec = z.looseObject({
  chartRef: ObjectReference.optional(),
  chart: z.looseObject({ spec: HelmChartSpec }).optional(),
  releaseName: z.string().min(1).max(53).optional(),
  targetNamespace: z.string().min(1).max(63).optional(),
  suspend: z.boolean().default(false),
  kubeConfig: KubeConfigReference.optional(),
  install: z
    .looseObject({
      crds: CrdsPolicy.default('Create'),
      createNamespace: z.boolean().default(false),
      disableHooks: z.boolean().default(false),
      disableSchemaValidation: z.boolean().default(false),
    })
    .prefault({}),
  upgrade: z.looseObject({ crds: CrdsPolicy.default('Create') }).prefault({}),
  dependsOn: z.array(z.looseObject({ name: z.string(), namespace: z.string().optional() })).default([]),
  test: z.looseObject({ enable: z.boolean().default(false) }).prefault({}),
  valuesFrom: z.array(ValuesReference).default([]),
  // What is no map is none to helm-controller (HelmRelease.GetValues), and the API server takes it.
  values: z.record(z.string(), z.unknown()).default({}).catch({}),
  postRenderers: z.array(z.looseObject({ kustomize: KustomizeRenderer.optional() })).default([]),
  postRenderStrategy: z.enum(['nohooks', 'combined', 'separate']).optional(),
  commonMetadata: CommonMetadata.optional(),
});

export type HelmReleaseSpec = z.output<typeof HelmReleaseSpec>;
export type ValuesReference = z.output<typeof ValuesReference>;
export type KustomizeRenderer = z.output<typeof KustomizeRenderer>;
