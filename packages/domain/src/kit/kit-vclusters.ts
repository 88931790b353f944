import { roles } from '../sovereign/region';
import { type BuildingBlock, rolesOfBlock } from '../slot/building-block';
import type { KitIssue } from './kit-issue';
import type { BootstrapKitRows } from './kit-rows';
import type { Slot } from '../slot/slot';

/** vClusters that are not where A4 has them, and slots that cannot run in theirs. */
export function issuesOfVclusters({ slots }: BootstrapKitRows): readonly KitIssue[] {
  return slots.flatMap((slot) => [
    ...(slot.buildingBlock === undefined ? strayKubeConfig(slot) : breachesOfA4(slot, slot.buildingBlock)),
    ...(slot.runsIn === undefined ? [] : issuesOfGuest(slot, slot.runsIn, slots)),
  ]);
}

/** A4 knows roles alone: a vCluster that is off by anything else is missing somewhere. */
function breachesOfA4({ name, where = {} }: Slot, block: BuildingBlock): readonly KitIssue[] {
  const demanded = rolesOfBlock(block);
  const value = where.roles ?? roles;
  const isAsDemanded = roles.every((role) => demanded.includes(role) === value.includes(role));
  const byRole: KitIssue = {
    field: `${name}.where.roles`,
    value,
    code: 'contradiction',
    problem: `A4 has the ${block} vCluster in other regions`,
    remedy: `Write ${JSON.stringify(demanded)}`,
  };
  const others = (['providers', 'environments', 'feature'] as const).filter((key) => where[key] !== undefined);
  return [
    ...(isAsDemanded ? [] : [byRole]),
    ...others.map((key) => ({
      field: `${name}.where.${key}`,
      value: where[key],
      code: 'contradiction' as const,
      problem: `A4 has the ${block} vCluster in every region of its roles`,
      remedy: 'Remove it',
    })),
  ];
}

function strayKubeConfig({ name, kubeConfig }: Slot): readonly KitIssue[] {
  if (kubeConfig === undefined) return [];
  const problem = 'the slot makes no vCluster';
  const remedy = 'Write buildingBlock, or remove it';
  return [{ field: `${name}.kubeConfig`, value: kubeConfig, code: 'contradiction', problem, remedy }];
}

function issuesOfGuest(slot: Slot, block: BuildingBlock, slots: readonly Slot[]): readonly KitIssue[] {
  const { name } = slot;
  const host = slots.find(({ buildingBlock }) => buildingBlock === block);
  const field = `${name}.runsIn`;
  if (host === undefined) {
    const remedy = `Add the row of the ${block} vCluster, or remove it`;
    return [{ field, value: block, code: 'unknown-value', problem: 'no slot makes this vCluster', remedy }];
  }
  const noKubeConfig: KitIssue = {
    field: `${host.name}.kubeConfig`,
    value: undefined,
    code: 'missing',
    problem: `${name} runs in its vCluster, and Flux needs the kubeconfig to reach it`,
    remedy: "Write the Secret that the chart exports, such as { secret: 'vc-mgmt', key: 'config' }",
  };
  return [...(host.kubeConfig === undefined ? [noKubeConfig] : []), ...derivedFields(slot)];
}

/** What follows from `runsIn`, and so cannot be said otherwise. */
function derivedFields({ name, namespace, release, installs, where }: Slot): readonly KitIssue[] {
  const found: readonly (Pick<KitIssue, 'field' | 'value' | 'problem' | 'remedy'> | undefined)[] = [
    namespace.from === 'helm'
      ? undefined
      : {
          field: 'namespace.from',
          value: namespace.from,
          problem: 'Helm alone makes a namespace within a vCluster',
          remedy: "Write 'helm'",
        },
    release?.namespace === undefined
      ? undefined
      : {
          field: 'release.namespace',
          value: release.namespace,
          problem: 'Flux reads the kubeconfig where the HelmRelease is, and the vCluster exports it to flux-system',
          remedy: 'Remove it',
        },
    installs?.storage === undefined
      ? undefined
      : {
          field: 'installs.storage',
          value: installs.storage,
          problem: 'Helm keeps the release of a slot in a vCluster in its own namespace there',
          remedy: 'Remove it',
        },
    where?.off === undefined || where.off === 'absent'
      ? undefined
      : {
          field: 'where.off',
          value: where.off,
          problem: 'where the vCluster is not, there is no cluster for the release',
          remedy: "Write 'absent', or remove it",
        },
  ];
  return found.flatMap((issue) =>
    issue === undefined ? [] : [{ ...issue, field: `${name}.${issue.field}`, code: 'contradiction' as const }],
  );
}
