import { countText } from '@sovereign-fleet/domain';
import { type OwnNames, regionOf, withoutOwnNames } from './own-names';
import type { PlanPart, PlanText } from './plan-text';

export interface ToldPlan {
  readonly own: OwnNames;
  readonly plan: PlanText;
}

interface Owner {
  readonly told: ToldPlan;
  readonly region?: string;
}

/**
 * What many plans would do, each change once. Changes that differ only in the names of their Sovereigns and regions are
 * shown once, with a list of their Sovereigns. The end names the Sovereigns whose changes were all shown already.
 */
export function foldPlans(plans: readonly ToldPlan[]): string {
  const owners = ownersOf(plans);
  const shown = new Set<string>();
  const alike: string[] = [];
  const texts = plans.map((told) => {
    const news = told.plan.parts.filter((part) => isNew(keyOf(part, told), shown));
    if (news.length === 0 && shown.has(stepsKey(told))) {
      alike.push(told.own.name);
      return '';
    }
    shown.add(stepsKey(told));
    const body = news.map((part) => noteOf(owners.get(keyOf(part, told)) ?? [], plans) + part.text).join('');
    return `\n${told.own.name}\n${told.plan.steps}${body}${restText(told.plan.parts.length - news.length)}`;
  });
  return texts.join('') + alikeText(alike);
}

/** Whether a change is shown for the first time; then remembers it. */
function isNew(key: string, shown: Set<string>): boolean {
  const isFirst = !shown.has(key);
  shown.add(key);
  return isFirst;
}

function ownersOf(plans: readonly ToldPlan[]): ReadonlyMap<string, readonly Owner[]> {
  const owners = new Map<string, Owner[]>();
  for (const told of plans) {
    for (const part of told.plan.parts) {
      const key = keyOf(part, told);
      const region = part.path === undefined ? undefined : regionOf(part.path, told.own);
      const owner = region === undefined ? { told } : { told, region };
      owners.set(key, [...(owners.get(key) ?? []), owner]);
    }
  }
  return owners;
}

/** A heading belongs to its plan: it must not be folded into that of another one. */
function keyOf({ text, path }: PlanPart, { own }: ToldPlan): string {
  if (path === undefined) return `${own.name} ${text}`;
  return withoutOwnNames(text, own, regionOf(path, own));
}

/** Without commits and numbers of pull requests, which always differ. */
function stepsKey({ plan, own }: ToldPlan): string {
  return withoutOwnNames(plan.steps, own).replace(/#\d+|\b[0-9a-f]{12}\b/g, '#');
}

function noteOf(owners: readonly Owner[], plans: readonly ToldPlan[]): string {
  if (owners.length < 2) return '';
  const regionsBy = new Map<string, string[]>();
  for (const { told, region } of owners) {
    const { name } = told.own;
    regionsBy.set(name, [...(regionsBy.get(name) ?? []), ...(region === undefined ? [] : [region])]);
  }
  const isOfRegions = owners[0]?.region !== undefined;
  const sovereigns = countText(regionsBy.size, 'Sovereign');
  const many = isOfRegions ? `${countText(owners.length, 'region')} of ${sovereigns}` : sovereigns;
  const all = isOfRegions ? plans.reduce((sum, { own }) => sum + own.regions.length, 0) : plans.length;
  if (owners.length === all && plans.length > 1) return `  alike in all ${many}:\n`;
  const list = [...regionsBy].map(([name, regions]) => (isOfRegions ? `${name} (${regions.join(', ')})` : name));
  return `  alike in ${many}: ${list.join(', ')}:\n`;
}

function restText(count: number): string {
  return count === 0 ? '' : `  and ${countText(count, 'file')} as shown already, with names of its own\n`;
}

function alikeText(names: readonly string[]): string {
  if (names.length === 0) return '';
  const each = names.length === 1 ? 'would do' : 'would each do';
  return `\n${names.join(', ')}\n  ${each} what is shown above, with names of its own; --full shows it\n`;
}
