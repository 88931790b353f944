import { fluxKeys } from '@sovereign-fleet/flux';
import type { KubernetesObject } from '../contract/rendered';
import { hasMark } from './mark';
import type { ToldProblem } from '../contract/api-server';

/** What kustomize-controller excludes objects by (kustomization_controller.go: apply, ExclusionSelector). */
const marks = [
  { key: fluxKeys.reconcile, value: 'disabled' },
  { key: fluxKeys.ssa, value: 'Ignore' },
] as const;

/** Why Flux does not apply an object: a label or an annotation of it says so. */
export function exclusion(object: KubernetesObject): ToldProblem | undefined {
  const mark = marks.find((one) => hasMark(object, one));
  if (mark === undefined) return undefined;
  const problem = `it has ${mark.key}: ${mark.value}, so that Flux does not apply it`;
  return { kind: 'excluded', field: 'metadata', problem, remedy: 'Take that off, or take the object out of the tree' };
}
