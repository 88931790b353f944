import {
  type BootstrapKit,
  kitFolder,
  kitFolderName,
  regionFolder,
  releaseObject,
  type Slot,
  slotFolderName,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { fluxNamespace, helmReleaseHealth, kustomization, template } from '@sovereign-fleet/flux';
import { oncePer } from './layers/once-per';
import { customResources } from './slot-file';
import type { ResolvedRegion } from './topology';

/** What a region's Flux reads. */
export const source = { kind: 'GitRepository', name: fluxNamespace } as const;

/** The Kustomization that is ready once the kit is, with a folder of its own. */
export const readyName = `${kitFolderName}-ready`;

interface OfSovereign {
  readonly fqdn: Sovereign['fqdn'];
  readonly kit: BootstrapKit;
}

/**
 * The Kustomizations of a region: the kit, one for each slot with custom resources, and one that is ready once the kit
 * is. They wait for nothing but the last, so that a commit that mends the kit is taken up at the next fetch:
 * kustomize-controller looks at no new commit while it waits.
 */
export function printedKustomizations({ key, substitutes, slots }: ResolvedRegion, { fqdn, kit }: OfSovereign): string {
  const enabled = slots.filter(({ state }) => state === 'on').map(({ slot }) => slot);
  const folder = `./${regionFolder(fqdn, key)}`;
  const custom = slotsWithCustomResources(enabled, kit).map((slot, index) => {
    return [customPlace(index), `./${kitFolder(fqdn)}/${slotFolderName(slot)}`] as const;
  });
  const paths = { path: `${folder}/${kitFolderName}`, ready: `${folder}/${readyName}`, ...Object.fromEntries(custom) };
  return templateOf(enabled, Object.keys(substitutes), kit)({ ...substitutes, ...paths });
}

/** Printed once for all regions in which the same slots are on. */
function templateOf(enabled: readonly Slot[], names: readonly string[], kit: BootstrapKit) {
  const printed = templates(kit);
  const key = [...enabled.map(({ name }) => name), ...names].join(' ');
  const found = printed.get(key) ?? printTemplate(enabled, names, kit);
  printed.set(key, found);
  return found;
}

const templates = oncePer<BootstrapKit, Map<string, ReturnType<typeof printTemplate>>>(() => new Map());

function printTemplate(enabled: readonly Slot[], names: readonly string[], kit: BootstrapKit) {
  return template((place) => {
    const apply = (name: string, path: `./${string}`, read: readonly string[]) => {
      const substitute = Object.fromEntries(read.map((one) => [one, place(one)]));
      return kustomization(name, { interval: '10m', path, postBuild: { substitute }, ...applied });
    };
    return [
      apply(kitFolderName, place('path'), names),
      ...slotsWithCustomResources(enabled, kit).map((slot, index) => {
        const read = namesRead(slot, names, kit);
        return apply(`${kitFolderName}-${slot.name}`, place(customPlace(index)), read);
      }),
      kustomization(readyName, {
        dependsOn: [{ name: kitFolderName }],
        healthChecks: enabled.map((slot) => helmReleaseHealth(releaseObject(slot))),
        interval: '10m',
        path: place('ready'),
        prune: true,
        retryInterval: '1m',
        sourceRef: source,
        timeout: '30m',
      }),
    ];
  });
}

/**
 * The substitutes that the custom resources of a slot read. Where they read none, all: without one Flux would not
 * substitute at all, and an escaped `$${X}` would stay as it is (fluxcd/pkg: kustomize, SubstituteVariables).
 */
function namesRead(slot: Slot, names: readonly string[], kit: BootstrapKit): readonly string[] {
  const text = JSON.stringify(customResources(slot, kit));
  const read = names.filter((name) => text.includes(`\${${name}`));
  return read.length > 0 ? read : names;
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
  return slots.filter((slot) => customResources(slot, kit).length > 0);
}

function customPlace(index: number): string {
  return `custom${index}`;
}
