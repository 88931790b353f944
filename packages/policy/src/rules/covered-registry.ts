import { deliveredObjects } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import { type Breach, firstOfEach } from '../contract/finding';
import type { RegionUnderReview } from '../contract/region-under-review';
import type { RegionRule } from '../contract/rule';
import { apiGroup } from '../objects/object-id';
import { valueAt } from '../objects/walk';

export const coveredRegistry: RegionRule = {
  id: 'covered-registry',
  severity: 'warning',
  title: 'Every registry that a source pulls from is in its pull Secret',
  fault: {
    one: 'registry may not be in its Secret',
    many: 'registries may not be in their Secret',
    counts: 'findings',
  },
  why: 'Flux finds no credentials for a registry that the Secret does not have, and nothing of it is installed.',
  per: 'region',
  check: (region) => firstOfEach(region.rendered.objects.flatMap((of) => breachOf(of, region))),
};

function breachOf(of: RenderedObject, { subject: { kit } }: RegionUnderReview): readonly Breach[] {
  const pulled = registryOf(of);
  if (pulled === undefined) return [];
  const { host, secret } = pulled;
  const rows = deliveredObjects({ secrets: kit.secrets });
  const declared = rows.find((row) => row.namespace === of.namespace && row.name === secret);
  // A Secret of another form has credentials for whoever asks for them.
  if (declared?.keys.includes('.dockerconfigjson') !== true) return [];
  const { registries } = declared;
  if (registries?.includes(host) === true) return [];
  const problem =
    registries === undefined
      ? `the kit does not say which registries the Secret ${secret} has, and ${host} is to be one of them`
      : `the Secret ${secret} has ${registries.join(', ')}, and not ${host}`;
  const remedy = `Write registries: ['${host}'] in "secrets" of the kit once it is in the Secret`;
  return [{ at: of, field: 'spec.secretRef.name', problem, remedy }];
}

/** The registry of an OCI source, and the Secret that it is pulled with. */
function registryOf({ object, cluster }: RenderedObject) {
  if (cluster !== undefined || apiGroup(object.apiVersion) !== 'source.toolkit.fluxcd.io') return undefined;
  const [url, secret] = [valueAt(object, 'spec', 'url'), valueAt(object, 'spec', 'secretRef', 'name')];
  if (typeof url !== 'string' || typeof secret !== 'string') return undefined;
  const host = /^oci:\/\/([^/]+)/.exec(url)?.[1];
  return host === undefined ? undefined : { host, secret };
}
