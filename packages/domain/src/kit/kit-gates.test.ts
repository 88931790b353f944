import { kitMessages, slotA, slotB, parameters } from '../testing/example-kit';
import { referencesTo } from '../slot/parameter';
import type { Slot } from '../slot/slot';

const { use } = referencesTo(parameters);
const primary = { roles: ['primary'] } as const;
const declare = "Declare a parameter { type: 'boolean', enables: 'bp-b' } and use it there";
const wrongGate = `the value there does not say whether the slot is on. ${declare}.`;

test('a gate may be deep in the values, and a slot that is absent needs none', () => {
  const values = { a: { 'b.c': [{ on: use('B_ENABLED') }] } };
  const where = { ...primary, gate: 'a.b\\.c[0].on' };
  expect(kitMessages({ slots: [slotA, { ...slotB, where, values }] })).toEqual([]);
  const absent = { ...slotB, where: { ...primary, off: 'absent' } };
  expect(kitMessages({ slots: [slotA, absent] })).toEqual([]);
});

test.each<{ what: string; slot: Partial<Slot>; says: string }>([
  {
    what: 'that has no value',
    slot: { where: { ...primary, gate: 'enabeld' } },
    says: `bp-b.where.gate is "enabeld": ${wrongGate}`,
  },
  {
    what: 'of a literal',
    slot: { where: { ...primary, gate: 'on' }, values: { enabled: use('B_ENABLED'), on: true } },
    says: `bp-b.where.gate is "on": ${wrongGate}`,
  },
  {
    what: 'of a fact',
    slot: { where: { ...primary, gate: 'fqdn' }, values: { enabled: use('B_ENABLED'), fqdn: use('SOVEREIGN_FQDN') } },
    says: `bp-b.where.gate is "fqdn": ${wrongGate}`,
  },
  {
    what: 'of a slot that is nowhere empty',
    slot: { where: { ...primary, off: 'absent', gate: 'enabled' } },
    says:
      'bp-b.where.gate is "enabled": the slot is nowhere empty, so that nothing turns the value off. Remove it, or ' +
      `write off: 'empty'.`,
  },
])('a gate $what is refused', ({ slot, says }) => {
  expect(kitMessages({ slots: [slotA, { ...slotB, ...slot }] })).toEqual([`slots.ts: ${says}`]);
});
