import {
  type BootstrapKit,
  isLost,
  type Issue,
  type Promotion,
  promotionSteps,
  type Region,
  type Result,
  resultOf,
  rolesOfSlot,
  type Slot,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import type { RecordEdit } from '@sovereign-fleet/workspace/edit';
import { findRegion } from '../change/find-region';
import type { GivenPromotion } from './options';

/** The next step, or the way one step back. */
export interface PromotionPlan {
  readonly edits: readonly RecordEdit[];
  readonly lines: readonly string[];
  /** Of the step that is taken; one more than there are, where the plan ends. */
  readonly step: number;
  /** Whether the step before has to be merged, and every region well with it. */
  readonly waits: boolean;
  /** What the record is at later steps. */
  readonly later: readonly Partial<Sovereign>[];
}

interface PromotionContext {
  readonly sovereign: Sovereign;
  readonly kit: BootstrapKit;
  /** Such as `2026-12-31`. */
  readonly today: string;
}

/**
 * Run again with the same region a promotion goes on; with the region that was the primary it goes a step back, as long
 * as the new one does not serve. After that, a promotion back is one of its own.
 */
export function planPromotion(given: GivenPromotion, context: PromotionContext): Result<PromotionPlan> {
  const { sovereign } = context;
  const { promotion } = sovereign;
  const issues = issuesOfState(sovereign);
  if (issues.length > 0) return { ok: false, issues };
  findRegion(given.region, sovereign, 'region');
  if (promotion === undefined) return begin(given, context);
  const { from, to, step } = promotion;
  if (given.region === to) return { ok: true, value: goOn(promotion, sovereign) };
  if (step === promotionSteps) return begin(given, context);
  if (given.region === from) return { ok: true, value: goBack(promotion, sovereign) };
  return { ok: false, issues: [issueOfOther(given.region, promotion, sovereign)] };
}

function begin(given: GivenPromotion, context: PromotionContext): Result<PromotionPlan> {
  const { sovereign, today } = context;
  const to = findRegion(given.region, sovereign, 'region');
  const from = sovereign.regions.find(({ role }) => role === 'primary') ?? to;
  const { data, lost } = given;
  const issues = [
    ...(to === from ? [issueOfPrimary(to, sovereign)] : []),
    ...(to.state === undefined ? [] : [issueOfDrained(to)]),
    ...(isLost(to.key, sovereign.promotion) ? [issueOfReturn(to, sovereign)] : []),
    ...(lost === undefined || lost.region === from.key ? [] : [issueOfLost(lost.region, from)]),
    ...issuesOfSuspended(context.kit),
    ...(data === undefined && to !== from ? issuesOfData(context.kit, { from, to, name: sovereign.name }) : []),
  ];
  const said = { ...(data && { data }), ...(lost && { lost: { on: today, why: lost.why } }) };
  const promotion = { from: from.key, to: to.key, step: 1 as const, ...said };
  return resultOf(issues, (): PromotionPlan => ({
    edits: [{ path: ['promotion'], value: promotion }],
    step: 1,
    waits: sovereign.promotion !== undefined,
    lines: [
      `Step 1 of ${promotionSteps}: ${from.key} is fenced: it runs what regions of both roles run, and nothing else.`,
      ...linesOfLost(promotion),
      ...nextLines(promotion, sovereign),
    ],
    later: ([2, 3] as const).map((step) => ({
      regions: withRoles(sovereign.regions, to.key),
      promotion: { ...promotion, step },
    })),
  }));
}

function goOn(promotion: Promotion, sovereign: Sovereign): PromotionPlan {
  const { from, to, step } = promotion;
  if (step === promotionSteps) return finish(promotion, sovereign);
  const next = { ...promotion, step: step === 1 ? (2 as const) : (3 as const) };
  const edits = [...(step === 1 ? roleEdits(from, to) : []), stepEdit(next.step)];
  const what =
    next.step === 2
      ? `${to} is the primary of ${sovereign.name} and ${from} is secondary; both are fenced.`
      : `${to} serves as the primary.`;
  const line = `Step ${next.step} of ${promotionSteps}: ${what}`;
  const regions = next.step === 2 ? withRoles(sovereign.regions, to) : sovereign.regions;
  const last = { regions, promotion: { ...promotion, step: 3 as const } };
  return { edits, step: next.step, waits: true, lines: [line, ...nextLines(next, sovereign)], later: [last] };
}

/** The record forgets a promotion that is done; a region that was lost is in the lists again. */
function finish({ from, to, lost }: Promotion, { name, source }: Sovereign): PromotionPlan {
  const back = lost === undefined ? [] : [`${from} is in the lists of the other regions again, as a secondary.`];
  return {
    edits: [{ path: ['promotion'], value: undefined }],
    step: promotionSteps + 1,
    waits: true,
    lines: [`${to} is the primary of ${name}: done.`, ...back, `Next: commit ${source} with gitops-out/.`],
    later: [{ promotion: undefined }],
  };
}

/** Neither of two neighbouring steps has the new primary serve, so that nobody needs to wait. */
function goBack({ from, to, step }: Promotion, { name, source }: Sovereign): PromotionPlan {
  const next = `Next: commit ${source} with gitops-out/.`;
  if (step === 1) {
    const lines = [`${from} of ${name} is fenced no more, and serves as the primary.`, next];
    return { edits: [{ path: ['promotion'], value: undefined }], step: 0, waits: false, lines, later: [] };
  }
  const line = `Back at step 1 of ${promotionSteps}: ${from} has its role again, and is fenced.`;
  const further = `When it is merged, further back: nx g promote ${name} ${from}; and on: nx g promote ${name} ${to}`;
  return {
    edits: [...roleEdits(to, from), stepEdit(1)],
    step: 1,
    waits: false,
    lines: [line, next, further],
    later: [],
  };
}

function roleEdits(from: string, to: string): readonly RecordEdit[] {
  return [
    { path: ['regions', { region: from }, 'role'], value: 'secondary' },
    { path: ['regions', { region: to }, 'role'], value: 'primary' },
  ];
}

function stepEdit(step: number): RecordEdit {
  return { path: ['promotion', 'step'], value: step };
}

function withRoles(regions: readonly Region[], primary: string): readonly Region[] {
  return regions.map((region) => ({ ...region, role: region.key === primary ? 'primary' : 'secondary' }));
}

function nextLines({ from, to, step, lost }: Promotion, { name, source }: Sovereign): readonly string[] {
  const all = lost === undefined ? 'every region is healthy' : `every region but ${from} is healthy`;
  const then = step === promotionSteps && lost !== undefined ? `${from} is back and ${all}` : all;
  const isLast = step === promotionSteps;
  return [
    `Next: commit ${source} with gitops-out/. When it is merged and ${then}: nx g promote ${name} ${to}`,
    isLast
      ? `Back: nx g promote ${name} ${from}, a promotion of its own: ${from} begins with the data that it had.`
      : `Back: nx g promote ${name} ${from}`,
  ];
}

/** Until its Flux has read Git again, a region that is lost does what it did. */
function linesOfLost({ from, lost }: Promotion): readonly string[] {
  if (lost === undefined) return [];
  return [
    `${from} is lost (${lost.why}): no step waits for it. If it comes back, it serves as the primary until its Flux ` +
      'has read Git.',
    `What keeps it from that: it is in no list of the other regions (peers, regions) from this change on. Take its ` +
      'addresses out of DNS that no slot writes, and shut its servers down where you can.',
  ];
}

function issuesOfState({ name, source, state, protected: isProtected, promotion }: Sovereign): readonly Issue[] {
  const at = { file: source, code: 'contradiction' as const };
  if (state !== undefined) {
    const remedy = 'Take its state out, or leave the roles as they are';
    return [{ ...at, field: 'state', value: state, problem: `${name} is on its way out`, remedy }];
  }
  if (isProtected !== true || promotion !== undefined) return [];
  const problem = `the primary's volumes stay behind in a promotion, and ${name} lets none go`;
  const remedy = 'Take "protected" out first, in a change of its own';
  return [{ ...at, field: 'protected', value: true, problem, remedy }];
}

function issueOfPrimary({ key }: Region, { name, regions }: Sovereign): Issue {
  const others = regions.filter((one) => one.key !== key).map((one) => one.key);
  const remedy = others.length === 0 ? 'Add another region first' : `Write one of ${others.join(', ')}`;
  const problem = `it is the primary of ${name}`;
  return { file: commandLine, field: 'region', value: key, code: 'contradiction', problem, remedy };
}

function issueOfDrained({ key }: Region): Issue {
  const remedy = 'Write another region, or keep it: nx g region --add';
  const problem = 'it is drained, on its way out';
  return { file: commandLine, field: 'region', value: key, code: 'contradiction', problem, remedy };
}

function issueOfReturn({ key }: Region, { name, promotion }: Sovereign): Issue {
  const problem = 'it is lost, as the record says';
  const remedy = `Once it reports again, end the promotion before: nx g promote ${name} ${promotion?.to ?? ''}`;
  return { file: commandLine, field: 'region', value: key, code: 'contradiction', problem, remedy };
}

function issueOfLost(value: string, { key }: Region): Issue {
  const remedy = `Write --lost=${key}, or leave it out where ${key} reports`;
  const problem = `the primary is ${key}: it is the one that the role is taken from`;
  return { file: commandLine, field: '--lost', value, code: 'contradiction', problem, remedy };
}

function issueOfOther(value: string, { from, to, step }: Promotion, { name }: Sovereign): Issue {
  const problem = `the role is on its way from ${from} to ${to} (step ${step} of ${promotionSteps})`;
  const remedy = `Go on with nx g promote ${name} ${to}, or back with nx g promote ${name} ${from}`;
  return { file: commandLine, field: 'region', value, code: 'contradiction', problem, remedy };
}

function isOfPrimaryAlone(slot: Slot): boolean {
  const roles = rolesOfSlot(slot);
  return roles.includes('primary') && !roles.includes('secondary');
}

/** A release that is suspended runs on: nothing would fence the old primary. */
function issuesOfSuspended({ slots, source }: BootstrapKit): readonly Issue[] {
  const suspended = slots.filter((slot) => isOfPrimaryAlone(slot) && slot.where?.off === 'suspended');
  return suspended.map(({ name }) => {
    const problem = 'a release that is suspended where it is off runs on in the old primary';
    const field = `${name}.where.off`;
    return { file: source, field, value: 'suspended', code: 'contradiction', problem, remedy: "Write off: 'absent'" };
  });
}

interface Ends {
  readonly from: Region;
  readonly to: Region;
  readonly name: string;
}

/** What runs in the primary alone begins anew in another region: a person says what of its data. */
function issuesOfData({ slots }: BootstrapKit, { from, to, name }: Ends): readonly Issue[] {
  const own = slots.filter(isOfPrimaryAlone).map((slot) => slot.name);
  if (own.length === 0) return [];
  const problem =
    `${own.join(', ')} ${own.length === 1 ? 'runs' : 'run'} in ${from.key} alone, and what is in volumes there does ` +
    `not move to ${to.key}`;
  const remedy =
    'Write --data=restored, where you bring the data there, or --data=none, where they may stay behind; ' +
    `nx g promote ${name} ${to.key} --data=none --render --dry-run names the volumes`;
  return [{ file: commandLine, field: '--data', value: undefined, code: 'missing', problem, remedy }];
}
