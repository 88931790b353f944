import { apiGroups } from '@sovereign-fleet/flux';
import type { Breach } from '../contract/finding';
import type { ChangedObject, ChangeUnderReview } from '../contract/change';
import { apiGroup, applierTitle, asApplier } from '../objects/object-id';
import type { ChangeRule } from '../contract/rule';
import { valueAt } from '../objects/walk';
import { immutableFields } from './immutable-fields';

export const unchangedField: ChangeRule = {
  id: 'unchanged-field',
  severity: 'error',
  title: 'No field changes that the API server lets nobody change',
  fault: { one: 'field cannot change', many: 'fields cannot change', counts: 'findings' },
  why: 'The API server refuses the object, and with it all that its Kustomization or release would apply.',
  per: 'change',
  check: (change) =>
    change.changed.flatMap((one) => {
      const breaches = breachesOf(one);
      return breaches.length > 0 && isForced(one, change) ? [] : breaches;
    }),
};

function breachesOf({ before, after, fields }: ChangedObject): readonly Breach[] {
  const { object } = after;
  const group = apiGroup(object.apiVersion);
  const kind = group === '' ? object.kind : `${group}/${object.kind}`;
  const frozen = immutableFields.filter((row) => row.kind === kind).flatMap(({ fields: pattern }) => pattern);
  const wrong = isLeftOut(after) ? [] : fields.filter((field) => frozen.some((pattern) => pattern.test(field)));
  const sealed = isSealed(before)
    ? fields.filter((field) => /^(data|binaryData|stringData|immutable)\b/.test(field))
    : [];
  return [...new Set([...wrong, ...sealed])].map((field) => ({
    at: after,
    field,
    problem: 'the API server refuses that it changes',
    remedy: 'Give the object another name, or let Flux make it anew: kustomize.toolkit.fluxcd.io/force: enabled',
  }));
}

/** The server keeps the address of a Service that says none any more. */
function isLeftOut({ object }: ChangedObject['after']): boolean {
  return (
    object.kind === 'Service' && [undefined, null, ''].some((none) => valueAt(object, 'spec', 'clusterIP') === none)
  );
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
