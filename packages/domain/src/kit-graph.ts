import type { Issue } from './issue';
import { pickOne } from './nearest';
import type { Slot } from './slot';

/** One row of the reviewed dependency graph (`expected-bootstrap-deps.yaml`). */
export interface ExpectedSlot {
  readonly slot: string;
  readonly name: string;
  readonly depends_on: readonly string[];
}

/** Edges that point nowhere, and cycles. */
export function issuesOfGraph(slots: readonly Slot[], file: string): readonly Issue[] {
  return [...issuesOfEdges(slots, file), ...issuesOfCycles(slots, file)];
}

function issuesOfEdges(slots: readonly Slot[], file: string): readonly Issue[] {
  const names = slots.map(({ name }) => name);
  return slots.flatMap((slot) =>
    slot.dependsOn
      .filter((dependency) => !names.includes(dependency))
      .map((dependency) => ({
        file,
        field: `${slot.name}.dependsOn`,
        value: dependency,
        problem: 'no slot has this name',
        remedy: pickOne(dependency, names),
      })),
  );
}

/** One Issue a cycle, at the slot where the walk in the order of the slots first meets it. */
function issuesOfCycles(slots: readonly Slot[], file: string): readonly Issue[] {
  const dependencies = new Map(slots.map(({ name, dependsOn }) => [name, dependsOn]));
  const done = new Set<string>();
  const issues: Issue[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    const start = path.indexOf(name);
    if (start >= 0) issues.push(issueOfCycle([...path.slice(start), name], file));
    if (start >= 0 || done.has(name)) return;
    for (const dependency of dependencies.get(name) ?? []) visit(dependency, [...path, name]);
    done.add(name);
  };
  for (const { name } of slots) visit(name, []);
  return issues;
}

function issueOfCycle(path: readonly string[], file: string): Issue {
  const problem = `the slots wait for each other: ${path.join(' → ')}`;
  return { file, field: `${path[0]}.dependsOn`, value: path[1], problem, remedy: 'Take one of these edges out' };
}

/** Where the catalogue and the reviewed graph differ, in either direction. The order of edges does not matter. */
export function issuesOfLock(
  slots: readonly Slot[],
  source: string,
  lock: { readonly source: string; readonly slots: readonly ExpectedSlot[] },
): readonly Issue[] {
  const expected = new Map(lock.slots.map((row) => [row.name, row]));
  const names = new Set(slots.map(({ name }) => name));
  return [
    ...slots.flatMap((slot) => issuesOfSlotAgainst(expected.get(slot.name), slot, source, lock.source)),
    ...lock.slots.flatMap((row, index) => issuesOfLockRow(row, index, names, lock)),
  ];
}

function issuesOfSlotAgainst(
  row: ExpectedSlot | undefined,
  slot: Slot,
  file: string,
  lockSource: string,
): readonly Issue[] {
  const reviewed = `Undo the change, or have it reviewed and write into ${lockSource}: ${rowText(slot)}`;
  if (row === undefined) {
    return [{ file, field: 'slots', value: slot.name, problem: `${lockSource} has no such slot`, remedy: reviewed }];
  }
  const issues: Issue[] = [];
  if (row.slot !== slot.number) {
    const problem = `${lockSource} says ${JSON.stringify(row.slot)}`;
    issues.push({ file, field: `${slot.name}.number`, value: slot.number, problem, remedy: reviewed });
  }
  if (sorted(row.depends_on) !== sorted(slot.dependsOn)) {
    const problem = `${lockSource} says ${JSON.stringify(row.depends_on)}`;
    issues.push({ file, field: `${slot.name}.dependsOn`, value: slot.dependsOn, problem, remedy: reviewed });
  }
  return issues;
}

function issuesOfLockRow(
  { name }: ExpectedSlot,
  index: number,
  names: ReadonlySet<string>,
  lock: { readonly source: string; readonly slots: readonly ExpectedSlot[] },
): readonly Issue[] {
  const at = { file: lock.source, field: `slots[${index}].name`, value: name };
  if (lock.slots.findIndex((row) => row.name === name) !== index) {
    return [{ ...at, problem: 'an earlier row has this name', remedy: 'Remove one of them' }];
  }
  if (names.has(name)) return [];
  return [{ ...at, problem: 'the catalogue has no such slot', remedy: pickOne(name, [...names]) }];
}

function sorted(names: readonly string[]): string {
  return JSON.stringify([...names].sort());
}

function rowText({ number, name, dependsOn }: Slot): string {
  return `{ slot: "${number}", name: ${name}, depends_on: [${dependsOn.join(', ')}] }`;
}
