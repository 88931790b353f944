import type { JsonMap, KubernetesObject } from './rendered';

/** Gives a text that is the same for the same text, and does not tell what it was: a keyed hash. */
export type Fingerprint = (text: string) => string;

/**
 * A Secret with a fingerprint in place of each value, so that a change shows and the value does not; every other object
 * as it is. The same value has the same one in `data` and in `stringData`, and a fingerprint stays what it is. To be
 * done before anything is kept, written or printed.
 */
export function withoutSecrets(object: KubernetesObject, fingerprint: Fingerprint): KubernetesObject {
  if (object.kind !== 'Secret' || object.apiVersion !== 'v1') return object;
  const { data, stringData, ...rest } = object;
  return {
    ...withoutApplied(rest, fingerprint), // the others are all there
    ...(data === undefined ? {} : { data: hidden(data, (text) => text.replace(/\s/g, ''), fingerprint) }),
    ...(stringData === undefined ? {} : { stringData: hidden(stringData, base64, fingerprint) }),
  };
}

const finished = /^hmac-sha256:[0-9a-f]{16,64}$/;

function hidden(map: unknown, pack: (text: string) => string, fingerprint: Fingerprint): JsonMap | string {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return fingerprint('');
  const entries = Object.entries(map as JsonMap).map(([key, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [key, finished.test(text) ? text : fingerprint(pack(text))];
  });
  return Object.fromEntries(entries) as JsonMap; // whatever the keys are
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

const applied = 'kubectl.kubernetes.io/last-applied-configuration';

/** What kubectl left behind holds the data once more. */
function withoutApplied(object: KubernetesObject, fingerprint: Fingerprint): KubernetesObject {
  const { annotations } = object.metadata;
  const text = annotations?.[applied];
  if (text === undefined || finished.test(text)) return object;
  return { ...object, metadata: { ...object.metadata, annotations: { ...annotations, [applied]: fingerprint(text) } } };
}
