import type { RenderedObject } from '@sovereign-fleet/renderer';
import { printJson } from '@sovereign-fleet/go-text';
import type { Breach } from '../contract/finding';
import type { ChangedObject } from '../contract/change';
import type { ChangeRule } from '../contract/rule';
import { claimsOf, claimText, isClaim, isStatefulSet, sizeText, textOf } from './volumes';

export const keptVolume: ChangeRule = {
  id: 'kept-volume',
  severity: 'warning',
  title: 'No volume leaves, and none becomes another',
  fault: { one: 'volume leaves or changes', many: 'volumes leave or change', counts: 'findings' },
  why: 'Data are on it. Nothing brings back what a deleted claim held.',
  per: 'change',
  check: ({ removed, changed }) => [...removed.flatMap(breachOfRemoved), ...changed.flatMap(breachesOfChanged)],
};

function breachOfRemoved(one: RenderedObject): readonly Breach[] {
  if (isClaim(one)) {
    const remedy = 'Save what it holds first, or mark it to stay: prune: disabled, or helm.sh/resource-policy: keep';
    return [
      {
        at: one,
        problem: `it leaves, and its volume${sizeText(claimsOf(one)[0])} with all that is on it`,
        remedy,
        losesData: true,
      },
    ];
  }
  if (!isStatefulSet(one)) return [];
  const names = claimsOf(one).map((claim) => claimText(claim));
  const problem =
    names.length === 0
      ? 'it leaves, and its pods with it'
      : `it leaves, and its claims (${names.join(', ')}) stay unused, unless its retention policy deletes them`;
  const remedy = 'Save what its volumes hold, and say in the change what becomes of them';
  return [{ at: one, problem, remedy, losesData: names.length > 0 }];
}

function breachesOfChanged({ before, after }: ChangedObject): readonly Breach[] {
  const [was, is] = [claimsOf(before), claimsOf(after)];
  return was.flatMap((claim): readonly Breach[] => {
    const now = is.find(({ name }) => name === claim.name);
    const remedy = 'Move the data to a new claim, and let the old one go when that is done';
    if (now === undefined) return [{ at: after, problem: `its claim ${claim.name} leaves`, remedy, losesData: true }];
    const differing = (['storageClass', 'size'] as const).filter(
      (key) => printJson(claim[key]) !== printJson(now[key]),
    );
    return differing.map((key) => {
      const what = key === 'size' ? 'size' : 'storage class';
      const values = `${textOf(claim[key])} to ${textOf(now[key])}`;
      return { at: after, problem: `the ${what} of its claim ${claim.name} changes from ${values}`, remedy };
    });
  });
}
