import {
  kitFolder,
  type LayerSource,
  outputFolder,
  overriderOf,
  ownSlotsFolder,
  ownSlotsName,
  regionFolder,
  slotFileName,
  slotLabel,
} from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import { applierTitle } from '../objects/object-id';
import type { RegionUnderReview } from '../contract/region-under-review';
import type { RegionFacts } from '../contract/review-subject';

/**
 * The file where a person would begin to mend a breach: the one that it names or, for a value that layers above the
 * kit override, that of the innermost; else the file of the slot whose release it concerns, by the release's label;
 * else the file that the region's Flux begins with. From the workspace's root, with `/` between the parts.
 */
export function mendingFile(region: RegionUnderReview, { at, field, file }: Breach): string {
  if (file !== undefined) return file;
  const own = typeof at === 'string' ? region.appliers.get(at) : at;
  const overrider = own === undefined ? undefined : overriderAt(region.facts, own, field);
  if (overrider !== undefined) return overrider.file;
  const release = typeof at === 'string' ? own : releaseOf(region, at);
  const number = release?.object.metadata.labels?.[slotLabel];
  const { fqdn } = region.subject;
  if (release === undefined || number === undefined || !/^[0-9]{2}[a-z]?$/.test(number)) {
    return `${outputFolder}/${regionFolder(fqdn, region.facts.key)}/kustomization.yaml`;
  }
  const isOwn = release.appliedBy.kind === 'Kustomization' && release.appliedBy.name === ownSlotsName;
  const folder = isOwn ? ownSlotsFolder(fqdn) : kitFolder(fqdn);
  return `${outputFolder}/${folder}/${slotFileName({ number, name: release.object.metadata.name })}`;
}

/** The layer that gives a field of a HelmRelease such as `spec.values.a["b"]`. */
function overriderAt({ layers = [] }: RegionFacts, { object }: RenderedObject, field = ''): LayerSource | undefined {
  const prefix = 'spec.values.';
  if (object.kind !== 'HelmRelease' || !field.startsWith(prefix)) return undefined;
  const parts = [...field.slice(prefix.length).matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)];
  const path = parts.map(([, quoted, index, plain]) => quoted ?? index ?? plain ?? '');
  return path.length > 0 ? overriderOf(layers, object.metadata.name, path) : undefined;
}

function releaseOf(
  region: RegionUnderReview,
  { appliedBy, object, namespace }: RenderedObject,
): RenderedObject | undefined {
  if (appliedBy.kind === 'HelmRelease') return region.appliers.get(applierTitle(appliedBy));
  // The source of a chart has its release's name, and its file.
  return region.appliers.get(applierTitle({ kind: 'HelmRelease', namespace, name: object.metadata.name }));
}
