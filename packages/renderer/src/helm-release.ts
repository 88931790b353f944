import { z } from 'zod';
import type { Outcome } from './ports';
import type { KubernetesObject } from './rendered';

const Reference = z.looseObject({ kind: z.string(), name: z.string(), namespace: z.string().optional() });

const ValuesReference = z.looseObject({
  kind: z.enum(['ConfigMap', 'Secret']),
  name: z.string(),
  valuesKey: z.string().default('values.yaml'),
  targetPath: z.string().optional(),
  optional: z.boolean().default(false),
});

const Spec = z.looseObject({
  chartRef: Reference.optional(),
  chart: z
    .looseObject({
      spec: z.looseObject({
        chart: z.string(),
        version: z.string().default('*'),
        sourceRef: Reference,
        valuesFiles: z.array(z.string()).default([]),
      }),
    })
    .optional(),
  releaseName: z.string().optional(),
  targetNamespace: z.string().optional(),
  suspend: z.boolean().default(false),
  install: z
    .looseObject({
      crds: z.string().default('Create'),
      disableSchemaValidation: z.boolean().default(false),
    })
    .prefault({}),
  test: z.looseObject({ enable: z.boolean().default(false) }).prefault({}),
  valuesFrom: z.array(ValuesReference).default([]),
  values: z.record(z.string(), z.unknown()).default({}),
  postRenderers: z.array(z.looseObject({ kustomize: z.looseObject({}).optional() })).default([]),
  commonMetadata: z
    .looseObject({
      labels: z.record(z.string(), z.string()).optional(),
      annotations: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
});

type HelmReleaseSpec = z.output<typeof Spec>;
export type ValuesReference = HelmReleaseSpec['valuesFrom'][number];

/** A HelmRelease as it was applied. */
export interface HelmRelease {
  readonly namespace: string;
  readonly name: string;
  /** The name that Helm knows, by helm-controller's rule (HelmRelease.GetReleaseName). */
  readonly releaseName: string;
  readonly targetNamespace: string;
  readonly spec: HelmReleaseSpec;
}

export function isHelmRelease({ apiVersion, kind }: KubernetesObject): boolean {
  return kind === 'HelmRelease' && apiVersion.startsWith('helm.toolkit.fluxcd.io/');
}

/** Reads a HelmRelease; says which of its fields Flux would not take either. */
export function readHelmRelease(object: KubernetesObject): Outcome<HelmRelease> {
  const parsed = Spec.safeParse(object['spec']);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => `spec.${path.map(String).join('.')}: ${message}`);
    return { ok: false, reason: reasons.join('; ') };
  }
  const spec = parsed.data;
  const { name, namespace = 'default' } = object.metadata;
  const targetNamespace = spec.targetNamespace ?? namespace;
  const named = spec.targetNamespace === undefined ? name : `${spec.targetNamespace}-${name}`;
  const releaseName = spec.releaseName ?? named;
  if (releaseName.length <= 53) return { ok: true, value: { namespace, name, releaseName, targetNamespace, spec } };
  return { ok: false, reason: `spec.releaseName: "${releaseName}" has more than the 53 characters that Helm takes` };
}
