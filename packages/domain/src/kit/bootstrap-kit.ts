import { readWhateverItIs, type Result, resultOf } from '../issue/result';
import { roles } from '../sovereign/region';
import { rolesOfBlock } from './building-block';
import { issuesInGraph } from './kit-graph';
import type { KitIssue } from './kit-issue';
import { issuesAgainstLock, issuesInLock, type Lock } from './kit-lock';
import { issuesInRows } from './kit-shape';
import { issuesInSubstitutes } from './kit-substitutes';
import type { BootstrapKitRows, Slot } from './slot';

declare const checked: unique symbol;

/** A checked kit: its slots are in the order of their numbers, its substitutes in that of their names. */
export type BootstrapKit = BootstrapKitRows & { readonly [checked]: true };

export interface UncheckedKit {
  /** The file of the kit, as Issues name it. */
  readonly source: string;
  /** What the file exports, whatever it is. */
  readonly rows: unknown;
  readonly lock: Lock;
}

/**
 * A kit whose rows hold together and equal the reviewed graph, or every Issue in it. Whatever `rows` is, it returns.
 */
export function parseBootstrapKit({ source, rows, lock }: UncheckedKit): Result<BootstrapKit> {
  return readWhateverItIs(source, () => {
    const shape = issuesInRows(rows);
    if (shape.isBroken) return { ok: false, issues: shape.issues.map((issue) => ({ ...issue, file: source })) };
    const kit = sortRows(rows as BootstrapKitRows); // each value has the type that its shape asks for
    const issuesOfRows = [...shape.issues, ...issuesInKit(kit, lock)];
    const issues = [
      ...issuesOfRows.map((issue) => ({ ...issue, file: source })),
      ...issuesInLock(kit.slots, lock).map((issue) => ({ ...issue, file: lock.source })),
    ];
    return resultOf(issues, () => kit as BootstrapKit); // the checks above are what the brand stands for
  });
}

function sortRows(rows: BootstrapKitRows): BootstrapKitRows {
  const slots = [...rows.slots].sort((a, b) => Number(a.number > b.number) - Number(a.number < b.number));
  const byName = Object.entries(rows.substitutes).sort(([a], [b]) => (a < b ? -1 : 1)); // names are not equal
  return { ...rows, slots, substitutes: Object.fromEntries(byName) };
}

/** What is wrong between rows whose values are of the right types. */
function issuesInKit(kit: BootstrapKitRows, lock: Lock): readonly KitIssue[] {
  return [
    ...kit.slots.flatMap(breachOfA4),
    ...twins(kit.slots),
    ...issuesInGraph(kit.slots),
    ...issuesInSubstitutes(kit),
    ...issuesAgainstLock(kit.slots, lock),
  ];
}

function breachOfA4({ name, buildingBlock, roles: value }: Slot): readonly KitIssue[] {
  if (buildingBlock === undefined) return [];
  const demanded = rolesOfBlock(buildingBlock);
  if (roles.every((role) => demanded.includes(role) === value.includes(role))) return [];
  const problem = `A4 has the ${buildingBlock} vCluster in other regions`;
  const remedy = `Write ${JSON.stringify(demanded)}`;
  return [{ field: `${name}.roles`, value, code: 'contradiction', problem, remedy }];
}

/** What two slots may not share: Flux and kustomize refuse a second object of the same name. */
function twins(slots: readonly Slot[]): readonly KitIssue[] {
  const makers = slots.filter((slot) => slot.namespaceFrom !== 'elsewhere');
  return [
    ...sharing(slots, 'number', (twin) => ({
      problem: `slot ${twin} has this number`,
      remedy: 'Write a number that is free',
    })),
    ...sharing(slots, 'name', (twin) => ({ problem: `slot ${twin} has this name`, remedy: 'Write another name' })),
    ...sharing(makers, 'namespace', (twin) => ({
      problem: `slot ${twin} makes this namespace too`,
      remedy: "Write namespaceFrom: 'elsewhere' in one of them",
    })),
  ];
}

function sharing(
  slots: readonly Slot[],
  field: 'number' | 'name' | 'namespace',
  refusal: (twin: string) => Pick<KitIssue, 'problem' | 'remedy'>,
): readonly KitIssue[] {
  return slots.flatMap((slot, index) => {
    const twin = slots.slice(0, index).find((other) => other[field] === slot[field]);
    if (twin === undefined) return [];
    const { problem, remedy } = refusal(`${twin.number} ${twin.name}`);
    return [{ field: `${slot.name}.${field}`, value: slot[field], code: 'taken', problem, remedy }];
  });
}
