import type { RenderedRegion } from '@sovereign-fleet/renderer';
import { imagesOf } from '../images/images';
import type { Sides } from './object-pair';

/** The images of each side, whatever object names them. */
interface UsedImages {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

/** Which images a region uses, and which its Sovereign: worked out on the first call, since most changes touch none. */
export interface ImageUse {
  readonly inRegion: () => UsedImages;
  readonly inSovereign: () => UsedImages;
}

/** The use of images by region, each looked up once. */
export function imageUseOf({ before, after }: Sides<readonly RenderedRegion[]>): (region: string) => ImageUse {
  const byRegion = callOnce(() => ({ before: imagesByRegion(before), after: imagesByRegion(after) }));
  const inSovereign = callOnce(() => ({ before: union(byRegion().before), after: union(byRegion().after) }));
  return (region) => ({
    inSovereign,
    inRegion: () => ({
      before: byRegion().before.get(region) ?? new Set(),
      after: byRegion().after.get(region) ?? new Set(),
    }),
  });
}

/** A function that calls `make` once, however often it is called. */
function callOnce<T>(make: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: make() }).value;
}

type ByRegion = ReadonlyMap<string, ReadonlySet<string>>;

function imagesByRegion(regions: readonly RenderedRegion[]): ByRegion {
  return new Map(
    regions.map(({ region, objects }) => {
      return [region, new Set(objects.flatMap((object) => imagesOf(object).map(({ reference }) => reference)))];
    }),
  );
}

function union(byRegion: ByRegion): ReadonlySet<string> {
  return new Set([...byRegion.values()].flatMap((images) => [...images]));
}
