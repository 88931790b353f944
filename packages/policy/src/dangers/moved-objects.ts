import { countText } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { ChangedObject, ChangeUnderReview } from '../contract/change';
import { applierTitle, asApplier } from '../objects/object-id';

/** Objects that go from one object of Flux to another. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly objects: readonly RenderedObject[];
}

/** All moves of a change, by what applied the objects before. */
export function movesIn({ changed }: ChangeUnderReview): readonly Move[] {
  const moves = new Map<string, { readonly from: string; readonly to: string; readonly objects: RenderedObject[] }>();
  for (const { before, after } of changed.filter(isMoved)) {
    const [from, to] = [applierTitle(before.appliedBy), applierTitle(after.appliedBy)];
    const key = printJson([from, to]);
    const move = moves.get(key) ?? { from, to, objects: [] };
    move.objects.push(after);
    moves.set(key, move);
  }
  return [...moves.values()];
}

function isMoved({ before, after }: ChangedObject): boolean {
  return applierTitle(before.appliedBy) !== applierTitle(after.appliedBy);
}

/** Whether the object of Flux with this title leaves, and takes along what it applied. */
export function leaves({ removed }: ChangeUnderReview, title: string): boolean {
  return removed.some((one) => {
    const applier = asApplier(one);
    return applier !== undefined && applierTitle(applier) === title;
  });
}

/** `3 objects (ConfigMap a/b, …)`. */
export function countOf(titles: readonly string[]): string {
  const shown = titles.slice(0, 3).join(', ');
  return `${countText(titles.length, 'object')} (${shown}${titles.length > 3 ? ', …' : ''})`;
}
