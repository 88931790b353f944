import { prepareRegions } from '@sovereign-fleet/cloud-init';
import { resolve } from '@sovereign-fleet/compiler';
import { formatIssue, networkOf, networkSlot, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import { readFleetRecordAt } from '@sovereign-fleet/workspace/specs';
import { workspaceRoot } from '../workspace';

const { fleet, kits, sovereigns } = valueOf(readFleetRecordAt(workspaceRoot));

test.each(kits)('the network of the kit $name is kept where Phase 0 installs it', ({ slots }) => {
  const slot = slots.find(({ number }) => number === networkSlot);
  expect(slot?.namespace.name).toBe('kube-system');
  expect(slot?.installs?.storage).toBe(slot?.namespace.name);
});

const digest = 'a'.repeat(64);

/** A record with all that Phase 0 asks of one. */
function withServers(sovereign: Sovereign): Sovereign {
  const regions = sovereign.regions.map((region, index) => {
    const network = region.network ?? networkOf(index + 1, undefined);
    if ('problem' in network) throw new Error(network.problem);
    return { ...region, network };
  });
  const sha256 = { k3s: digest, helm: digest, flux: digest };
  const cloudInit = { helmVersion: '3.19.0', sha256 };
  return { ...sovereign, k3sVersion: 'v1.34.1+k3s1', fluxVersion: '2.8.1', cloudInit, regions };
}

test.each(sovereigns)('Phase 0 makes the regions of $name, whose values agree with k3s', (written) => {
  const sovereign = withServers(written);
  const prepared = prepareRegions({ sovereign, fleet, topology: valueOf(resolve({ sovereign, fleet, kits })) });
  expect(prepared.ok ? [] : prepared.issues.map(formatIssue)).toEqual([]);
  const regions = valueOf(prepared);
  expect(regions.map(({ region }) => region.key)).toEqual(sovereign.regions.map(({ key }) => key));
  for (const { region, topology, replaced } of regions) {
    const on = topology.regions.find(({ key }) => key === region.key)?.slots.filter(({ state }) => state === 'on');
    const parts = (on ?? []).flatMap(({ slot }) => (slot.replaces ?? []).map((part) => `${part} by ${slot.name}`));
    expect(replaced.map(({ part, by }) => `${part} by ${by.name}`)).toEqual(parts);
  }
});
