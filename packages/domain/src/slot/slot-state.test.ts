import { slotOf } from '../testing/example-kit';
import type { Slot } from './slot';
import { type Place, slotState, type SlotState } from './slot-state';

const fsn1: Place = {
  role: 'primary',
  provider: 'hetzner',
  environment: 'prod',
  features: { logs: true, mesh: false },
};
const secondary: Place = { ...fsn1, role: 'secondary' };

test.each<{ what: string; slot: Partial<Slot>; place: Place; state: SlotState }>([
  { what: 'without "where"', slot: {}, place: fsn1, state: 'on' },
  { what: 'of the role', slot: { where: { roles: ['primary'] } }, place: fsn1, state: 'on' },
  { what: 'of the other role', slot: { where: { roles: ['primary'] } }, place: secondary, state: 'empty' },
  {
    what: 'of the other role, suspended there',
    slot: { where: { roles: ['primary'], off: 'suspended' } },
    place: secondary,
    state: 'suspended',
  },
  { what: 'of the provider', slot: { where: { providers: ['hetzner'] } }, place: fsn1, state: 'on' },
  { what: 'of another provider', slot: { where: { providers: ['aws'] } }, place: fsn1, state: 'absent' },
  { what: 'of another environment', slot: { where: { environments: ['dev'] } }, place: fsn1, state: 'absent' },
  { what: 'of a feature that is on', slot: { where: { feature: 'logs' } }, place: fsn1, state: 'on' },
  { what: 'of a feature that is off', slot: { where: { feature: 'mesh' } }, place: fsn1, state: 'absent' },
  {
    what: 'of the other role and another provider',
    slot: { where: { roles: ['primary'], providers: ['aws'] } },
    place: secondary,
    state: 'absent',
  },
  {
    what: 'of another provider, empty there',
    slot: { where: { providers: ['aws'], off: 'empty', gate: 'enabled' } },
    place: fsn1,
    state: 'empty',
  },
  { what: 'in a vCluster of the role', slot: { runsIn: 'mgmt' }, place: fsn1, state: 'on' },
  { what: 'in a vCluster of the other role', slot: { runsIn: 'mgmt' }, place: secondary, state: 'absent' },
])('a slot $what is $state', ({ slot, place, state }) => {
  expect(slotState(slotOf('01', 'bp-a', slot), place)).toBe(state);
});
