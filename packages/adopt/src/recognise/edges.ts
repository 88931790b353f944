import { asText, isMap, type Json } from '../model/json';
import type { Note } from '../model/note';
import type { Release } from '../model/recognised';
import { idOf, placeOf } from '../model/source';
import { namespaceOf } from '@sovereign-fleet/renderer';

/** The releases that one waits for, and the edges that lead nowhere. */
export interface Edges {
  readonly to: readonly Release[];
  readonly notes: readonly Note[];
}

/** Follows `dependsOn`. A release that is not in the tree is never ready, so an edge to it waits for ever. */
export function edgesOf(release: Release, releases: ReadonlyMap<string, Release>): Edges {
  const { of, spec } = release;
  const { dependsOn } = spec;
  const entries = Array.isArray(dependsOn) ? (dependsOn as readonly Json[]).filter(isMap) : [];
  const found = entries.map(({ name, namespace }) => {
    const id = idOf('HelmRelease', asText(namespace) || namespaceOf(of.object, 'default'), asText(name));
    return { id, target: releases.get(id) };
  });
  const dangling = found.filter(({ target }) => target === undefined);
  return {
    to: found.flatMap(({ target }) => target ?? []),
    notes: dangling.map(({ id }) => ({
      reason: 'dangling edge',
      of: of.id,
      place: placeOf(of.raw),
      text: `it waits for ${id}, which is not adopted; the edge is left out`,
      allows: ['spec.dependsOn'],
    })),
  };
}
