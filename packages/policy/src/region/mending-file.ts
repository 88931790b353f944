import { hasValueAt } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import { applierTitle } from '../objects/object-id';
import type { RegionUnderReview } from './region-under-review';
import type { RegionFacts } from '../contract/review-subject';

/** The folder of a Sovereign in the workspace. */
function folderOf({ subject }: RegionUnderReview): string {
  return `gitops-out/clusters/${subject.fqdn}`;
}

/**
 * The file where a person would begin to mend a breach: the one that it names or, for a value that the record
 * overrides, the record; else that of the slot whose release it concerns, by the label
 * `catalyst.openova.io/slot`, else the region's entry. Both from the workspace's root, with `/` between the parts.
 */
export function mendingFile(region: RegionUnderReview, { at, field, file }: Breach): string {
  if (file !== undefined) return file;
  const own = typeof at === 'string' ? region.appliers.get(at) : at;
  if (own !== undefined && isOverridden(region.facts, own, field)) return region.subject.source;
  const release = typeof at === 'string' ? own : releaseOf(region, at);
  const slot = release?.object.metadata.labels?.['catalyst.openova.io/slot'];
  if (release === undefined || slot === undefined || !/^[0-9]{2}[a-z]?$/.test(slot)) {
    return `${folderOf(region)}/${region.facts.key}/kustomization.yaml`;
  }
  const name = release.object.metadata.name.replace(/^bp-/, '');
  return `${folderOf(region)}/bootstrap-kit/${slot}-${name}.yaml`;
}

/** Whether a field of a HelmRelease, such as `spec.values.a["b"]`, is a value that the record gives. */
function isOverridden({ overrides = {} }: RegionFacts, { object }: RenderedObject, field = ''): boolean {
  const prefix = 'spec.values.';
  if (object.kind !== 'HelmRelease' || !field.startsWith(prefix)) return false;
  const parts = [...field.slice(prefix.length).matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)];
  const path = parts.map(([, quoted, index, plain]) => quoted ?? index ?? plain ?? '');
  return path.length > 0 && hasValueAt(overrides[object.metadata.name], path);
}

function releaseOf(
  region: RegionUnderReview,
  { appliedBy, object, namespace }: RenderedObject,
): RenderedObject | undefined {
  if (appliedBy.kind === 'HelmRelease') return region.appliers.get(applierTitle(appliedBy));
  // The source of a chart has its release's name, and its file.
  return region.appliers.get(applierTitle({ kind: 'HelmRelease', namespace, name: object.metadata.name }));
}
