import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { RegionRule } from '../rule';
import { isMap } from '../walk';

// A Secret that Helm makes is not in the repository: what is secret in it would be in the values, or is made by the chart.
export const noPlainSecret: RegionRule = {
  id: 'no-plain-secret',
  severity: 'error',
  title: 'No Secret stands in the repository unless it is encrypted',
  per: 'region',
  check: ({ rendered }) =>
    rendered.objects.filter(isPlainSecret).map((of) => {
      const problem = `who reads the repository reads ${keysOf(of).join(', ')}`;
      const remedy = 'Encrypt it with SOPS, or let an ExternalSecret fetch it; then change what was in it';
      return { at: of, problem, remedy };
    }),
};

function isPlainSecret(of: RenderedObject): boolean {
  const { kind, apiVersion } = of.object;
  if (kind !== 'Secret' || apiVersion !== 'v1' || of.appliedBy.kind !== 'Kustomization') return false;
  // SOPS leaves its own key beside the encrypted data, and Flux takes it away in the cluster.
  return !isMap(of.object['sops']) && keysOf(of).length > 0;
}

function keysOf({ object }: RenderedObject): readonly string[] {
  return ['data', 'stringData'].flatMap((field) => {
    const data = object[field];
    return isMap(data) ? Object.keys(data).map((key) => `${field}.${key}`) : [];
  });
}
