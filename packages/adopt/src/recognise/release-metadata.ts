import {
  regionLabel,
  regionRoleLabel,
  slotLabel,
  sovereignAnnotation,
  vclusterRoleLabel,
} from '@sovereign-fleet/domain';
import type { ModelMap } from '../model/expression';
import { omitKeys } from '../model/json';
import type { Note } from '../model/note';
import type { Parameters, Release } from '../model/recognised';
import { type Arrived, placeOf } from '../model/source';
import { toModelMap } from './to-model';

/** Labels and annotations of HelmReleases: those that all of them have, and those of each one. */
export interface ReleaseMetadata {
  readonly shared: Metadata;
  /** What the row of a release says of it. */
  readonly ownOf: (release: Release) => Metadata;
}

interface Metadata {
  readonly labels: ModelMap;
  readonly annotations: ModelMap;
}

const kinds = ['labels', 'annotations'] as const;

/** What our contract says for every release. */
const ofContract = {
  labels: [regionLabel, regionRoleLabel, slotLabel, vclusterRoleLabel],
  annotations: [sovereignAnnotation],
} as const;

interface MetadataContext {
  readonly asIs: Arrived;
  readonly nameOf: Parameters['nameOf'];
}

/** Parts the labels and annotations of releases: what every one has alike, the kit says. */
export function releaseMetadataOf(releases: readonly Release[], context: MetadataContext): ReleaseMetadata {
  const all = new Map(releases.map((release) => [release, metadataOf(release, context)]));
  const [first, ...others] = all.values();
  const sharedOf = (kind: (typeof kinds)[number]): ModelMap => {
    const entries = Object.entries(first?.[kind] ?? {}).filter(
      ([key, value]) => typeof value === 'string' && others.every((one) => one[kind][key] === value),
    );
    return others.length === 0 ? {} : Object.fromEntries(entries);
  };
  const shared = { labels: sharedOf('labels'), annotations: sharedOf('annotations') };
  const ownOf = (release: Release): Metadata => {
    const { labels = {}, annotations = {} } = all.get(release) ?? {};
    return { labels: withoutKeys(labels, shared.labels), annotations: withoutKeys(annotations, shared.annotations) };
  };
  return { shared, ownOf };
}

function metadataOf({ of }: Release, { asIs, nameOf }: MetadataContext): Metadata {
  const arrived = asIs.of.get(of.object)?.metadata;
  const read = (kind: (typeof kinds)[number]) => {
    const own = omitKeys(of.object.metadata[kind] ?? {}, ofContract[kind]);
    return toModelMap(own, arrived?.[kind] ?? undefined, of.unit.variables === undefined ? undefined : nameOf);
  };
  return { labels: read('labels'), annotations: read('annotations') };
}

function withoutKeys(map: ModelMap, others: ModelMap): ModelMap {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !Object.hasOwn(others, key)));
}

/** Labels of a release under keys of our contract: every release of the kit has them. */
export function contractNotes({ of }: Release): readonly Note[] {
  return kinds.flatMap((kind) => {
    const said = Object.keys(of.object.metadata[kind] ?? {}).filter((key) =>
      (ofContract[kind] as readonly string[]).includes(key),
    );
    return said.map((key): Note => {
      const text = `our contract says ${kind}.${key} for every release, in place of what this one has`;
      const allows = [`metadata.${kind}.${key}`];
      return { reason: 'label of a release', of: of.id, place: placeOf(of.raw), text, allows };
    });
  });
}
