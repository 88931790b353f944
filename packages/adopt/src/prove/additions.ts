import {
  regionLabel,
  regionRoleLabel,
  slotLabel,
  sovereignAnnotation,
  vclusterRoleLabel,
} from '@sovereign-fleet/domain';
import { fluxKeys } from '@sovereign-fleet/flux';
import type { Json } from '../model/json';
import type { ModelSlot } from '../model/kit-model';
import type { Facts } from '../model/recognised';

/** What our contract writes into an object beside what the source has, by path. */
export type Additions = ReadonlyMap<string, Json>;

/** What a release of a slot has in a region beside what the source says. */
export function releaseAdditions({ number, buildingBlock }: ModelSlot, facts: Facts): Additions {
  const label = (key: string) => `metadata.labels[${JSON.stringify(key)}]`;
  return new Map<string, Json>([
    [label(regionLabel), facts['regionKey'] ?? ''],
    [label(regionRoleLabel), facts['regionRole'] ?? ''],
    [label(slotLabel), number],
    ...(buildingBlock === undefined ? [] : [[label(vclusterRoleLabel), buildingBlock] as const]),
    [`metadata.annotations[${JSON.stringify(sovereignAnnotation)}]`, facts['fqdn'] ?? ''],
    ['spec.driftDetection.mode', 'enabled'],
  ]);
}

export const namespaceAdditions: Additions = new Map([
  [`metadata.annotations[${JSON.stringify(fluxKeys.prune)}]`, 'disabled'],
]);
