import { isJsonList, type Json } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import type { RegionRule } from '../contract/rule';
import { mapsIn, valueAt } from '../objects/walk';

export const replacedPod: RegionRule = {
  id: 'replaced-pod',
  severity: 'warning',
  title: 'A Deployment with a volume of one node is replaced, and does not roll',
  fault: { one: 'rollout may never end', many: 'rollouts may never end', counts: 'findings' },
  why: 'The new pod waits for the volume that the old one holds, and the old one stays until the new one is ready.',
  per: 'region',
  check: ({ rendered: { objects } }) => {
    const claims = new Map(objects.filter(isClaim).map((one) => [keyOf(one, one.object.metadata.name), one]));
    return objects.filter(rolls).flatMap((of) => breachesOf(of, claims));
  },
};

function breachesOf(of: RenderedObject, claims: ReadonlyMap<string, RenderedObject>): readonly Breach[] {
  const volumes = mapsIn(valueAt(of.object, 'spec', 'template', 'spec', 'volumes'));
  return volumes.flatMap((volume) => {
    const name = valueAt(volume, 'persistentVolumeClaim', 'claimName');
    const claim = typeof name === 'string' ? claims.get(keyOf(of, name)) : undefined;
    if (claim === undefined || !isOfOneNode(valueAt(claim.object, 'spec', 'accessModes'))) return [];
    const problem = `it rolls, and its claim ${claim.object.metadata.name} is for one node at a time`;
    return [{ at: of, field: 'spec.strategy.type', problem, remedy: 'Write Recreate, or take a StatefulSet' }];
  });
}

function isClaim({ object }: RenderedObject): boolean {
  return object.kind === 'PersistentVolumeClaim' && object.apiVersion === 'v1';
}

function keyOf({ cluster = '', namespace }: RenderedObject, name: string): string {
  return printJson([cluster, namespace, name]);
}

/** RollingUpdate is the default. One that first takes the old pod away is fine. */
function rolls({ object }: RenderedObject): boolean {
  if (object.kind !== 'Deployment' || !object.apiVersion.startsWith('apps/')) return false;
  const strategy = valueAt(object, 'spec', 'strategy');
  if (valueAt(strategy, 'type') === 'Recreate') return false;
  const [surge, missing] = ['maxSurge', 'maxUnavailable'].map((key) => valueAt(strategy, 'rollingUpdate', key));
  return !(isNone(surge) && missing !== undefined && !isNone(missing));
}

function isNone(value: Json | undefined): boolean {
  return value === 0 || value === '0' || value === '0%';
}

function isOfOneNode(modes: Json | undefined): boolean {
  const all = isJsonList(modes) ? modes : [];
  return all.length > 0 && all.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod');
}
