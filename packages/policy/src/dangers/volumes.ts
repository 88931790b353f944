import { isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import { mapsIn, valueAt } from '../objects/walk';

/** A claim of a volume, as its name says it, and what decides where its data are. */
export interface Claim {
  readonly name: string;
  readonly storageClass: Json | undefined;
  readonly size: Json | undefined;
}

export function isClaim({ object }: RenderedObject): boolean {
  return object.kind === 'PersistentVolumeClaim' && object.apiVersion === 'v1';
}

export function isStatefulSet({ object }: RenderedObject): boolean {
  return object.kind === 'StatefulSet' && object.apiVersion.startsWith('apps/');
}

/** The claims of an object: itself, or the templates of a StatefulSet. */
export function claimsOf(one: RenderedObject): readonly Claim[] {
  if (isClaim(one)) return [claimOf(one.object)];
  return isStatefulSet(one) ? mapsIn(valueAt(one.object, 'spec', 'volumeClaimTemplates')).map(claimOf) : [];
}

function claimOf(claim: JsonMap): Claim {
  const metadata = claim['metadata'];
  const name = isJsonMap(metadata) ? metadata['name'] : undefined;
  return {
    name: typeof name === 'string' ? name : '',
    storageClass: valueAt(claim, 'spec', 'storageClassName'),
    size: valueAt(claim, 'spec', 'resources', 'requests', 'storage'),
  };
}

/** `data of 5Gi`. */
export function claimText(claim: Claim): string {
  return `${claim.name}${sizeText(claim)}`;
}

/** ` of 5Gi`, where a claim says how much it asks for. */
export function sizeText(claim: Claim | undefined): string {
  return claim?.size === undefined ? '' : ` of ${textOf(claim.size)}`;
}

export function textOf(value: Json | undefined): string {
  return value === undefined ? 'the default' : typeof value === 'string' ? value : printJson(value);
}

/** Whether data go with an object: a claim, or a StatefulSet that has some. */
export function hasVolume(one: RenderedObject): boolean {
  return isClaim(one) || (isStatefulSet(one) && claimsOf(one).length > 0);
}
