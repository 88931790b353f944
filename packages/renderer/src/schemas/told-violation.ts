import { fieldOf } from '@sovereign-fleet/domain';
import type { ToldProblem } from '../contract/api-server';
import type { KubernetesObject } from '../contract/rendered';
import { isSecret, isValueField } from '../secrets/secret-fingerprint';
import type { Violation } from './violation';

/** What the server refuses of an object, without what a Secret holds. */
export function toldViolation(found: Violation, object: KubernetesObject): ToldProblem {
  const { problem, remedy } = isSecret(object) && isValueField(String(found.path[0])) ? withoutValue(found) : found;
  return { kind: 'refused', field: fieldAt(found), problem, remedy };
}

/** A field that is dropped in place of a refusal, with who does not have it. */
export function droppedField(found: Violation, by = 'Kubernetes'): ToldProblem {
  const problem = `${by} has no such field, and it is left out without a word`;
  return { kind: 'dropped-field', field: fieldAt(found), problem, remedy: found.remedy };
}

function fieldAt({ path }: Violation): string {
  return path.length === 0 ? '' : fieldOf(path);
}

/** The same, without what the Secret holds. */
function withoutValue({ problem }: Violation): Pick<Violation, 'problem' | 'remedy'> {
  const [rule = ''] = problem.split(', and is ');
  return { problem: rule, remedy: 'Write it so' };
}
