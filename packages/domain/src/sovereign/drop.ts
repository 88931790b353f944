/** The same in every copy of this module: a kit may be loaded beside another one. */
const dropped: unique symbol = Symbol.for('@sovereign-fleet/dropped');

/** In place of a value: the chart's default goes, as by null in the values of a HelmRelease. */
export interface Dropped {
  readonly [dropped]: true;
}

/** Takes a default of the chart away: Helm drops the key, and the chart's template finds nothing there. */
export function drop(): Dropped {
  return { [dropped]: true };
}

export function isDropped(value: unknown): value is Dropped {
  return typeof value === 'object' && value !== null && dropped in value;
}
