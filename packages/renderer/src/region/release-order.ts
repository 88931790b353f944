import { isHelmRelease } from '@sovereign-fleet/flux';
import { addAll, isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import { idOf, idOfObject } from '../objects/object-id';
import type { KubernetesObject, RenderProblem } from '../contract/rendered';
import { namespaceOf } from '../objects/namespace-of';

/** Which HelmRelease waits for which, by their ids (helm-controller: spec.dependsOn). */
export interface ReleaseOrder {
  /** Whether the one is installed only after the other, directly or by others in between. */
  readonly waitsFor: (one: string, other: string) => boolean;
  /** The way from a release through those that it waits for back to itself. */
  readonly cycleOf: (id: string) => readonly string[] | undefined;
}

export function releaseOrder(objects: readonly KubernetesObject[]): ReleaseOrder {
  const next = new Map(objects.filter(isHelmRelease).map((object) => [idOfObject(object), dependenciesOf(object)]));
  const wayTo = (from: string, to: string): readonly string[] | undefined => {
    const ways: (readonly [id: string, way: readonly string[]])[] = [[from, [from]]];
    const seen = new Set<string>();
    for (const [id, way] of ways) {
      const ids = next.get(id) ?? [];
      if (ids.includes(to)) return [...way, to];
      const fresh = ids.filter((one) => !seen.has(one));
      for (const one of fresh) seen.add(one);
      addAll(
        ways,
        fresh.map((one) => [one, [...way, one]] as const),
      ); // the loop goes on with these
    }
    return undefined;
  };
  // Asked for each release about the maker of each object, of which nearly all wait for nothing.
  const waitsFor = (one: string, other: string) => (next.get(one) ?? []).length > 0 && wayTo(one, other) !== undefined;
  return { waitsFor, cycleOf: (id) => wayTo(id, id) };
}

/** A suspended release waits for nobody, and one with `readyExpr` may be met though the other is not ready. */
function dependenciesOf(object: KubernetesObject): readonly string[] {
  const spec = isJsonMap(object['spec']) ? object['spec'] : {};
  const list: Json | undefined = spec['suspend'] === true ? [] : spec['dependsOn'];
  const maps = (isJsonList(list) ? list : []).filter(isJsonMap);
  return maps
    .filter(({ readyExpr }) => (readyExpr ?? '') === '')
    .flatMap((one) => {
      const { name, namespace: of } = one;
      return typeof name === 'string'
        ? [idOf('HelmRelease', typeof of === 'string' && of !== '' ? of : namespaceOf(object, 'default'), name)]
        : [];
    });
}

/** The problem of a release that waits for itself: Flux never installs it. */
export function cycleProblem(cycle: readonly string[]): RenderProblem {
  const [object = ''] = cycle;
  const problem = `it waits for itself, so that Flux never installs it: ${cycle.join(' → ')}`;
  return { kind: 'failed', object, field: 'spec.dependsOn', problem, remedy: 'Break the cycle' };
}
