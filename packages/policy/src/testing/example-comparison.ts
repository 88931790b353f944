// For tests: what is rendered of the example before and after a change, and how its first region compares.
import type { Rendered } from '@sovereign-fleet/renderer';
import type { RegionComparison } from '../contract/change';
import { compare } from '../compare/compare';
import { withChange, type ChangeRegion } from './example-change';
import { exampleSubject } from './example-subject';

export const base = exampleSubject().rendered;

/** The example with a change in these regions, as it is rendered. */
export function renderChanged(change: ChangeRegion, keys: readonly string[] = ['fsn1']): Rendered {
  return withChange(exampleSubject(), keys, change).rendered;
}

export function compareFsn1(was: Rendered | undefined, is: Rendered): RegionComparison {
  const [first] = compare(was, is);
  if (first === undefined) throw new Error('no region');
  return first;
}
