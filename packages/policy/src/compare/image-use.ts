import type { RenderedRegion } from '@sovereign-fleet/renderer';
import { imagesOf } from '../images/images';

/** The images of each side, whatever object names them. */
interface UsedImages {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

/** Which images a region uses, and which its Sovereign; looked up where somebody asks, since most changes touch none. */
export interface ImageUse {
  readonly inRegion: () => UsedImages;
  readonly inSovereign: () => UsedImages;
}

interface Sides<T> {
  readonly before: T;
  readonly after: T;
}

/** The use of images by region, each looked up once. */
export function imageUseOf({ before, after }: Sides<readonly RenderedRegion[]>): (region: string) => ImageUse {
  const of = lazily(() => ({ before: imagesByRegion(before), after: imagesByRegion(after) }));
  const inSovereign = lazily(() => ({ before: union(of().before), after: union(of().after) }));
  return (region) => ({
    inSovereign,
    inRegion: () => ({ before: of().before.get(region) ?? new Set(), after: of().after.get(region) ?? new Set() }),
  });
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
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
