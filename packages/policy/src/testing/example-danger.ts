// For tests: what the rules of dangers say of a change.
import type { JsonMap } from '@sovereign-fleet/domain';
import type { Applier } from '@sovereign-fleet/renderer';
import { formatFinding } from '../contract/finding';
import type { ReviewOptions } from '../contract/review';
import type { ReviewSubject } from '../contract/review-subject';
import { review } from '../review';
import { rules } from '../rules/rules';
import { add, type ChangeRegion, withChange } from './example-change';
import { exampleSubject, kit, renderedObject } from './example-subject';

const dangers = new Set(rules.filter(({ per }) => per === 'change').map(({ id }) => id));
export const same: ChangeRegion = (region) => region;

type Refusals = NonNullable<ReviewOptions['refusals']>;

/** What the rules say of a change from one subject to another. */
export function dangersOf(
  base: ReviewSubject,
  subject: ReviewSubject,
  refusals: Refusals = new Map(),
): readonly string[] {
  const { findings } = review(subject, { base: { rendered: base.rendered }, refusals });
  return findings
    .filter(({ rule }) => dangers.has(rule))
    .map((one) => `${one.severity} ${one.rule} ${one.region}: ${formatFinding(one)}`);
}

/** What the rules say of a change of the region fsn1. */
export function foundIn(was: ChangeRegion, is: ChangeRegion, refusals?: Refusals): readonly string[] {
  const subject = exampleSubject();
  return dangersOf(withChange(subject, ['fsn1'], was), withChange(subject, ['fsn1'], is), refusals);
}

/** An object named x in the namespace dmz; `type` is its API version and its kind. */
export function x(type: string, fields: JsonMap = {}, by: Applier = kit): ChangeRegion {
  const [, apiVersion = '', kind = ''] = /^(.*)\/([^/]*)$/.exec(type) ?? [];
  return add(renderedObject(by, { ...fields, apiVersion, kind, metadata: { name: 'x', namespace: 'dmz' } }));
}

const force = 'Give the object another name, or let Flux make it anew: kustomize.toolkit.fluxcd.io/force: enabled.';
/** What is said of a field that cannot change. */
export const refusalOf = (object: string, field: string) =>
  `error unchanged-field fsn1: ${object}, ${field}: the API server refuses that it changes. ${force}`;

interface Row {
  readonly what: string;
  readonly was: ChangeRegion;
  /** The region as it is, where nothing takes its place. */
  readonly is?: ChangeRegion;
  readonly says: readonly string[];
}

/** A test for each change of a region, by all that the rules say of it. */
export function testDangers(rows: readonly Row[]): void {
  test.each(rows)('$what', ({ was, is = same, says }) => {
    expect(foundIn(was, is)).toEqual(says);
  });
}
