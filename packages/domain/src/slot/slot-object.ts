import { isJsonMap, type JsonMap } from '../sovereign/json';
import type { SlotValues } from './parameter';
import { groupOf } from './kubernetes-kinds';

/** An object beside a row, once it is checked. */
export interface SlotObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** Whether a chart of the kit brings its kind, so that it cannot be applied together with that release. */
  readonly isCustom: boolean;
  /** The whole object. */
  readonly value: SlotValues;
}

export interface ObjectIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** What identifies an object; undefined for what is not an object of Kubernetes. */
export function identityOf({ apiVersion, kind, metadata }: JsonMap): ObjectIdentity | undefined {
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !isJsonMap(metadata)) return undefined;
  const { name, namespace } = metadata;
  if (typeof name !== 'string' || name === '') return undefined;
  return { apiVersion, kind, name, namespace: typeof namespace === 'string' ? namespace : undefined };
}

/** An object in one text, the same in all versions of its kind. */
export function identityText({ apiVersion, kind, name, namespace }: ObjectIdentity): string {
  const group = groupOf(apiVersion);
  return `${kind}${group === '' ? '' : `.${group}`} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
