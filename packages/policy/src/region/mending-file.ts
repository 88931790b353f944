import {
  keysOf,
  kitFolder,
  outputFolder,
  ownSlotsFolder,
  ownSlotsOf,
  placesOfValue,
  regionFolder,
  type Slot,
  slotFileName,
  slotOfRelease,
} from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import type { RegionUnderReview } from '../contract/region-under-review';

/**
 * The file where a person would begin to mend a breach: the one that it names or, for a value that people say above
 * the kit's row, that of who says it; else the file of the slot whose release it concerns; else the file that the
 * region's Flux begins with. From the workspace's root, with `/` between the parts.
 */
export function mendingFile(region: RegionUnderReview, { at, field = '', file }: Breach): string {
  if (file !== undefined) return file;
  const own = typeof at === 'string' ? region.appliers.get(at) : at;
  const slot = own === undefined ? undefined : slotOf(region, own);
  const { fqdn } = region.subject;
  if (own === undefined || slot === undefined) {
    return `${outputFolder}/${regionFolder(fqdn, region.facts.key)}/kustomization.yaml`;
  }
  const said = own.object.kind === 'HelmRelease' ? fileOfValue(region, slot, field) : undefined;
  const isOwn = ownSlotsOf(region.subject.kit).includes(slot);
  const folder = isOwn ? ownSlotsFolder(fqdn) : kitFolder(fqdn);
  return said ?? `${outputFolder}/${folder}/${slotFileName(slot)}`;
}

/** The slot of a HelmRelease, of its source, or of the release that applies an object. */
function slotOf({ subject: { kit } }: RegionUnderReview, of: RenderedObject): Slot | undefined {
  const { appliedBy, object, namespace } = of;
  if (appliedBy.kind === 'HelmRelease') return slotOfRelease(kit, appliedBy);
  const { name } = object.metadata;
  const bySource = object.kind === 'OCIRepository' ? kit.slots.find((slot) => slot.name === name) : undefined;
  return bySource ?? slotOfRelease(kit, { name, namespace });
}

/** Who gives a field of a HelmRelease such as `spec.values.a["b"]`. */
function fileOfValue({ facts, subject: { kit } }: RegionUnderReview, slot: Slot, field: string): string | undefined {
  const prefix = 'spec.values.';
  if (!field.startsWith(prefix)) return undefined;
  const path = keysOf(field.slice(prefix.length)).map(String);
  return placesOfValue(slot, path, { kit, layers: facts.layers ?? [] })[0]?.file;
}
