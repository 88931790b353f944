import { fieldOf } from '../issue/zod-issues';
import { isPlainObject } from '../sovereign/chart-values';
import type { KitIssue } from './kit-issue';
import type { BootstrapKitRows } from './kit-rows';
import { slotLabel, vclusterRoleLabel } from '../slot/labels';
import { installedName, releaseObject } from '../slot/release-object';
import type { Slot } from '../slot/slot';

type Text = (twin: string) => Pick<KitIssue, 'problem' | 'remedy'>;

/** What two slots may not share: Flux, kustomize and Helm refuse a second one of the same name. */
export function issuesOfTwins(slots: readonly Slot[]): readonly KitIssue[] {
  return [
    ...issuesOfTwinNames(slots),
    ...issuesOfTwinMakers(slots),
    ...strayLabels(slots),
    ...issuesOfTwinBlocks(slots),
    ...issuesOfTwinReleases(slots),
  ];
}

/** Slots that people could not tell apart. */
export function issuesOfTwinNames(slots: readonly Slot[]): readonly KitIssue[] {
  return [
    ...sharing(slots, { field: 'number', valueOf: ({ number }) => number }, (twin) => ({
      problem: `slot ${twin} has this number`,
      remedy: 'Write a number that is free',
    })),
    ...sharing(slots, { field: 'name', valueOf: ({ name }) => name }, (twin) => ({
      problem: `slot ${twin} has this name`,
      remedy: 'Write another name',
    })),
  ];
}

/** Slots that make the same namespace. */
export function issuesOfTwinMakers(slots: readonly Slot[]): readonly KitIssue[] {
  const makers = slots.filter(({ namespace, runsIn }) => namespace.from !== 'elsewhere' && runsIn === undefined);
  return sharing(makers, { field: 'namespace.name', valueOf: ({ namespace }) => namespace.name }, (twin) => ({
    problem: `slot ${twin} makes this namespace too`,
    remedy: "Write from: 'elsewhere' in one of them",
  }));
}

/** Labels of a namespace that the slot's file does not make: nobody would write them. */
function strayLabels(slots: readonly Slot[]): readonly KitIssue[] {
  return slots.flatMap(({ name, namespace: { from, labels } }): readonly KitIssue[] => {
    if (labels === undefined || from === 'slot') return [];
    const problem = `the Namespace is from '${from}', so that nobody writes them`;
    const remedy = "Write from: 'slot', or take them out";
    return [{ field: `${name}.namespace.labels`, value: labels, code: 'contradiction', problem, remedy }];
  });
}

/** Slots that make the same vCluster: what runs in it would be in one of them. */
function issuesOfTwinBlocks(slots: readonly Slot[]): readonly KitIssue[] {
  const makers = slots.filter(({ buildingBlock }) => buildingBlock !== undefined);
  return sharing(makers, { field: 'buildingBlock', valueOf: ({ buildingBlock = '' }) => buildingBlock }, (twin) => ({
    problem: `slot ${twin} makes this vCluster`,
    remedy: 'Take one of them out',
  }));
}

/** Slots that have the same HelmRelease, or install the same release. */
export function issuesOfTwinReleases(slots: readonly Slot[]): readonly KitIssue[] {
  return [
    ...sharing(slots, { field: 'release', valueOf: objectText }, (twin) => ({
      problem: `slot ${twin} has this HelmRelease`,
      remedy: 'Write another name or namespace',
    })),
    ...sharing(slots, { field: 'installs.as', valueOf: installedText }, (twin) => ({
      problem: `slot ${twin} installs a release of this name there`,
      remedy: 'Write another name',
    })),
  ];
}

interface Shared {
  readonly field: string;
  readonly valueOf: (slot: Slot) => string;
}

function sharing(slots: readonly Slot[], { field, valueOf }: Shared, text: Text): readonly KitIssue[] {
  return slots.flatMap((slot, index) => {
    const value = valueOf(slot);
    // Two slots of one name share everything else, too.
    const twin = slots.slice(0, index).find((other) => valueOf(other) === value);
    if (twin === undefined || (twin.name === slot.name && field !== 'name' && field !== 'number')) return [];
    return [{ field: `${slot.name}.${field}`, value, code: 'taken', ...text(`${twin.number} ${twin.name}`) }];
  });
}

function objectText(slot: Slot): string {
  const { name, namespace } = releaseObject(slot);
  return `${namespace}/${name}`;
}

/** The release as Helm finds it again: its name, where Helm keeps it, and in which cluster. */
function installedText(slot: Slot): string {
  const storage =
    slot.installs?.storage ?? (slot.runsIn === undefined ? releaseObject(slot).namespace : slot.namespace.name);
  return `${slot.runsIn === undefined ? '' : `${slot.runsIn}: `}${storage}/${installedName(slot)}`;
}

type Rows = Pick<BootstrapKitRows, 'labels' | 'annotations' | 'slots'>;

/** Labels and annotations of one release that every release has already. */
export function issuesOfReleaseMetadata({ labels, annotations, slots }: Rows): readonly KitIssue[] {
  const ofSlot = [slotLabel, vclusterRoleLabel];
  const taken = { labels: [...keysOf(labels), ...ofSlot], annotations: keysOf(annotations) };
  const ofKit = keysOf(labels).filter((key) => ofSlot.includes(key));
  const own = ofKit.map((key): KitIssue => {
    const problem = 'each release has that of its slot';
    return { field: fieldOf(['labels', key]), value: key, code: 'taken', problem, remedy: 'Take it out' };
  });
  const ofSlots = slots.flatMap(({ name, release = {} }) =>
    (['labels', 'annotations'] as const).flatMap((kind) =>
      Object.entries(release[kind] ?? {})
        .filter(([key]) => taken[kind].includes(key))
        .map(([key, value]): KitIssue => {
          const field = `${name}.${fieldOf(['release', kind, key])}`;
          const problem = 'every release of the kit has it already';
          return { field, value, code: 'taken', problem, remedy: 'Take it out' };
        }),
    ),
  );
  return [...own, ...ofSlots];
}

/** What is no map was refused with the shape of the kit. */
function keysOf(map: unknown): readonly string[] {
  return isPlainObject(map) ? Object.keys(map) : [];
}
