import type { Issue } from './issue';
import { type ExpectedSlot, issuesOfGraph, issuesOfLock } from './kit-graph';
import { issuesOfSubstitutes } from './kit-substitutes';
import type { Result } from './result';
import { roles, type Role } from './region';
import { type BootstrapKitRows, type BuildingBlock, type Slot, SlotShape } from './slot';
import { issuesOf, type Remedies } from './zod-issues';

declare const checked: unique symbol;

/** A catalogue past all doubt, its slots in the order of their numbers. */
export type BootstrapKit = BootstrapKitRows & { readonly [checked]: true };

export interface UncheckedKit {
  /** The file of the catalogue, as Issues name it. */
  readonly source: string;
  readonly rows: BootstrapKitRows;
  /** The file of the reviewed dependency graph, and its rows. */
  readonly lock: { readonly source: string; readonly slots: readonly ExpectedSlot[] };
}

const remedies: Remedies = {
  number: 'Write the step as "58" or "06a"',
  name: 'Write a name such as "bp-cilium"',
  'chart.name': 'Write the chart as it is in the registry, such as "bp-cilium"',
  'chart.version': 'Write the version that was reviewed, such as "1.4.0"',
  'chart.digest': 'Write the digest that the registry gives for the version',
  namespace: 'Write a namespace such as "cert-manager"',
  roles: 'Write [\'primary\'], [\'secondary\'] or both',
};

/** A kit whose rows hold together and equal the reviewed graph, or every Issue in it. */
export function parseBootstrapKit({ source, rows, lock }: UncheckedKit): Result<BootstrapKit> {
  const slots = [...rows.slots].sort((a, b) => (a.number < b.number ? -1 : 1));
  const issues = [
    ...slots.flatMap((slot) => issuesOfRow(slot, source)),
    ...slots.flatMap((slot) => issuesOfA4(slot, source)),
    ...issuesOfTwins(slots, source),
    ...issuesOfGraph(slots, source),
    ...issuesOfSubstitutes({ ...rows, slots }, source),
    ...issuesOfLock(slots, source, lock),
  ];
  if (issues.length > 0) return { ok: false, issues };
  const kit: BootstrapKitRows = { ...rows, slots };
  return { ok: true, value: kit as BootstrapKit }; // the checks above are what the brand stands for
}

function issuesOfRow(slot: Slot, file: string): readonly Issue[] {
  const shape = SlotShape.safeParse(slot);
  if (shape.success) return [];
  return issuesOf(shape.error, { file, input: slot, remedies }).map((issue) => ({
    ...issue,
    field: `${slot.name}.${issue.field}`,
  }));
}

/** Invariant A4: the primary region runs MGMT and DMZ, each secondary DMZ and RTZ. */
const rolesOfBlock: Readonly<Record<BuildingBlock, readonly Role[]>> = {
  mgmt: ['primary'],
  dmz: ['primary', 'secondary'],
  rtz: ['secondary'],
};

function issuesOfA4({ name, buildingBlock, roles: value }: Slot, file: string): readonly Issue[] {
  if (buildingBlock === undefined) return [];
  const demanded = rolesOfBlock[buildingBlock];
  if (roles.every((role) => demanded.includes(role) === value.includes(role))) return [];
  const problem = `A4 has the ${buildingBlock} vCluster in other regions`;
  return [{ file, field: `${name}.roles`, value, problem, remedy: `Write ${JSON.stringify(demanded)}` }];
}

/** What two slots may not share. Flux and kustomize refuse the second object of a name. */
function issuesOfTwins(slots: readonly Slot[], file: string): readonly Issue[] {
  return [
    ...issuesOfShared(slots, file, 'number', (slot) => slot.number),
    ...issuesOfShared(slots, file, 'name', (slot) => slot.name),
    ...issuesOfShared(
      slots.filter((slot) => slot.namespaceFrom !== 'elsewhere'),
      file,
      'namespace',
      (slot) => slot.namespace,
    ),
  ];
}

function issuesOfShared(
  slots: readonly Slot[],
  file: string,
  field: 'number' | 'name' | 'namespace',
  valueOf: (slot: Slot) => string,
): readonly Issue[] {
  return slots.flatMap((slot, index) => {
    const value = valueOf(slot);
    const twin = slots.slice(0, index).find((other) => valueOf(other) === value);
    if (twin === undefined) return [];
    const problem = `slot ${twin.number} ${twin.name} ${field === 'namespace' ? 'makes this namespace too' : `has this ${field}`}`;
    const remedy = field === 'namespace' ? "Write namespaceFrom: 'elsewhere' in one of them" : `Write another ${field}`;
    return [{ file, field: `${slot.name}.${field}`, value, problem, remedy }];
  });
}
