import { kitMessages, slotA, slotB, slotOf } from '../testing/example-kit';
import { dependenciesIn, edgeRefusals } from './region-edges';
import type { Slot } from './slot';
import type { Place } from './slot-state';

const place: Place = { role: 'primary', provider: 'hetzner', environment: 'prod', features: {} };
const hetzner = slotOf('03', 'bp-hcloud', { where: { providers: ['hetzner'] } });
const aws = slotOf('04', 'bp-aws', { where: { providers: ['aws'] } });
const either = slotOf('05', 'bp-storage', { dependsOn: ['bp-a', { oneOf: ['bp-hcloud', 'bp-aws'] }] });
const slots = [slotA, slotB, hetzner, aws, either];

test('of a choice the slot waits for the one that is on in the region', () => {
  expect(dependenciesIn(either, { slots }, place)).toEqual(['bp-a', 'bp-hcloud']);
  expect(dependenciesIn(either, { slots }, { ...place, provider: 'aws' })).toEqual(['bp-a', 'bp-aws']);
});

test.each<{ what: string; slots: readonly Slot[]; place: Place; says: readonly string[] }>([
  { what: 'to what is on', slots, place, says: [] },
  {
    what: 'to one of several that are off',
    slots,
    place: { ...place, provider: 'gcp' },
    says: ['waits for one of bp-hcloud, bp-aws, and none of them is on'],
  },
  {
    what: 'to one of several that are all on',
    slots: [slotA, slotB, hetzner, { ...aws, where: undefined }, either],
    place,
    says: ['waits for one of bp-hcloud, bp-aws, and bp-hcloud and bp-aws are on'],
  },
  {
    what: 'to what is absent',
    slots: [aws, slotOf('05', 'bp-c', { dependsOn: ['bp-aws'] })],
    place,
    says: ['waits for bp-aws, which is absent there and so never ready'],
  },
  {
    what: 'to what is suspended',
    slots: [{ ...aws, where: { ...aws.where, off: 'suspended' } }, slotOf('05', 'bp-c', { dependsOn: ['bp-aws'] })],
    place,
    says: ['waits for bp-aws, which is suspended there and so never ready'],
  },
  {
    what: 'to what is empty',
    slots: [slotB, slotOf('05', 'bp-c', { dependsOn: ['bp-b'] })],
    place: { ...place, role: 'secondary' },
    says: [],
  },
  {
    what: 'of what is off itself',
    slots: [aws, slotOf('05', 'bp-c', { dependsOn: ['bp-aws'], where: { providers: ['aws'] } })],
    place,
    says: [],
  },
])('an edge $what gives $says', ({ slots: rows, place: region, says }) => {
  expect(edgeRefusals({ slots: rows }, region).map(({ problem }) => problem)).toEqual(says);
});

test('an edge that cannot hold in the regions of a role is a fault of the kit', () => {
  const suspended = { ...slotB, where: { roles: ['primary'], off: 'suspended' }, values: undefined };
  const changed = {
    parameters: { SOVEREIGN_FQDN: { type: 'string', fact: 'fqdn' } },
    slots: [slotA, suspended, slotOf('03', 'bp-c', { dependsOn: ['bp-b'] })],
  };
  expect(kitMessages(changed)).toEqual([
    'slots.ts: bp-c.dependsOn is "bp-b": in secondary regions bp-b is suspended, and never ready. Write ' +
      'where.roles of bp-c so that it is off there too, or take the edge out.',
  ]);
});

test.each([
  { what: 'of one slot', edge: { oneOf: ['bp-a'] } },
  { what: 'that is a number', edge: 1 },
  { what: 'of one slot twice', edge: { oneOf: ['bp-a', 'bp-a'] } },
  { what: 'with a key more', edge: { oneOf: ['bp-a', 'bp-b'], else: 'bp-a' } },
])('an edge $what is refused', ({ edge }) => {
  expect(kitMessages({ slots: [slotA, { ...slotB, dependsOn: [edge] }] }, [])).toContainEqual(
    expect.stringContaining(
      'it must be the name of a slot, or { oneOf: […] } of different ones. Write the name of a slot, such as ' +
        "'bp-cilium', or { oneOf: ['bp-traefik', 'bp-nginx'] }.",
    ),
  );
});
