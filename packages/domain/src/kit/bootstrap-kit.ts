import type { Finding } from '../issue/issue';
import { findingsInGraph } from './kit-graph';
import { findingsAgainstLock, findingsInLock, type Lock } from './kit-lock';
import { findingsInRows } from './kit-shape';
import { findingsInSubstitutes } from './kit-substitutes';
import { type Role, roles } from '../sovereign/region';
import { readWhateverItIs, type Result, resultOf } from '../issue/result';
import type { BootstrapKitRows, BuildingBlock, Slot } from './slot';

declare const checked: unique symbol;

/** A catalogue past all doubt, its slots in the order of their numbers and its substitutes in that of their names. */
export type BootstrapKit = BootstrapKitRows & { readonly [checked]: true };

export interface UncheckedKit {
  /** The file of the catalogue, as Issues name it. */
  readonly source: string;
  /** What the file exports, whatever it is. */
  readonly rows: unknown;
  readonly lock: Lock;
}

/** A kit whose rows hold together and equal the reviewed graph, or every Issue in it. Whatever `rows` is, it returns. */
export function parseBootstrapKit({ source, rows, lock }: UncheckedKit): Result<BootstrapKit> {
  return readWhateverItIs(source, () => {
    const shape = findingsInRows(rows);
    if (shape.isBroken) return { ok: false, issues: shape.findings.map((finding) => ({ file: source, ...finding })) };
    const kit = sorted(rows as BootstrapKitRows); // each value has the type that its shape asks for
    const findings = [...shape.findings, ...findingsInKit(kit, lock)];
    const issues = [
      ...findings.map((finding) => ({ file: source, ...finding })),
      ...findingsInLock(kit.slots, lock).map((finding) => ({ file: lock.source, ...finding })),
    ];
    return resultOf(issues, () => kit as BootstrapKit); // the checks above are what the brand stands for
  });
}

function sorted(rows: BootstrapKitRows): BootstrapKitRows {
  const slots = [...rows.slots].sort((a, b) => Number(a.number > b.number) - Number(a.number < b.number));
  const byName = Object.entries(rows.substitutes).sort(([a], [b]) => (a < b ? -1 : 1)); // names are not equal
  return { ...rows, slots, substitutes: Object.fromEntries(byName) };
}

/** What is wrong between rows whose values are of the right types. */
function findingsInKit(kit: BootstrapKitRows, lock: Lock): readonly Finding[] {
  return [
    ...kit.slots.flatMap(breachOfA4),
    ...twins(kit.slots),
    ...findingsInGraph(kit.slots),
    ...findingsInSubstitutes(kit),
    ...findingsAgainstLock(kit.slots, lock),
  ];
}

/** Invariant A4: the primary region runs MGMT and DMZ, each secondary DMZ and RTZ. */
const rolesOfBlock: Readonly<Record<BuildingBlock, readonly Role[]>> = {
  mgmt: ['primary'],
  dmz: ['primary', 'secondary'],
  rtz: ['secondary'],
};

function breachOfA4({ name, buildingBlock, roles: value }: Slot): readonly Finding[] {
  if (buildingBlock === undefined) return [];
  const demanded = rolesOfBlock[buildingBlock];
  if (roles.every((role) => demanded.includes(role) === value.includes(role))) return [];
  const problem = `A4 has the ${buildingBlock} vCluster in other regions`;
  return [{ field: `${name}.roles`, value, problem, remedy: `Write ${JSON.stringify(demanded)}` }];
}

/** What two slots may not share: Flux and kustomize refuse a second object of the same name. */
function twins(slots: readonly Slot[]): readonly Finding[] {
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
  refusal: (twin: string) => Pick<Finding, 'problem' | 'remedy'>,
): readonly Finding[] {
  return slots.flatMap((slot, index) => {
    const twin = slots.slice(0, index).find((other) => other[field] === slot[field]);
    if (twin === undefined) return [];
    return [{ field: `${slot.name}.${field}`, value: slot[field], ...refusal(`${twin.number} ${twin.name}`) }];
  });
}
