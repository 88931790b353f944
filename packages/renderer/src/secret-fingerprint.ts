import type { JsonMap, KubernetesObject } from './rendered';

/** Gives a text that is the same for the same text, and does not tell what it was: a keyed hash. */
export type Fingerprint = (text: string) => string;

/**
 * A Secret with a fingerprint in place of each value, so that a change shows and the value does not; every other object
 * as it is. To be done before anything is kept, written or printed.
 */
export function withoutSecrets(object: KubernetesObject, fingerprint: Fingerprint): KubernetesObject {
  if (object.kind !== 'Secret' || object.apiVersion !== 'v1') return object;
  const hidden = (map: unknown) =>
    Object.fromEntries(Object.entries(map as JsonMap).map(([key, value]) => [key, fingerprint(JSON.stringify(value))]));
  const isMap = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const fields = ['data', 'stringData'].filter((field) => object[field] !== undefined);
  const entries = fields.map((field) => [field, isMap(object[field]) ? hidden(object[field]) : fingerprint('')]);
  return { ...object, ...(Object.fromEntries(entries) as JsonMap) };
}
