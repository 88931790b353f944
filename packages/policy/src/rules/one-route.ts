import { isJsonList } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import { apiGroup, objectTitle } from '../objects/object-id';
import type { RegionRule } from '../contract/rule';
import { valueAt } from '../objects/walk';

export const oneRoute: RegionRule = {
  id: 'one-route',
  severity: 'warning',
  title: 'One HTTPRoute has a host',
  fault: { one: 'host has several routes', many: 'hosts have several routes', counts: 'findings' },
  why: 'A gateway merges the routes of a host; where two match alike the older one wins, and no one sees which.',
  per: 'region',
  check: ({ rendered }) =>
    [...routesByHost(rendered.objects)].flatMap(([host, [first, ...others]]) => {
      if (first === undefined || others.length === 0) return [];
      const problem = `${host} is a host of ${others.map(objectTitle).join(' and ')} as well`;
      return [{ at: first, field: 'spec.hostnames', problem, remedy: 'Put the rules of a host into one HTTPRoute' }];
    }),
};

function routesByHost(objects: readonly RenderedObject[]): ReadonlyMap<string, readonly RenderedObject[]> {
  const found = new Map<string, RenderedObject[]>();
  for (const one of objects.filter(isRoute)) {
    const hosts = valueAt(one.object, 'spec', 'hostnames');
    const names = isJsonList(hosts) ? hosts.filter((host) => typeof host === 'string') : [];
    for (const host of new Set(names.map((name) => name.toLowerCase()))) {
      found.set(host, [...(found.get(host) ?? []), one]);
    }
  }
  return found;
}

function isRoute({ object, cluster }: RenderedObject): boolean {
  const { kind, apiVersion } = object;
  return kind === 'HTTPRoute' && apiGroup(apiVersion) === 'gateway.networking.k8s.io' && cluster === undefined;
}
