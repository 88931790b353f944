import type { z } from 'zod';
import type { Finding } from './issue';
import { findingsInGraph } from './kit-graph';
import { findingsAgainstLock, findingsInLock, type Lock } from './kit-lock';
import { findingsInSubstitutes } from './kit-substitutes';
import { type Role, roles } from './region';
import { type Result, resultOf } from './result';
import { type BootstrapKitRows, type BuildingBlock, KitShape, type Slot, SlotShape } from './slot';
import { issuesOf, type Remedies } from './zod-issues';

declare const checked: unique symbol;

/** A catalogue past all doubt, its slots in the order of their numbers and its substitutes in that of their names. */
export type BootstrapKit = BootstrapKitRows & { readonly [checked]: true };

export interface UncheckedKit {
  /** The file of the catalogue, as Issues name it. */
  readonly source: string;
  readonly rows: BootstrapKitRows;
  readonly lock: Lock;
}

/** A kit whose rows hold together and equal the reviewed graph, or every Issue in it. */
export function parseBootstrapKit({ source, rows, lock }: UncheckedKit): Result<BootstrapKit> {
  const slots = [...rows.slots].sort((a, b) => Number(a.number > b.number) - Number(a.number < b.number));
  const byName = Object.entries(rows.substitutes).sort(([a], [b]) => (a < b ? -1 : 1)); // names are not equal
  const substitutes = Object.fromEntries(byName);
  const kit: BootstrapKitRows = { ...rows, slots, substitutes };
  const findings = [
    ...findingsInShape(KitShape, kit, ''),
    ...slots.flatMap((slot) => findingsInShape(SlotShape, slot, `${slot.name}.`)),
    ...slots.flatMap(breachOfA4),
    ...twins(slots),
    ...findingsInGraph(slots),
    ...findingsInSubstitutes(kit),
    ...findingsAgainstLock(slots, lock),
  ];
  const issues = [
    ...findings.map((finding) => ({ file: source, ...finding })),
    ...findingsInLock(slots, lock).map((finding) => ({ file: lock.source, ...finding })),
  ];
  return resultOf(issues, () => kit as BootstrapKit); // the checks above are what the brand stands for
}

const remedies: Remedies = {
  chartRepository: 'Write it as "oci://ghcr.io/openova-io"',
  chartSecret: 'Write a name such as "ghcr-pull"',
  number: 'Write the step as "58" or "06a"',
  name: 'Write a name such as "bp-cilium"',
  'chart.name': 'Write the chart as it is in the registry, such as "bp-cilium"',
  'chart.version': 'Write the version that was reviewed, such as "1.4.0"',
  'chart.digest': 'Write the digest that the registry gives for the version',
  namespace: 'Write a namespace such as "cert-manager"',
  roles: "Write ['primary'], ['secondary'] or both",
};

function findingsInShape(shape: z.ZodType, input: unknown, prefix: string): readonly Finding[] {
  const parsed = shape.safeParse(input);
  if (parsed.success) return [];
  return issuesOf(parsed.error, { file: '', input, remedies }).map(({ field, value, problem, remedy }) => ({
    field: `${prefix}${field}`,
    value,
    problem,
    remedy,
  }));
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
