import type { RenderedRegion } from '@sovereign-fleet/renderer';
import type { Sides } from './object-pair';

/** A region on both sides, or on the one that has it. */
export interface RegionPair extends Sides<RenderedRegion | undefined> {
  readonly region: string;
  readonly fqdns: Sides<string>;
}

/** What became of the folder that its Flux reads. */
export function stateOf({ before, after, fqdns }: RegionPair): 'new' | 'gone' | 'moved' | 'compared' {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  return fqdns.before === fqdns.after ? 'compared' : 'moved';
}
