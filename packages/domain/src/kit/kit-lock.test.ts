import type { ExpectedSlot } from './kit-lock';
import { kitMessages, lockA, lockB, slotA, slotB, slotOf } from '../testing/example-kit';

const writeB =
  'Undo the change, or have it reviewed and write into lock.yaml: { slot: "02", name: bp-b, depends_on: [bp-a] }';

test.each<{ what: string; expected: readonly ExpectedSlot[]; says: string }>([
  {
    what: 'no such slot',
    expected: [lockA],
    says: `slots.ts: slots is "bp-b": lock.yaml has no such slot. ${writeB}.`,
  },
  {
    what: 'another number',
    expected: [lockA, { ...lockB, slot: '03' }],
    says: `slots.ts: bp-b.number is "02": lock.yaml says "03". ${writeB}.`,
  },
  {
    what: 'other edges',
    expected: [lockA, { ...lockB, depends_on: [] }],
    says: `slots.ts: bp-b.dependsOn is ["bp-a"]: lock.yaml says []. ${writeB}.`,
  },
  {
    what: 'a slot more',
    expected: [lockA, lockB, { slot: '03', name: 'bp-c', depends_on: [] }],
    says:
      'lock.yaml: slots[2].name is "bp-c": the kit has no such slot. Did you mean "bp-a"? Write ' +
      'one of bp-a, bp-b.',
  },
  {
    what: 'a slot twice',
    expected: [lockA, lockB, lockB],
    says: 'lock.yaml: slots[2].name is "bp-b": an earlier row has this name. Remove one of them.',
  },
])('a kit whose reviewed graph has $what is refused', ({ expected, says }) => {
  expect(kitMessages({}, expected)).toEqual([says]);
});

test('the order of the edges of a slot does not matter', () => {
  const c = slotOf('03', 'bp-c', { dependsOn: ['bp-b', 'bp-a'] });
  const rowC = { slot: '03', name: 'bp-c', depends_on: ['bp-a', 'bp-b'] };
  expect(kitMessages({ slots: [slotA, slotB, c] }, [lockA, lockB, rowC])).toEqual([]);
});
