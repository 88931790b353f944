import { isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
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

/** Whether data go with an object: a claim, or a StatefulSet that has some. */
export function hasVolume(one: RenderedObject): boolean {
  return isClaim(one) || (isStatefulSet(one) && claimsOf(one).length > 0);
}
