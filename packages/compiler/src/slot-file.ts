import { type BootstrapKit, chartName, type Slot, type SlotObject } from '@sovereign-fleet/domain';
import { helmRepository, type Manifest, namespace, ociRepository, tagOfVersion } from '@sovereign-fleet/flux';
import { pullSecretOf, slotRelease, sourceOf } from './slot-release';
import { substituteMap, substituteTexts } from './slot-values';

const interval = '15m';

/** The objects of one slot, alike in every region but for the substitutes that Flux fills in. */
export function slotManifests(slot: Slot, kit: BootstrapKit): readonly Manifest[] {
  const objects = plainObjects(slot, kit).map((object) => manifestOf(object, kit));
  return [...slotNamespace(slot, kit), ...slotSource(slot, kit), slotRelease(slot, kit), ...objects];
}

/**
 * The custom resources of a slot, whose kinds a chart of the kit brings. Flux tries all of a Kustomization before it
 * applies any, so these are applied by one of their own.
 */
export function customResources(slot: Slot, kit: BootstrapKit): readonly Manifest[] {
  return customObjects(slot, kit).map((object) => manifestOf(object, kit));
}

export function hasCustomResources(slot: Slot, kit: BootstrapKit): boolean {
  return customObjects(slot, kit).length > 0;
}

function customObjects(slot: Slot, kit: BootstrapKit): readonly SlotObject[] {
  return objectsOf(slot, kit).filter(({ isCustom }) => isCustom);
}

/** What a slot has beside its HelmRelease and is applied with it. */
export function plainObjects(slot: Slot, kit: BootstrapKit): readonly SlotObject[] {
  return objectsOf(slot, kit).filter(({ isCustom }) => !isCustom);
}

function objectsOf({ name }: Slot, { objects }: BootstrapKit): readonly SlotObject[] {
  return objects[name] ?? [];
}

/** An object as it is written; Flux substitutes in all of it. */
export function manifestOf({ value }: SlotObject, kit: BootstrapKit): Manifest {
  return substituteMap(value, kit) as object as Manifest; // it was checked to be an object of Kubernetes
}

/** The Namespace of a slot, where its file makes it. */
export function slotNamespace({ namespace: { name, from, labels } }: Slot, kit: BootstrapKit): readonly Manifest[] {
  if (from !== 'slot') return [];
  return [namespace({ name, labels: labels === undefined ? undefined : substituteTexts(labels, kit) })];
}

/** The source of a slot alone: a chart in a registry has an OCIRepository of its own. */
export function slotSource(slot: Slot, kit: BootstrapKit): readonly Manifest[] {
  const { source } = sourceOf(slot, kit);
  if (source.type !== 'oci') return [];
  const { version, digest, range } = slot.chart;
  const ref = range ? { semver: version } : { tag: tagOfVersion(version), digest };
  return [
    ociRepository({ name: slot.name, url: chartUrl(slot, kit), ref, secret: pullSecretOf(source, kit), interval }),
  ];
}

/** Where the chart of a slot is in its registry. */
export function chartUrl(slot: Slot, kit: BootstrapKit): string {
  return `${sourceOf(slot, kit).source.url}/${chartName(slot)}`;
}

/** The sources that slots share: a HelmRepository for each, in the order of the kit. */
export function sharedSources(slots: readonly Slot[], kit: BootstrapKit): readonly Manifest[] {
  return sharedSourceNames(slots, kit).flatMap((name) => {
    const source = kit.sources[name];
    if (source === undefined) return [];
    return [helmRepository({ name, url: source.url, secret: pullSecretOf(source, kit), interval })];
  });
}

/** Their names. */
export function sharedSourceNames(slots: readonly Slot[], kit: BootstrapKit): readonly string[] {
  const used = new Set(slots.map((slot) => sourceOf(slot, kit).name));
  return Object.entries(kit.sources).flatMap(([name, { type }]) => (type === 'helm' && used.has(name) ? [name] : []));
}
