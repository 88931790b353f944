import { isJsonMap, type Json } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { Change, FieldChange } from '../contract/change';
import { compareFields, type FieldDifference } from './compare-fields';
import { fieldPath } from '../objects/field-path';
import { applierTitle, objectTitle } from '../objects/object-id';
import type { ObjectPair } from './object-pair';

/** How an object differs, or nothing where it does not. */
export function changeOf({ id, before, after }: ObjectPair): readonly Change[] {
  const object = titleOf(before, after);
  if (before === undefined) return [{ kind: 'added', id, object, fields: [] }];
  if (after === undefined) return [{ kind: 'removed', id, object, fields: [] }];
  const fields = fieldsOf(before, after);
  return fields.length === 0 ? [] : [{ kind: 'changed', id, object, fields }];
}

/** An object for people, and whether it is encrypted. */
export function titleOf(before: RenderedObject | undefined, after: RenderedObject | undefined): string {
  const one = after ?? before;
  if (one === undefined) return '';
  return isEncrypted(one) ? `encrypted ${objectTitle(one)}` : objectTitle(one);
}

function isEncrypted({ object }: RenderedObject): boolean {
  return object.kind === 'Secret' && object['sops'] !== undefined;
}

function fieldsOf(before: RenderedObject, after: RenderedObject): readonly FieldChange[] {
  const isSecret = after.object.kind === 'Secret';
  const differences = compareFields(before.object, after.object);
  const told = isEncrypted(before) && isEncrypted(after) ? withoutSops(differences) : differences;
  const fields = told.map((difference) => fieldChange(isSecret ? withoutSecret(difference) : difference));
  const by = { before: applierTitle(before.appliedBy), after: applierTitle(after.appliedBy) };
  // Not in the object, but an object that moves is deleted by the one if it prunes before the other applies.
  return by.before === by.after ? fields : [{ path: '(applied by)', ...by }, ...fields];
}

function fieldChange({ steps, before, after }: FieldDifference): FieldChange {
  return {
    path: fieldPath(steps),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

/** SOPS writes its block anew with each change: it is told where nothing else is, as for other recipients. */
function withoutSops(differences: readonly FieldDifference[]): readonly FieldDifference[] {
  const others = differences.filter(({ steps: [top] }) => top !== 'sops');
  if (others.length === differences.length || others.length > 0) return others;
  return [{ steps: ['sops'], before: '(hidden)', after: '(hidden)' }];
}

/** That a key changed is what a reader needs; a fingerprint would tell nothing more. */
function withoutSecret(difference: FieldDifference): FieldDifference {
  const [top] = difference.steps;
  if (top !== 'data' && top !== 'stringData') return difference;
  return { ...difference, before: hideValue(difference.before), after: hideValue(difference.after) };
}

function hideValue(value: Json | undefined): Json | undefined {
  if (value === undefined) return undefined;
  return isJsonMap(value) ? Object.fromEntries(Object.keys(value).map((key) => [key, '(hidden)'])) : '(hidden)';
}
