import { isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import { z } from 'zod';
import type { Outcome } from '../contract/ports';
import { shortened } from './release-name';
import type { KubernetesObject } from '../contract/rendered';

const Reference = z.looseObject({ kind: z.string(), name: z.string(), namespace: z.string().optional() });

const ValuesReference = z.looseObject({
  kind: z.enum(['ConfigMap', 'Secret']),
  name: z.string(),
  valuesKey: z.string().default('values.yaml'),
  targetPath: z.string().optional(),
  optional: z.boolean().default(false),
  literal: z.boolean().default(false),
});

/** What of a chart a HelmRelease, or a HelmChart, writes. */
export const ChartSpec = z.looseObject({
  chart: z.string(),
  version: z.string().default('*'),
  sourceRef: Reference,
  valuesFiles: z.array(z.string()).default([]),
  ignoreMissingValuesFiles: z.boolean().default(false),
});

const Text = z.string().optional();

// Nothing but what Flux's CRD has: kustomize would take more, such as a path to a file.
const Kustomize = z.object({
  patches: z
    .array(
      z.object({
        patch: z.string(),
        target: z
          .object({
            ...{ group: Text, version: Text, kind: Text, name: Text, namespace: Text },
            ...{ labelSelector: Text, annotationSelector: Text },
          })
          .optional(),
      }),
    )
    .default([]),
  images: z.array(z.object({ name: z.string(), newName: Text, newTag: Text, digest: Text })).default([]),
});

const Strings = z.record(z.string(), z.string());

const Spec = z.looseObject({
  chartRef: Reference.optional(),
  chart: z.looseObject({ spec: ChartSpec }).optional(),
  releaseName: z.string().min(1).max(53).optional(),
  targetNamespace: z.string().min(1).max(63).optional(),
  suspend: z.boolean().default(false),
  kubeConfig: z.looseObject({}).optional(),
  install: z
    .looseObject({
      crds: z.enum(['Skip', 'Create', 'CreateReplace']).default('Create'),
      createNamespace: z.boolean().default(false),
      disableHooks: z.boolean().default(false),
      disableSchemaValidation: z.boolean().default(false),
    })
    .prefault({}),
  test: z.looseObject({ enable: z.boolean().default(false) }).prefault({}),
  valuesFrom: z.array(ValuesReference).default([]),
  values: z.record(z.string(), z.unknown()).default({}),
  postRenderers: z.array(z.looseObject({ kustomize: Kustomize.optional() })).default([]),
  postRenderStrategy: z.enum(['nohooks', 'combined', 'separate']).optional(),
  commonMetadata: z.looseObject({ labels: Strings.optional(), annotations: Strings.optional() }).optional(),
});

export type HelmReleaseSpec = z.output<typeof Spec>;
export type ValuesReference = HelmReleaseSpec['valuesFrom'][number];
export type KustomizeRenderer = z.output<typeof Kustomize>;

/** A HelmRelease as it was applied. */
export interface HelmRelease {
  readonly namespace: string;
  readonly name: string;
  /** The name that Helm knows. */
  readonly releaseName: string;
  readonly targetNamespace: string;
  readonly spec: HelmReleaseSpec;
}

export function isHelmRelease({ apiVersion, kind }: KubernetesObject): boolean {
  return kind === 'HelmRelease' && apiVersion.startsWith('helm.toolkit.fluxcd.io/');
}

/**
 * Reads a HelmRelease, with helm-controller's defaults (HelmRelease.GetReleaseName and its like); says which of its
 * fields Flux would not take either.
 */
export async function readHelmRelease(object: KubernetesObject): Promise<Outcome<HelmRelease>> {
  const parsed = Spec.safeParse(withoutNulls(object['spec']));
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => `spec.${path.map(String).join('.')}: ${message}`);
    return { ok: false, reason: reasons.join('; ') };
  }
  const spec = parsed.data;
  if ((spec.chart === undefined) === (spec.chartRef === undefined)) {
    return { ok: false, reason: 'either chart or chartRef must be set' };
  }
  const { name, namespace = 'default' } = object.metadata;
  const named = spec.targetNamespace === undefined ? name : `${spec.targetNamespace}-${name}`;
  const releaseName = await shortened(spec.releaseName ?? named);
  return {
    ok: true,
    value: { namespace, name, releaseName, targetNamespace: spec.targetNamespace ?? namespace, spec },
  };
}

/** The API server drops a field that is null; in the values of a chart it means something. */
function withoutNulls(value: Json | undefined): unknown {
  if (isJsonList(value)) return value.map(withoutNulls);
  if (!isJsonMap(value)) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(entries.map(([key, field]) => [key, key === 'values' ? field : withoutNulls(field)]));
}
