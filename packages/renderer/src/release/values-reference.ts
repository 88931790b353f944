import { isJsonMap, type Json } from '@sovereign-fleet/domain';
import type { ValuesReference } from '@sovereign-fleet/flux';
import { decodeBase64 } from '@sovereign-fleet/go-text';
import { isEncrypted } from '../objects/encrypted';
import type { KubernetesObject, RenderProblem } from '../contract/rendered';
import { idOf } from '../objects/object-id';

/** Finds an object of the region by its id, such as `ConfigMap flux-system/values`. */
export type Lookup = (id: string) => KubernetesObject | undefined;

/** Where a reference is looked for. */
export interface Sources {
  readonly find: Lookup;
  readonly delivered?: ReadonlySet<string> | undefined;
  /** The release that makes an object, if all who make it come only after the one that looks for it. */
  readonly lateMakerOf?: (id: string) => string | undefined;
}

/** Why values cannot be had: the part of a RenderProblem that says so. */
export type ValuesProblem = Pick<RenderProblem, 'kind' | 'problem' | 'remedy'>;

export type ReferredText =
  | { readonly status: 'found'; readonly text: string }
  /** It is delivered, and the text says so in place of the value. */
  | { readonly status: 'delivered'; readonly text: string }
  | { readonly status: 'left out' }
  | ({ readonly status: 'refused' } & ValuesProblem);

/**
 * The text that an entry of `valuesFrom` refers to, in the release's own namespace. Left out if it is optional and the
 * object or the key is not there. The problem has Flux's words (fluxcd/pkg: chartutil, ErrValuesReference). An object
 * that is not in the tree may still be in the cluster, so it is a missing source, and so is one that only Flux can
 * decrypt, unless somebody is known to deliver it.
 */
export function referredText(
  reference: ValuesReference,
  namespace: string,
  { find, delivered, lateMakerOf }: Sources,
): ReferredText {
  const { kind, name, valuesKey, optional } = reference;
  const id = idOf(kind, namespace, name);
  const object = find(id);
  if (object === undefined && optional) return { status: 'left out' };
  const isUnread = object === undefined || isEncrypted(object);
  if (isUnread && delivered?.has(id) === true) {
    return { status: 'delivered', text: deliveredText(reference, namespace) };
  }
  const maker = optional ? undefined : lateMakerOf?.(id);
  if (maker !== undefined) {
    const reason = `${maker} makes it, which is installed only after this release`;
    const problem = unresolvedProblem(reference, namespace, reason);
    return { status: 'refused', kind: 'failed', problem, remedy: 'Break the cycle' };
  }
  if (object === undefined) {
    const problem = unresolvedProblem(reference, namespace, `${kind.toLowerCase()}s "${name}" not found`);
    const remedy = `Add ${id} to the tree, set optional: true, or say in the kit who delivers it`;
    return { status: 'refused', kind: 'missing-source', problem, remedy };
  }
  if (isEncrypted(object)) {
    const problem = unresolvedProblem(reference, namespace, 'it is encrypted with SOPS, and only Flux can decrypt it');
    return { status: 'refused', kind: 'missing-source', problem, remedy: 'Review its values in the cluster' };
  }
  const text = textOf(object, valuesKey);
  if (text.status === 'absent' && optional) return { status: 'left out' };
  if (text.status === 'found') return text;
  const [reason, remedy] =
    text.status === 'absent'
      ? ['key not found', `Add the key to ${id}, or set optional: true`]
      : ['what a Secret has in data must be base64', 'Encode it, or move it to stringData'];
  return { status: 'refused', kind: 'failed', problem: unresolvedProblem(reference, namespace, reason), remedy };
}

/** All values of a file that is delivered are unknown; one value is a text that says where it is from. */
function deliveredText({ kind, name, valuesKey, targetPath }: ValuesReference, namespace: string): string {
  return targetPath ? `delivered:${kind}/${namespace}/${name}/${valuesKey}` : '{}';
}

/** Flux's sentence about a reference, with this reason. */
export function unresolvedProblem(reference: ValuesReference, namespace: string, reason: string): string {
  const { kind, name, valuesKey, optional } = reference;
  const which = `${optional ? 'optional ' : ''}${kind}`;
  return `could not resolve ${which} chart values reference '${namespace}/${name}' with key '${valuesKey}': ${reason}`;
}

type Text = { readonly status: 'found'; readonly text: string } | { readonly status: 'absent' | 'no base64' };

/** The API server puts a Secret's `stringData` over its `data`. */
function textOf(object: KubernetesObject, key: string): Text {
  const plain = object.kind === 'Secret' ? textAt(object['stringData'], key) : textAt(object['data'], key);
  if (plain !== undefined) return { status: 'found', text: plain };
  const packed = object.kind === 'Secret' ? textAt(object['data'], key) : undefined;
  if (packed === undefined) return { status: 'absent' };
  const text = decodeBase64(packed);
  return text === undefined ? { status: 'no base64' } : { status: 'found', text };
}

function textAt(map: Json | undefined, key: string): string | undefined {
  if (!isJsonMap(map) || !Object.hasOwn(map, key)) return undefined;
  const value = map[key];
  return typeof value === 'string' ? value : undefined;
}
