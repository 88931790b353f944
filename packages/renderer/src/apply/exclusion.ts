import { fluxKeys } from '@sovereign-fleet/flux';
import type { KubernetesObject } from '../contract/rendered';
import type { ToldProblem } from './told-problem';

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

/** Whether a label or annotation has a value, whatever its case. Go reads none of a map that is not all text. */
export function hasMark(
  { metadata }: KubernetesObject,
  { key, value }: { readonly key: string; readonly value: string },
  fields: readonly ('labels' | 'annotations')[] = ['labels', 'annotations'],
): boolean {
  return fields.some((field) => {
    const texts: Readonly<Record<string, unknown>> = metadata[field] ?? {};
    const found = texts[key];
    const isRead = Object.values(texts).every((text) => typeof text === 'string');
    return isRead && typeof found === 'string' && found.toLowerCase() === value.toLowerCase();
  });
}
