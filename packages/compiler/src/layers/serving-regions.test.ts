import { valueOf } from '@sovereign-fleet/domain';
import { resolve } from '../resolve';
import { fleetWith, fsn1, layeredKit, network, sovereignOf } from '../testing/layered-kit';

const secondary = (key: string, meshId: number) => {
  const own = { meshId, pods: `10.${meshId}.0.0/16`, services: `10.${meshId + 128}.0.0/16` };
  return { key, provider: 'hetzner', role: 'secondary', network: { ...network, ...own } };
};
const [nbg1, hel1] = [secondary('nbg1', 2), secondary('hel1', 3)];

/** The other regions that each region is told of. */
function peersOf(more: object) {
  const sovereign = sovereignOf({ regions: [fsn1, nbg1, hel1], ...more });
  const { regions } = valueOf(resolve({ sovereign, fleet: fleetWith(), kits: [layeredKit()] }));
  const told = regions.map(({ key, substitutes }) => {
    const peers = JSON.parse(substitutes['PEERS'] ?? '[]') as readonly { readonly key: string }[];
    return [key, peers.map((one) => one.key).join(' ')] as const;
  });
  return Object.fromEntries(told);
}

test('a region is told of all others', () => {
  expect(peersOf({})).toEqual({ fsn1: 'hel1 nbg1', hel1: 'fsn1 nbg1', nbg1: 'fsn1 hel1' });
});

test('nobody is told of a region that is drained', () => {
  const regions = [fsn1, { ...nbg1, state: 'draining' }, hel1];
  expect(peersOf({ regions })).toEqual({ fsn1: 'hel1', hel1: 'fsn1', nbg1: 'fsn1 hel1' });
});

test('nobody is told of a primary that is lost, and of one that is fenced everybody', () => {
  const promotion = { from: 'fsn1', to: 'nbg1', step: 1 };
  expect(peersOf({ promotion })).toEqual(peersOf({}));
  const lost = { on: '2026-12-31', why: 'its servers are gone' };
  expect(peersOf({ promotion: { ...promotion, lost } })).toEqual({ fsn1: 'hel1 nbg1', hel1: 'nbg1', nbg1: 'hel1' });
});
