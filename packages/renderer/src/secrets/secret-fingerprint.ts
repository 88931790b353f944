import { isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { mapObjects } from '../objects/map-json';
import type { KubernetesObject } from '../contract/rendered';
import { isSopsValue } from './sops';

/** Gives a text that is the same for the same text, and does not tell what it was: a keyed hash. */
export type Fingerprint = (text: string) => string;

/** A fingerprint in a text. */
export const fingerprintPattern = 'hmac-sha256:[0-9a-f]{16,64}';

/** The fingerprint of a text: that of the same text in the `data` of a Secret. */
export function fingerprintOf(text: string, fingerprint: Fingerprint): string {
  return fingerprint(base64(text));
}

/**
 * A Secret with a fingerprint in place of each value, so that a change shows and the value does not; every other object
 * as it is, but for the Secrets in it: in the values of a HelmRelease, in a template of a custom resource. The same value
 * has the same one in `data` and in `stringData`, and a fingerprint stays what it is. A value that SOPS encrypted is
 * `ENC[fingerprint]`; an empty one and a mere place for one stay. To be done before anything is kept, written or printed.
 */
export function withoutSecrets(object: KubernetesObject, fingerprint: Fingerprint): KubernetesObject {
  return mapObjects(object, (map) => (isSecret(map) ? withoutValues(map, fingerprint) : map)) as KubernetesObject; // the same but for values
}

/** Whether the API server would take it for a Secret. */
export function isSecret({ apiVersion, kind }: JsonMap): boolean {
  return kind === 'Secret' && apiVersion === 'v1';
}

/**
 * What a Secret has beside values (Kubernetes API: core/v1 Secret), and what SOPS leaves. Names of fields count with
 * their case (sigs.k8s.io/json, which the API server reads with), so `StringData` is no field, and yet a value.
 */
export function isValueField(field: string): boolean {
  return !['apiVersion', 'kind', 'metadata', 'type', 'immutable', 'sops', 'status'].includes(field);
}

const expression = /^(\$\{[A-Za-z_][\w.]*\}|\{\{-?\s*\.[\w.]*\s*-?\}\})$/;

/** Whether a value is only the place for one: `${PASSWORD}`, or `{{ .password }}` in a template of an operator's. */
export function isPlaceholder(text: string): boolean {
  return expression.test(text.trim());
}

function withoutValues(secret: JsonMap, fingerprint: Fingerprint): JsonMap {
  const entries = Object.entries(secret).map(([field, value]): readonly [string, Json | undefined] => {
    if (value === undefined || !isValueField(field)) return [field, value];
    return [field, hideValues(value, field === 'data' ? withoutSpaces : base64, fingerprint)];
  });
  return hideLastApplied(Object.fromEntries(entries), fingerprint);
}

const fingerprintOnly = new RegExp(`^(${fingerprintPattern}|ENC\\[${fingerprintPattern}\\])$`);

function hideValues(map: Json, pack: (text: string) => string, fingerprint: Fingerprint): JsonMap | string {
  if (!isJsonMap(map)) return fingerprint('');
  const entries = Object.entries(map).map(([key, value]): [string, string] => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (text === '' || isPlaceholder(text) || fingerprintOnly.test(text)) return [key, text];
    return [key, isSopsValue(text) ? `ENC[${fingerprint(text)}]` : fingerprint(pack(text))];
  });
  return Object.fromEntries(entries);
}

function withoutSpaces(text: string): string {
  return text.replace(/\s/g, '');
}

/** A text in base64, as UTF-8. */
export function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

const lastAppliedKey = 'kubectl.kubernetes.io/last-applied-configuration';

/** What kubectl left behind holds the data once more. */
function hideLastApplied(secret: JsonMap, fingerprint: Fingerprint): JsonMap {
  const metadata = secret['metadata'] as KubernetesObject['metadata'] | undefined; // if it is another, nothing is found
  const text = metadata?.annotations?.[lastAppliedKey];
  if (typeof text !== 'string' || fingerprintOnly.test(text)) return secret;
  return {
    ...secret,
    metadata: { ...metadata, annotations: { ...metadata?.annotations, [lastAppliedKey]: fingerprint(text) } },
  };
}
