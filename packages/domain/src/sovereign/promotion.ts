import { z } from 'zod';
import type { Issue } from '../issue/issue';
import type { Remedies } from '../issue/zod-issues';
import { isDay } from './pause';
import type { Role } from './region';

/**
 * The way of the primary's role to another region. At step 1 the old primary is fenced: it runs what regions of both
 * roles run, and nothing else. At step 2 the roles are moved, and both regions are fenced. At step 3 the new primary
 * serves. No two neighbouring steps have two primaries, so that it does not matter which Flux is first.
 */
const PromotionShape = z.strictObject({
  from: z.string(),
  to: z.string(),
  step: z.union([z.literal(1), z.literal(2), z.literal(3)], 'there is no such step'),
  /** What a person said of the volumes that the new primary begins without. */
  data: z.enum(['restored', 'none']).optional(),
  /** Where the old primary reports no more: the day on which a person said that it does not serve, and why not. */
  lost: z.strictObject({ on: z.string().refine(isDay, 'it must be a day'), why: z.string().min(1) }).optional(),
});

export type Promotion = Readonly<z.output<typeof PromotionShape>>;

export const promotionShape = { promotion: PromotionShape.optional() };

export const promotionSteps = 3;

const example = "{ from: 'fsn1', to: 'nbg1', step: 1 }";

export const promotionRemedies: Remedies = {
  promotion: `Write what "nx g promote" writes, such as ${example}, or remove it`,
  'promotion.from': 'Write the key of the region that was the primary',
  'promotion.to': 'Write the key of the region that becomes it',
  'promotion.step': 'Write 1, 2 or 3',
  'promotion.lost': "Write { on: '2026-12-31', why: 'its servers are gone' }",
  'promotion.lost.on': "Write a day such as '2026-12-31'",
  'promotion.lost.why': "Write why it serves nobody, such as 'its servers are gone'",
};

/** What of a region a promotion is about. */
interface PlannedRegion {
  readonly key: string;
  readonly role: Role;
  readonly state: 'draining' | undefined;
  readonly k3sVersion?: string | undefined;
}

/** Regions that there are not, and roles that are not those of the step. */
export function issuesOfPromotion(
  promotion: Promotion | undefined,
  regions: readonly PlannedRegion[],
  file: string,
): readonly Issue[] {
  if (promotion === undefined) return [];
  const keys = regions.map(({ key }) => key);
  const { from, to, step } = promotion;
  const unknown = (['from', 'to'] as const).flatMap((field): readonly Issue[] => {
    const value = promotion[field];
    if (keys.includes(value)) return [];
    const remedy = `Write one of ${keys.join(', ')}, or take "promotion" out where it is done`;
    const problem = 'the Sovereign has no such region';
    return [{ file, field: `promotion.${field}`, value, code: 'unknown-value', problem, remedy }];
  });
  if (unknown.length > 0) return unknown;
  const at = { file, value: to, code: 'contradiction' as const };
  const primary = step === 1 ? from : to;
  const isPrimary = regions.some(({ key, role }) => key === primary && role === 'primary');
  const drained = regions.find(({ key, state }) => key === to && state === 'draining');
  return [
    ...(from === to ? [{ ...at, field: 'promotion.to', ...sameRegion }] : []),
    ...(isPrimary || from === to ? [] : [{ ...at, field: 'promotion.step', value: step, ...otherRoles(primary) }]),
    ...(drained === undefined ? [] : [{ ...at, field: 'promotion.to', ...isDrained(to) }]),
  ];
}

const sameRegion = { problem: 'it is the region that was the primary', remedy: 'Write another region' };

function otherRoles(primary: string) {
  return { problem: `at this step ${primary} is the primary`, remedy: `Write role: 'primary' there, or another step` };
}

function isDrained(key: string) {
  return { problem: `${key} is on its way out`, remedy: `Take state: 'draining' out of it, or write another region` };
}

/** Whether a region runs nothing of its role alone: it was the primary, or is going to be. */
export function isFenced(key: string, promotion: Promotion | undefined): boolean {
  if (promotion === undefined) return false;
  const { from, to, step, lost } = promotion;
  if (key === from) return step < promotionSteps || lost !== undefined;
  return key === to && step === 2;
}

/** Whether a region is said to be lost: nobody waits for it, and no other region sends it anything. */
export function isLost(key: string, promotion: Promotion | undefined): boolean {
  return promotion?.lost !== undefined && promotion.from === key;
}

/** Where a plan of several changes stands, for people. */
export interface PlanStep {
  /** A whole sentence without its full stop: `nbg1 becomes the primary in place of fsn1`. */
  readonly what: string;
  readonly step: number;
  readonly of: number;
}

interface PlannedSovereign {
  readonly name: string;
  readonly state?: 'retiring' | 'retired' | undefined;
  readonly promotion?: Promotion | undefined;
  readonly regions: readonly PlannedRegion[];
}

/**
 * The plan that a record is in the middle of, if it says one: a promotion, a region or the Sovereign that leaves, a k3s
 * that goes from region to region.
 */
export function planStep({ name, state, promotion, regions }: PlannedSovereign): PlanStep | undefined {
  if (state !== undefined) return { what: `${name} leaves the fleet`, step: state === 'retiring' ? 1 : 2, of: 2 };
  if (promotion !== undefined) {
    const { from, to, step } = promotion;
    return { what: `${to} becomes the primary in place of ${from}`, step, of: promotionSteps };
  }
  const drained = regions.filter((region) => region.state === 'draining').map(({ key }) => key);
  if (drained.length > 0) {
    return { what: `${drained.join(', ')} ${drained.length === 1 ? 'leaves' : 'leave'}`, step: 1, of: 2 };
  }
  const ahead = regions.flatMap(({ k3sVersion }) => (k3sVersion === undefined ? [] : [k3sVersion]));
  const [k3s] = ahead;
  return k3s === undefined ? undefined : { what: `its nodes go to ${k3s}`, step: ahead.length, of: regions.length };
}
