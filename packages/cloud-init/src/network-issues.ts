import type { Installation } from '@sovereign-fleet/compiler';
import type { Issue, Network, Region, Slot } from '@sovereign-fleet/domain';
import { parse } from 'yaml';

interface InstalledSlot {
  readonly slot: Slot;
  readonly installation: Installation;
  /** The file of the kit. */
  readonly source: string;
}

/** What keeps the HelmRelease of slot 01 from taking over what Helm installed on the node. */
export function issuesOfAdoption({ slot, installation, source }: InstalledSlot): readonly Issue[] {
  const { namespace, storage } = installation;
  const inputs = slot.inputs ?? [];
  const ofStorage: Issue = {
    file: source,
    field: `${slot.name}.installs.storage`,
    value: slot.installs?.storage,
    code: 'contradiction',
    problem:
      `Helm on the node keeps the release in "${namespace}" and Flux looks for it in "${storage}", so Flux ` +
      'would install over it, and take the network away when that fails',
    remedy:
      `Write installs: { storage: '${namespace}' } before the first cluster of the kit runs; clusters that run ` +
      'without it keep what they have, and are not made by Phase 0',
  };
  const ofInputs = inputs.map(({ kind, name }, index): Issue => {
    return {
      file: source,
      field: `${slot.name}.inputs[${index}]`,
      value: name,
      code: 'contradiction',
      problem: `Helm on the node has no ${kind} to read, so its values would not be those of Flux`,
      remedy: 'Write the values into the row, or take them from a parameter',
    };
  });
  return [...(storage === namespace ? [] : [ofStorage]), ...ofInputs];
}

/** Flags of k3s that the values of slot 01 contradict. */
export function issuesOfFlags(
  { slot, installation, source }: InstalledSlot,
  { key }: Region,
  { pods }: Network,
): readonly Issue[] {
  const values: unknown = parse(installation.values);
  return contradictions.flatMap(({ path, flag, isRight }): readonly Issue[] => {
    // A wrapper has the values of Cilium below its name.
    const places = [path, ['cilium', ...path]];
    return places.flatMap((place): readonly Issue[] => {
      const value = valueAt(values, place);
      if (value === undefined || isRight(value, { pods, values, isWrapped: place !== path })) return [];
      return [
        {
          file: source,
          field: `${slot.name}.values.${place.join('.')}`,
          value,
          code: 'contradiction',
          problem: `k3s of ${key} is started with --${flag}`,
          remedy: `Read the fact "podCidr" there, or write ${pods}`,
        },
      ];
    });
  });
}

interface FlagContext {
  readonly pods: string;
  readonly values: unknown;
  readonly isWrapped: boolean;
}

interface Contradiction {
  readonly path: readonly string[];
  readonly flag: string;
  readonly isRight: (value: unknown, context: FlagContext) => boolean;
}

/** Values of Cilium that have to say what a flag says. */
const contradictions: readonly Contradiction[] = [
  {
    path: ['ipam', 'operator', 'clusterPoolIPv4PodCIDRList'],
    flag: 'cluster-cidr',
    isRight: (value, { pods, values, isWrapped }) => {
      const mode = valueAt(values, [...(isWrapped ? ['cilium'] : []), 'ipam', 'mode']) ?? 'cluster-pool';
      const list = Array.isArray(value) ? value : [value];
      return mode !== 'cluster-pool' || (list.length === 1 && list[0] === pods);
    },
  },
];

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((found, key) => {
    return typeof found === 'object' && found !== null && Object.hasOwn(found, key)
      ? (found as Readonly<Record<string, unknown>>)[key] // an own key
      : undefined;
  }, value);
}
