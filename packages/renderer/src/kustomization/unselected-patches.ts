import type { Kustomization } from '@sovereign-fleet/flux';
import type { KubernetesObject, RenderProblem } from '../contract/rendered';
import { idOf } from '../objects/object-id';
import { mayBeTarget, missingTarget } from '../objects/patch-target';

/**
 * Patches of a Kustomization that select nothing of what it applies. Only kinds and parts of names are looked at, since
 * kustomize may have changed the rest, and nothing is said where a patch may have taken its object out.
 */
export function unselectedPatches(
  { namespace, name, spec: { patches } }: Kustomization,
  objects: readonly KubernetesObject[],
): readonly RenderProblem[] {
  if (objects.length === 0 || patches.some(({ patch }) => patch.includes('$patch'))) return [];
  return patches.flatMap(({ target }, index): readonly RenderProblem[] => {
    if (target === undefined || objects.some((object) => mayBeTarget(target, object))) return [];
    const field = `spec.patches[${index}].target`;
    const told = missingTarget(target, objects);
    return [{ kind: 'unselected', object: idOf('Kustomization', namespace, name), field, ...told }];
  });
}
