import { pickOne } from '../issue/nearest';
import { type Edge, edgeText } from '../slot/edge';
import { edgesOf } from '../slot/edges';
import type { KitIssue } from './kit-issue';
import type { Slot } from '../slot/slot';

/** One row of the reviewed dependency graph (`expected-bootstrap-deps.yaml`). */
export interface ExpectedSlot {
  readonly slot: string;
  readonly name: string;
  readonly depends_on: readonly Edge[];
}

/** The reviewed graph: its file, as Issues name it, and its rows. */
export interface Lock {
  readonly source: string;
  readonly slots: readonly ExpectedSlot[];
}

/** Where the kit is not what was reviewed. The order of a slot's edges does not matter. */
export function issuesAgainstLock(slots: readonly Slot[], lock: Lock): readonly KitIssue[] {
  const rows = new Map(lock.slots.map((row) => [row.name, row]));
  return slots.flatMap((slot) => {
    const row = rows.get(slot.name);
    const edges = edgesOf(slot, { slots }).map(edgeText);
    const differences = row === undefined ? [unknownSlot(slot, lock)] : differencesFrom(row, { slot, edges }, lock);
    const remedy = `Undo the change, or have it reviewed and write into ${lock.source}: ${rowText(slot, edges)}`;
    return differences.map((difference) => ({ ...difference, remedy }));
  });
}

/** What the reviewed graph has and the kit has not, and rows that are there twice. */
export function issuesInLock(slots: readonly Slot[], lock: Lock): readonly KitIssue[] {
  const names = slots.map(({ name }) => name);
  return lock.slots.flatMap(({ name }, index): readonly KitIssue[] => {
    const at = { field: `slots[${index}].name`, value: name };
    if (lock.slots.findIndex((row) => row.name === name) !== index) {
      return [{ ...at, code: 'taken', problem: 'an earlier row has this name', remedy: 'Remove one of them' }];
    }
    if (names.includes(name)) return [];
    const remedy = pickOne(name, names);
    return [{ ...at, code: 'unknown-value', problem: 'the kit has no such slot', remedy }];
  });
}

type Difference = Omit<KitIssue, 'remedy'>;

function unknownSlot({ name }: Slot, lock: Lock): Difference {
  return { field: 'slots', value: name, code: 'not-reviewed', problem: `${lock.source} has no such slot` };
}

interface SlotEdges {
  readonly slot: Slot;
  readonly edges: readonly string[];
}

function differencesFrom(row: ExpectedSlot, { slot, edges }: SlotEdges, lock: Lock): readonly Difference[] {
  const reviewed = row.depends_on.map(edgeText);
  return [
    { field: `${slot.name}.number`, value: slot.number, reviewed: row.slot },
    { field: `${slot.name}.dependsOn`, value: [...edges].sort(), reviewed: reviewed.sort() },
  ]
    .filter((difference) => JSON.stringify(difference.value) !== JSON.stringify(difference.reviewed))
    .map((difference) => ({
      field: difference.field,
      value: difference.value,
      code: 'not-reviewed',
      problem: `${lock.source} says ${JSON.stringify(difference.reviewed)}`,
    }));
}

function rowText({ number, name }: Slot, edges: readonly string[]): string {
  return `{ slot: "${number}", name: ${name}, depends_on: [${edges.join(', ')}] }`;
}
