import { z } from 'zod';
import type { Outcome } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';

const group = 'kustomize.toolkit.fluxcd.io/';

const Strings = z.record(z.string(), z.string());

const Spec = z.looseObject({
  path: z.string().default(''),
  sourceRef: z.looseObject({ kind: z.string(), name: z.string(), namespace: z.string().optional() }),
  suspend: z.boolean().default(false),
  kubeConfig: z.looseObject({}).optional(),
  targetNamespace: z.string().optional(),
  namePrefix: z.string().optional(),
  nameSuffix: z.string().optional(),
  patches: z.array(z.looseObject({ patch: z.string(), target: z.looseObject({}).optional() })).default([]),
  images: z.array(z.looseObject({ name: z.string() })).default([]),
  components: z.array(z.string()).default([]),
  ignoreMissingComponents: z.boolean().default(false),
  commonMetadata: z.looseObject({ labels: Strings.optional(), annotations: Strings.optional() }).optional(),
});

/** What of a Flux Kustomization decides on the objects that it applies. */
export type FluxKustomizationSpec = z.output<typeof Spec>;

/** A Flux Kustomization as it was applied itself. */
export interface FluxKustomization {
  readonly namespace: string;
  readonly name: string;
  readonly spec: FluxKustomizationSpec;
  readonly object: KubernetesObject;
}

export function isFluxKustomization({ apiVersion, kind }: KubernetesObject): boolean {
  return kind === 'Kustomization' && apiVersion.startsWith(group);
}

/** Reads a Flux Kustomization; says which of its fields Flux would not take either. */
export function readFluxKustomization(object: KubernetesObject): Outcome<FluxKustomization> {
  const spec = Spec.safeParse(object['spec']);
  const { name, namespace = 'default' } = object.metadata;
  if (spec.success) return { ok: true, value: { namespace, name, spec: spec.data, object } };
  const reasons = spec.error.issues.map(({ path, message }) => `spec.${path.map(String).join('.')}: ${message}`);
  return { ok: false, reason: reasons.join('; ') };
}
