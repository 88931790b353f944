import { isJsonMap, isSopsValue, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import { base64 } from './base64';
import type { SealedMarks } from './sealed-marks';
import { isPlaceholder, isSecretLike, isValueField } from './secret-kind';
import { mapObjects } from '../objects/map-json';
import type { KubernetesObject } from '../contract/rendered';
import { unsteadyText } from '../contract/unsteady';

/**
 * A Secret with a fingerprint in place of each value, so a change shows and the value does not. The same for Secrets
 * within other objects: in the values of a HelmRelease, in a template of a custom resource. Everything else stays as it
 * is. Equal values in `data` and `stringData` have equal fingerprints, and a sealed one stays as it is. A value that
 * SOPS encrypted becomes `ENC[fingerprint]`. Empty values and placeholders stay. Call this before anything is kept,
 * written or printed.
 */
export function withoutSecrets(object: KubernetesObject, marks: SealedMarks): KubernetesObject {
  const change = (map: JsonMap): JsonMap => (isSecretLike(map) ? withoutValues(map, marks) : map);
  return mapObjects(object, change) as KubernetesObject; // only values change
}

function withoutValues(secret: JsonMap, marks: SealedMarks): JsonMap {
  const entries = Object.entries(secret).map(([field, value]): readonly [string, Json] => {
    if (!isValueField(field)) return [field, value];
    const hide = (one: Json): string => hideValue(one, field === 'data' ? withoutSpaces : base64, marks);
    if (!isJsonMap(value)) return [field, hide(value)];
    return [field, Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hide(one)]))];
  });
  return hideLastApplied(Object.fromEntries(entries), marks);
}

function hideValue(value: Json, pack: (text: string) => string, { fingerprint, isMark }: SealedMarks): string {
  const text = typeof value === 'string' ? value : printJson(value);
  if (text === '' || text === unsteadyText || isPlaceholder(text) || isMark(text)) return text;
  return isSopsValue(text) ? `ENC[${fingerprint(text)}]` : fingerprint(pack(text));
}

function withoutSpaces(text: string): string {
  return text.replace(/\s/g, '');
}

const lastAppliedKey = 'kubectl.kubernetes.io/last-applied-configuration';

/** The annotation that kubectl adds holds the data once more. */
function hideLastApplied(secret: JsonMap, { fingerprint, isMark }: SealedMarks): JsonMap {
  const metadata = secret['metadata'] as KubernetesObject['metadata'] | undefined; // other types have no text here
  const text = metadata?.annotations?.[lastAppliedKey];
  if (typeof text !== 'string' || isMark(text)) return secret;
  return {
    ...secret,
    metadata: { ...metadata, annotations: { ...metadata?.annotations, [lastAppliedKey]: fingerprint(base64(text)) } },
  };
}
