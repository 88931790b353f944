import { z } from 'zod';

/** A Kubernetes object as it was read from YAML. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** A resource that was read, or which of its fields Flux would not take either. */
export type ReadResource<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: 'invalid-resource'; readonly reason: string };

/** Another version of the same kind counts too: the API server converts it. */
export function isOfKind({ apiVersion, kind }: Pick<Resource, 'apiVersion' | 'kind'>, group: string, wanted: string) {
  return kind === wanted && apiVersion.startsWith(`${group}/`);
}

/** A text that may be left out. One that is empty is left out too, as Go has it. */
export const FilledText = z
  .string()
  .optional()
  .transform((text) => (text === '' ? undefined : text));

/** The spec by a schema that has Flux's defaults. */
export function readSpec<Schema extends z.ZodType>(schema: Schema, spec: unknown): ReadResource<z.output<Schema>> {
  const parsed = schema.safeParse(withoutNulls(spec));
  if (parsed.success) return { ok: true, value: parsed.data };
  const reasons = parsed.error.issues.map(
    ({ path, message }) => `${['spec', ...path].map(String).join('.')}: ${message}`,
  );
  return invalid(reasons.join('; '));
}

export function invalid(reason: string): ReadResource<never> {
  return { ok: false, code: 'invalid-resource', reason };
}

/** The API server drops a field that is null; in the values of a chart null means something. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(
    entries.map(([key, field]: [string, unknown]) => [key, key === 'values' ? field : withoutNulls(field)]),
  );
}
