import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from './finding';
import { applierTitle } from './object-id';
import type { RegionUnderReview } from './region-under-review';

/** The folder of a Sovereign in the workspace. */
function folderOf({ subject }: RegionUnderReview): string {
  return `gitops-out/clusters/${subject.fqdn}`;
}

/**
 * The file where a person would begin to mend a breach: the one that it names, else that of the slot whose release it concerns, by the label
 * `catalyst.openova.io/slot`, else the region's entry. Both from the workspace's root, with `/` between the parts.
 */
export function mendingFile(region: RegionUnderReview, { at, file }: Breach): string {
  if (file !== undefined) return file;
  const release = typeof at === 'string' ? region.appliers.get(at) : releaseOf(region, at);
  const slot = release?.object.metadata.labels?.['catalyst.openova.io/slot'];
  if (release === undefined || slot === undefined || !/^[0-9]{2}[a-z]?$/.test(slot)) {
    return `${folderOf(region)}/${region.facts.key}/kustomization.yaml`;
  }
  const name = release.object.metadata.name.replace(/^bp-/, '');
  return `${folderOf(region)}/bootstrap-kit/${slot}-${name}.yaml`;
}

function releaseOf(
  region: RegionUnderReview,
  { appliedBy, object, namespace }: RenderedObject,
): RenderedObject | undefined {
  if (appliedBy.kind === 'HelmRelease') return region.appliers.get(applierTitle(appliedBy));
  // The source of a chart has its release's name, and its file.
  return region.appliers.get(applierTitle({ kind: 'HelmRelease', namespace, name: object.metadata.name }));
}
