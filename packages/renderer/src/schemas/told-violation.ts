import { fieldOf, groupOf } from '@sovereign-fleet/domain';
import type { ToldProblem } from '../contract/api-server';
import type { KubernetesObject } from '../contract/rendered';
import { isSecret, isValueField } from '../secrets/secret-kind';
import type { WrappedNumber } from './typed-object';
import type { Violation } from './violation';

/** What the server refuses of an object, without what a Secret holds. */
export function toldViolation(found: Violation, object: KubernetesObject): ToldProblem {
  const { problem, remedy } = isSecret(object) && isValueField(String(found.path[0])) ? withoutValue(found) : found;
  const field = fieldAt(found);
  if (!isOperatorKind(found, object)) return { kind: 'refused', field, problem, remedy };
  const taken = `${problem}; with the Flux Operator people add its kinds to that definition, so it is taken`;
  return { kind: 'assumed', field, problem: taken, remedy: 'See that the definition in the cluster has it' };
}

const operatorKinds = ['FluxInstance', 'ResourceSet', 'ResourceSetInputProvider'];

/** Whether a notification names a kind of the Flux Operator, which the definitions of Flux do not have. */
function isOperatorKind({ path }: Violation, object: KubernetesObject): boolean {
  if (groupOf(object.apiVersion) !== 'notification.toolkit.fluxcd.io' || path.at(-1) !== 'kind') return false;
  // The way was found in this object.
  const value = path.reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], object);
  return operatorKinds.includes(String(value));
}

/** A field that is dropped in place of a refusal, with who does not have it. */
export function droppedField(found: Violation, by = 'Kubernetes'): ToldProblem {
  const problem = `${by} has no such field, and it is left out without a word`;
  return { kind: 'dropped-field', field: fieldAt(found), problem, remedy: found.remedy };
}

/** A number that has more bits than its field, of which Go keeps the low ones. */
export function wrappedNumber({ path, from, to }: WrappedNumber): ToldProblem {
  const problem = `${from} does not fit into the field, and Flux makes ${to} of it without a word`;
  return { kind: 'changed-type', field: fieldOf(path), problem, remedy: 'Write a number that fits' };
}

function fieldAt({ path }: Pick<Violation, 'path'>): string {
  return path.length === 0 ? '' : fieldOf(path);
}

/** The same, without what the Secret holds. */
function withoutValue({ problem }: Violation): Pick<Violation, 'problem' | 'remedy'> {
  const [rule = ''] = problem.split(', and is ');
  return { problem: rule, remedy: 'Write it so' };
}
