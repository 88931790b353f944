import { fleet, fleetMessages } from '../testing/example-fleet';
import { acme, fsn1, nbg1, sovereignMessages } from '../testing/example-sovereign';
import { networkOf, networkText } from './network';

const one = { meshId: 1, pods: '10.1.0.0/16', services: '10.129.0.0/16' };
const two = { meshId: 2, pods: '10.2.0.0/16', services: '10.130.0.0/16' };

test('each number has a network of its own in the ranges of a fleet', () => {
  const ranges = { pods: '100.64.0.0/10', services: '10.96.0.0/12', perRegion: 20 };
  expect(networkOf(3, ranges)).toEqual({ meshId: 3, pods: '100.64.48.0/20', services: '10.96.48.0/20' });
  expect(networkOf(255, ranges)).toEqual({ meshId: 255, pods: '100.79.240.0/20', services: '10.111.240.0/20' });
  expect(networkOf(256, ranges)).toEqual({
    code: 'out-of-range',
    problem: 'the ranges of the fleet have no network number 256',
    remedy: 'Write wider ranges into network of sovereigns/fleet.ts',
  });
  expect(networkText(one)).toBe("network: { meshId: 1, pods: '10.1.0.0/16', services: '10.129.0.0/16' }");
});

const apart = 'and a mesh tells its clusters apart by it. Write one that no other region has.';

test.each([
  { what: 'that are apart', networks: [one, two], says: [] },
  { what: 'of one region alone', networks: [one, undefined], says: [] },
  {
    what: 'with one number',
    networks: [one, { ...two, meshId: 1 }],
    says: [`regions[1].network.meshId is 1: regions[0].network.meshId is 1, ${apart}`],
  },
  {
    what: 'that overlap',
    networks: [one, { ...two, pods: '10.0.0.0/8' }],
    says: [
      `regions[1].network.pods is "10.0.0.0/8": regions[0].network.pods is 10.1.0.0/16, ${apart}`,
      `regions[1].network.services is "10.130.0.0/16": regions[1].network.pods is 10.0.0.0/8, ${apart}`,
    ],
  },
  {
    what: 'that Go does not read',
    networks: [{ ...one, pods: '010.1.0.0/16', services: '10.129.0.0/016' }, two],
    says: [
      'regions[0].network.pods is "010.1.0.0/16": it is not a network of IPv4. Write a network such as ' +
        "'10.1.0.0/16'.",
      'regions[0].network.services is "10.129.0.0/016": it is not a network of IPv4. Write a network such as ' +
        "'10.1.0.0/16'.",
    ],
  },
  {
    what: 'that are none',
    networks: [{ meshId: 0, pods: '10.1.0.1/16', services: '10.300.0.0/16' }, two],
    says: [
      'regions[0].network.meshId is 0: it must have at least 1. Write a number from 1 to 255.',
      'regions[0].network.pods is "10.1.0.1/16": the network of this address is 10.1.0.0/16. Write a network such as ' +
        "'10.1.0.0/16'.",
      'regions[0].network.services is "10.300.0.0/16": it is not a network of IPv4. Write a network such as ' +
        "'10.1.0.0/16'.",
    ],
  },
])('networks of regions $what', ({ networks, says }) => {
  const regions = [fsn1, nbg1].map((region, index) => ({ ...region, network: networks[index] }));
  expect(sovereignMessages({ ...acme, regions })).toEqual(says);
});

const rangesRemedy = "Write { pods: '10.0.0.0/9', services: '10.128.0.0/9' }.";

test.each([
  { what: 'that are apart', network: { pods: '10.0.0.0/9', services: '10.128.0.0/9' }, says: [] },
  {
    what: 'that overlap',
    network: { pods: '10.0.0.0/8', services: '10.128.0.0/9' },
    says: [
      'network.services is "10.128.0.0/9": pods is 10.0.0.0/8, and the two may have no address in common. ' +
        rangesRemedy,
    ],
  },
  {
    what: 'that are too narrow',
    network: { pods: '10.0.0.0/16', services: '10.128.0.0/9' },
    says: [`network.pods is "10.0.0.0/16": it holds no second network of 16 bits. ${rangesRemedy}`],
  },
  {
    what: 'with bits that are too many',
    network: { pods: '10.0.0.0/9', services: '10.128.0.0/9', perRegion: 30 },
    says: [
      'network.perRegion is 30: it must have at most 28. Write the bits of the network of one region, from 8 to 28.',
    ],
  },
])('ranges of a fleet $what', ({ network, says }) => {
  expect(fleetMessages({ ...fleet, network })).toEqual(says);
});
