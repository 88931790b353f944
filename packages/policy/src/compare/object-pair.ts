import type { RenderedObject } from '@sovereign-fleet/renderer';

/** An object on both sides, or on the one that has it. */
export interface ObjectPair extends Sides<RenderedObject | undefined> {
  readonly id: string;
}

export interface Sides<T> {
  readonly before: T;
  readonly after: T;
}
