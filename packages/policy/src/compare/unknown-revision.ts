import type { RenderedObject, RenderedRegion } from '@sovereign-fleet/renderer';
import { parseJson, printJson } from '@sovereign-fleet/go-text';
import { applierTitle } from '../objects/object-id';
import type { Sides } from './object-pair';

/**
 * Both sides without the digest in the version of a chart where only one of them knows it, as where a chart of the
 * workspace takes the place of one from a registry. What is not known is no difference.
 */
export function withoutUnknownRevisions({ before, after }: Sides<RenderedRegion>): Sides<RenderedRegion> {
  const [left, right] = [revisionsOf(before), revisionsOf(after)];
  return { before: withoutRevisions(before, left, right), after: withoutRevisions(after, right, left) };
}

type Revisions = ReadonlyMap<string, string>;

function revisionsOf({ releases }: RenderedRegion): Revisions {
  return new Map(
    releases.flatMap(({ namespace, name, chart: { revision } }) =>
      revision === undefined ? [] : [[applierTitle({ kind: 'HelmRelease', namespace, name }), revision] as const],
    ),
  );
}

function withoutRevisions(region: RenderedRegion, own: Revisions, others: Revisions): RenderedRegion {
  const builds = new Map(
    [...own]
      .filter(([release, revision]) => revision !== 'unknown' && others.get(release) === 'unknown')
      .map(([release, revision]) => [release, revision.replace(/^[^:]*:/, '').slice(0, 12)]),
  );
  if (builds.size === 0) return region;
  return {
    ...region,
    objects: region.objects.map((one) => withoutBuild(one, builds.get(applierTitle(one.appliedBy)))),
  };
}

function withoutBuild(one: RenderedObject, build: string | undefined): RenderedObject {
  if (build === undefined) return one;
  const text = printJson(one.object).replace(new RegExp(`[+_-]${build}`, 'g'), '');
  return { ...one, object: parseJson(text) as RenderedObject['object'] }; // a text without some letters
}
