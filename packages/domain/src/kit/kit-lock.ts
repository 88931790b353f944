import { pickOne } from '../issue/nearest';
import type { KitIssue } from './kit-issue';
import type { Slot } from './slot';

/** One row of the reviewed dependency graph (`expected-bootstrap-deps.yaml`). */
export interface ExpectedSlot {
  readonly slot: string;
  readonly name: string;
  readonly depends_on: readonly string[];
}

/** The reviewed graph: its file, as Issues name it, and its rows. */
export interface Lock {
  readonly source: string;
  readonly slots: readonly ExpectedSlot[];
}

/** Where the catalogue is not what was reviewed. The order of a slot's edges does not matter. */
export function issuesAgainstLock(slots: readonly Slot[], lock: Lock): readonly KitIssue[] {
  const rows = new Map(lock.slots.map((row) => [row.name, row]));
  return slots.flatMap((slot) => {
    const row = rows.get(slot.name);
    const differences = row === undefined ? [unknownSlot(slot, lock)] : differencesFrom(row, slot, lock);
    const remedy = `Undo the change, or have it reviewed and write into ${lock.source}: ${rowText(slot)}`;
    return differences.map((difference) => ({ ...difference, remedy }));
  });
}

/** What the reviewed graph has and the catalogue has not, and rows that are there twice. */
export function issuesInLock(slots: readonly Slot[], lock: Lock): readonly KitIssue[] {
  const names = slots.map(({ name }) => name);
  return lock.slots.flatMap(({ name }, index): readonly KitIssue[] => {
    const at = { field: `slots[${index}].name`, value: name };
    if (lock.slots.findIndex((row) => row.name === name) !== index) {
      return [{ ...at, code: 'taken', problem: 'an earlier row has this name', remedy: 'Remove one of them' }];
    }
    if (names.includes(name)) return [];
    const remedy = pickOne(name, names);
    return [{ ...at, code: 'unknown-value', problem: 'the catalogue has no such slot', remedy }];
  });
}

type Difference = Omit<KitIssue, 'remedy'>;

function unknownSlot({ name }: Slot, lock: Lock): Difference {
  return { field: 'slots', value: name, code: 'not-reviewed', problem: `${lock.source} has no such slot` };
}

function differencesFrom(row: ExpectedSlot, slot: Slot, lock: Lock): readonly Difference[] {
  const number = { field: `${slot.name}.number`, value: slot.number, reviewed: row.slot };
  const edges = { field: `${slot.name}.dependsOn`, value: inOrder(slot.dependsOn), reviewed: inOrder(row.depends_on) };
  return [number, edges]
    .filter(({ value, reviewed }) => JSON.stringify(value) !== JSON.stringify(reviewed))
    .map(({ field, value, reviewed }) => ({
      field,
      value,
      code: 'not-reviewed',
      problem: `${lock.source} says ${JSON.stringify(reviewed)}`,
    }));
}

function inOrder(names: readonly string[]): readonly string[] {
  return [...names].sort();
}

function rowText({ number, name, dependsOn }: Slot): string {
  return `{ slot: "${number}", name: ${name}, depends_on: [${dependsOn.join(', ')}] }`;
}
