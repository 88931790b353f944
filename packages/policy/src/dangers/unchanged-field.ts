import { apiGroups } from '@sovereign-fleet/flux';
import { isSmallerQuantity } from '@sovereign-fleet/renderer';
import type { Breach } from '../contract/finding';
import type { ChangedObject, ChangeUnderReview } from '../contract/change';
import { apiGroup, applierTitle, asApplier } from '../objects/object-id';
import type { ChangeRule } from '../contract/rule';
import { valueAt } from '../objects/walk';
import { immutableFields } from './immutable-fields';
import { claimsOf, isClaim, textOf } from './volumes';

export const unchangedField: ChangeRule = {
  id: 'unchanged-field',
  severity: 'error',
  title: 'No field changes that the API server lets nobody change',
  fault: { one: 'field cannot change', many: 'fields cannot change', counts: 'findings' },
  why: 'The API server refuses the object, and with it all that its Kustomization or release would apply.',
  per: 'change',
  check: (change) =>
    change.changed.flatMap((one) => {
      const known = breachesOf(one);
      const told = breachesByDefinition(one, change).filter(({ field }) => !known.some((own) => own.field === field));
      const breaches = [...known, ...told];
      return breaches.length > 0 && isForced(one, change) ? [] : breaches;
    }),
};

function breachesOf(one: ChangedObject): readonly Breach[] {
  const { before, after, fields } = one;
  const { object } = after;
  const group = apiGroup(object.apiVersion);
  const kind = group === '' ? object.kind : `${group}/${object.kind}`;
  const frozen = immutableFields.filter((row) => row.kind === kind && row.unless?.(one) !== true);
  const wrong = fields.filter((field) => frozen.some((row) => row.fields.test(field)));
  const sealed = isSealed(before)
    ? fields.filter((field) => /^(data|binaryData|stringData|immutable)\b/.test(field))
    : [];
  const refused = [...new Set([...wrong, ...sealed])].map((field) => ({
    at: after,
    field,
    problem: 'the API server refuses that it changes',
    remedy: anew,
  }));
  return [...refused, ...breachesOfSize(one)];
}

const anew = 'Give the object another name, or let Flux make it anew: kustomize.toolkit.fluxcd.io/force: enabled';

/** By the rules about a change that the definition of a kind has (`oldSelf` in its CEL). */
function breachesByDefinition({ before, after }: ChangedObject, { refusals }: ChangeUnderReview): readonly Breach[] {
  return (refusals?.(before.object, after.object) ?? []).map(({ field, problem }) => {
    return { at: after, field, problem: `the API server refuses this change: ${problem}`, remedy: anew };
  });
}

function breachesOfSize({ before, after }: ChangedObject): readonly Breach[] {
  if (!isClaim(after)) return [];
  const [was, is] = [before, after].map((one) => claimsOf(one)[0]?.size);
  if (!isSmallerQuantity(textOf(is), textOf(was))) return [];
  const field = 'spec.resources.requests.storage';
  const problem = `the API server refuses that a claim gets smaller: ${textOf(was)} to ${textOf(is)}`;
  return [{ at: after, field, problem, remedy: 'Leave its size, or move the data to a new claim' }];
}

/** A Secret or a ConfigMap that says that it does not change. */
function isSealed({ object }: ChangedObject['before']): boolean {
  return ['Secret', 'ConfigMap'].includes(object.kind) && object['immutable'] === true;
}

/** Whether Flux deletes the object and makes it anew where the server refuses, as Helm does with a hook. */
function isForced({ after }: ChangedObject, { after: region }: ChangeUnderReview): boolean {
  const mark = `${apiGroups.kustomize}/force`;
  const { labels, annotations } = after.object.metadata;
  const title = applierTitle(after.appliedBy);
  const spec = region.objects.find((one) => {
    const applier = asApplier(one);
    return applier !== undefined && applierTitle(applier) === title;
  })?.object['spec'];
  if (after.appliedBy.kind === 'HelmRelease') {
    return annotations?.['helm.sh/hook'] !== undefined || valueAt(spec, 'upgrade', 'force') === true;
  }
  const isMarked = [labels?.[mark], annotations?.[mark]].some(
    (text) => typeof text === 'string' && text.toLowerCase() === 'enabled',
  );
  return isMarked || valueAt(spec, 'force') === true;
}
