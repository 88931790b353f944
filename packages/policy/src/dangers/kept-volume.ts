import type { RenderedObject } from '@sovereign-fleet/renderer';
import { printJson } from '@sovereign-fleet/go-text';
import type { Breach } from '../contract/finding';
import type { ChangedObject } from '../contract/change';
import type { ChangeRule } from '../contract/rule';
import { valueAt } from '../objects/walk';
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
  const claims = `its claims (${names.join(', ')})`;
  const becomes = isDeletedWhen(one, 'whenDeleted')
    ? `${claims} are deleted with it, as its retention policy says`
    : `${claims} stay unused`;
  const problem = names.length === 0 ? 'it leaves, and its pods with it' : `it leaves, and ${becomes}`;
  const remedy = 'Save what its volumes hold, and say in the change what becomes of them';
  return [{ at: one, problem, remedy, losesData: names.length > 0 }];
}

type Moment = 'whenDeleted' | 'whenScaled';

/** Kubernetes keeps the claims of a StatefulSet unless it says otherwise. */
function isDeletedWhen({ object }: RenderedObject, moment: Moment): boolean {
  return valueAt(object, 'spec', 'persistentVolumeClaimRetentionPolicy', moment) === 'Delete';
}

function breachesOfScaled({ before, after }: ChangedObject): readonly Breach[] {
  if (!isStatefulSet(after) || !isDeletedWhen(after, 'whenScaled') || claimsOf(after).length === 0) return [];
  const [was, is] = [before, after].map(({ object }) => valueAt(object, 'spec', 'replicas') ?? 1);
  if (typeof was !== 'number' || typeof is !== 'number' || is >= was) return [];
  const problem = `it goes from ${was} to ${is} replicas, and its retention policy deletes the claims of the others`;
  const remedy = 'Save what they hold, or have whenScaled: Retain applied first';
  return [{ at: after, field: 'spec.replicas', problem, remedy, losesData: true }];
}

function breachesOfChanged(change: ChangedObject): readonly Breach[] {
  return [...breachesOfScaled(change), ...breachesOfClaims(change)];
}

function breachesOfClaims({ before, after }: ChangedObject): readonly Breach[] {
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
