import {
  type BootstrapKit,
  kitFolder,
  kitFolderName,
  ownSlotsFolder,
  ownSlotsName,
  ownSlotsOf,
  readyName,
  regionFolder,
  releaseObject,
  type Slot,
  slotFolderName,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { fluxNamespace, helmReleaseHealth, kustomization, type Manifest, template } from '@sovereign-fleet/flux';
import { printJson } from '@sovereign-fleet/go-text';
import { oncePer } from './layers/once-per';
import { customResources, hasCustomResources } from './slot-file';
import type { ResolvedRegion, ResolvedSlot } from './topology';

/** What a region's Flux reads. */
export const source = { kind: 'GitRepository', name: fluxNamespace } as const;

interface OfSovereign {
  readonly fqdn: Sovereign['fqdn'];
  readonly kit: BootstrapKit;
}

/**
 * The Kustomizations of a region: the kit, the Sovereign's own slots, one for each slot with custom resources, and one
 * that is ready once all are. They wait for nothing but the last, so that a commit that mends the kit is taken up at
 * the next fetch: kustomize-controller looks at no new commit while it waits.
 */
export function printedKustomizations(region: ResolvedRegion, { fqdn, kit }: OfSovereign): string {
  const { key, substitutes, ownSubstitutes, slots } = region;
  const { enabled, custom: slotsWithFolders, hasOwn } = summaryOf(kit)(slots);
  const folder = `./${regionFolder(fqdn, key)}`;
  const custom = slotsWithFolders.map(({ slot, isOwn }, index) => {
    const place = isOwn ? ownSlotsFolder(fqdn) : kitFolder(fqdn);
    return [customPlace(index), `./${place}/${slotFolderName(slot)}`] as const;
  });
  const paths = {
    path: `${folder}/${kitFolderName}`,
    own: `${folder}/${ownSlotsName}`,
    ready: `${folder}/${readyName}`,
    ...Object.fromEntries(custom),
  };
  const names = { substitutes: Object.keys(substitutes), own: hasOwn ? Object.keys(ownSubstitutes) : undefined };
  const ofOwn = Object.entries(ownSubstitutes).map(([name, value]) => [ownPlace(name), value] as const);
  return templateOf(enabled, names, kit)({ ...substitutes, ...Object.fromEntries(ofOwn), ...paths });
}

/** What there is of the slots of a region, for all regions that have the same list. */
const summaryOf = oncePer((kit: BootstrapKit) =>
  oncePer((slots: readonly ResolvedSlot[]) => {
    const own = ownSlotsOf(kit);
    const enabled = slots.filter(({ state }) => state === 'on').map(({ slot }) => slot);
    return {
      enabled,
      custom: slotsWithCustomResources(enabled, kit).map((slot) => ({ slot, isOwn: own.includes(slot) })),
      hasOwn: slots.some(({ slot, state }) => state !== 'absent' && own.includes(slot)),
    };
  }),
);

/** The variables of the kit, and those of the Sovereign's own slots where it has some. */
interface Names {
  readonly substitutes: readonly string[];
  readonly own: readonly string[] | undefined;
}

/** Printed once for all regions in which the same slots are on. */
function templateOf(enabled: readonly Slot[], names: Names, kit: BootstrapKit) {
  const printed = templates(kit);
  const key = [enabled.map(({ name }) => name), names.substitutes, names.own ?? []].map((one) => one.join(' ')).join();
  const found = printed.get(key) ?? printTemplate(enabled, names, kit);
  printed.set(key, found);
  return found;
}

const templates = oncePer<BootstrapKit, Map<string, ReturnType<typeof printTemplate>>>(() => new Map());

function printTemplate(enabled: readonly Slot[], names: Names, kit: BootstrapKit) {
  return template((place) => {
    const own = ownSlotsOf(kit);
    const { substitutes, own: namesOfOwn } = names;
    const ofKit = (read: readonly string[]) => Object.fromEntries(read.map((name) => [name, place(name)]));
    const ofOwn = (read: readonly string[]) => Object.fromEntries(read.map((name) => [name, place(ownPlace(name))]));
    return [
      applying(kitFolderName, place('path'), ofKit(substitutes)),
      ...(namesOfOwn === undefined ? [] : [applying(ownSlotsName, place('own'), ofOwn(namesOfOwn))]),
      ...slotsWithCustomResources(enabled, kit).map((slot, index) => {
        const values = own.includes(slot)
          ? ofOwn(namesRead(slot, namesOfOwn ?? [], kit))
          : ofKit(namesRead(slot, substitutes, kit));
        return applying(`${kitFolderName}-${slot.name}`, place(customPlace(index)), values);
      }),
      readiness(enabled, place('ready'), namesOfOwn !== undefined),
    ];
  });
}

/**
 * The substitutes that the custom resources of a slot read. Where they read none, all: without one Flux would not
 * substitute at all, and an escaped `$${X}` would stay as it is (fluxcd/pkg: kustomize, SubstituteVariables).
 */
function namesRead(slot: Slot, names: readonly string[], kit: BootstrapKit): readonly string[] {
  const text = printJson(customResources(slot, kit));
  const read = names.filter((name) => text.includes(`\${${name}`));
  return read.length > 0 ? read : names;
}

/** A namespace that the kit makes has to be there before an object in it is tried. */
const afterKit = { dependsOn: [{ name: kitFolderName }] };

function applying(name: string, path: `./${string}`, substitute: Readonly<Record<string, string>>): Manifest {
  const after = name === ownSlotsName ? afterKit : {};
  return kustomization(name, { ...after, interval: '10m', path, postBuild: { substitute }, ...applied });
}

/** Is ready once the HelmReleases of the slots are that are on. */
function readiness(enabled: readonly Slot[], path: `./${string}`, hasOwn: boolean): Manifest {
  return kustomization(readyName, {
    dependsOn: [kitFolderName, ...(hasOwn ? [ownSlotsName] : [])].map((name) => ({ name })),
    healthChecks: enabled.map((slot) => helmReleaseHealth(releaseObject(slot))),
    interval: '10m',
    path,
    prune: true,
    retryInterval: '1m',
    sourceRef: source,
    timeout: '30m',
  });
}

/** Custom resources are refused until the release is there that brings their kinds: then they are tried again. */
const applied = {
  prune: true,
  retryInterval: '1m',
  sourceRef: source,
  timeout: '5m',
  wait: false,
} as const;

function slotsWithCustomResources(slots: readonly Slot[], kit: BootstrapKit): readonly Slot[] {
  return slots.filter((slot) => hasCustomResources(slot, kit));
}

function customPlace(index: number): string {
  return `custom${index}`;
}

/** One word, and no name of a parameter, which is in capitals. */
function ownPlace(name: string): string {
  return `own_${name}`;
}
