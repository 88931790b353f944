import { appliedObjects } from '../apply/applied-objects';
import { readObjects } from '../apply/read-objects';
import { withUnknownValues } from '../apply/generated-secrets';
import { postBuildOf, type ReferredKind, unknownSources } from '../substitution/post-build';
import { substituteAll } from '../substitution/substitute-all';
import { type AppliedKustomization, orStandIn, type RegionState } from './region-state';
import type { Applier, KubernetesObject, RenderProblem } from '../contract/rendered';
import type { ApiServer } from '../contract/api-server';
import { idOf, idOfObject } from '../objects/object-id';

/**
 * Adds to the state what a Kustomization applies: each object after `postBuild` and with the common metadata. Gives the
 * objects that were added.
 */
export async function applyKustomization(
  kustomization: AppliedKustomization,
  objects: readonly KubernetesObject[],
  { state, server }: { readonly state: RegionState; readonly server: ApiServer },
): Promise<readonly KubernetesObject[]> {
  const appliedBy: Applier = { kind: 'Kustomization', namespace: kustomization.namespace, name: kustomization.name };
  const id = idOf('Kustomization', appliedBy.namespace, appliedBy.name);
  const find = (kind: ReferredKind, namespace: string, name: string) => findSource(state, idOf(kind, namespace, name));
  const unknown = unknownSources(kustomization.object, { find });
  if (unknown.length > 0) {
    state.problems.push(...unknown.map((one) => ({ kind: 'missing-source', object: id, ...one }) as const));
    return [];
  }
  const postBuild = postBuildOf(kustomization.object, { file: id, find, fluxVersion: server.fluxVersion });
  if (!postBuild.ok) {
    state.problems.push(
      ...postBuild.issues.map(
        ({ field, problem, remedy }) => ({ kind: 'failed', object: id, field, problem, remedy }) as const,
      ),
    );
    return [];
  }
  const known = withUnknownValues(objects, kustomization.spec);
  state.problems.push(...known.problems);
  const substituted = substituteAll(known.objects, postBuild.value, appliedBy);
  state.secrets.addSubstitutedTexts(substituted.secrets);
  if (substituted.problems.some(({ kind }) => kind === 'failed')) {
    state.problems.push(...substituted.problems);
    return [];
  }
  const definitions = [...state.byId.values(), ...state.standIns.values()].filter(
    ({ kind }) => kind === 'CustomResourceDefinition',
  );
  const applied = await appliedObjects(readObjects(substituted.objects), kustomization, { definitions, server });
  state.problems.push(...withoutRepeats(substituted.problems, applied.problems), ...applied.problems);
  for (const object of applied.objects) addObject(state, object, appliedBy);
  return applied.objects;
}

function addObject(state: RegionState, object: KubernetesObject, appliedBy: Applier): void {
  state.secrets.addObject(object);
  state.objects.push({ appliedBy, namespace: object.metadata.namespace ?? '', object });
  const id = idOfObject(object);
  if (!state.byId.has(id) || state.ofReleases.delete(id)) state.byId.set(id, object);
}

/** What an earlier round knows comes first: Flux tries again until nothing changes. */
function findSource(state: RegionState, id: string): KubernetesObject | undefined {
  const found = state.earlier.get(id) ?? state.byId.get(id);
  state.sources.set(id, found);
  return orStandIn(state, id, found);
}

/** A changed type of which something worse is said is not told twice. */
function withoutRepeats(
  changes: readonly RenderProblem[],
  problems: readonly RenderProblem[],
): readonly RenderProblem[] {
  const told = new Set(problems.map(({ object, field }) => `${object} ${field}`));
  return changes.filter(({ object, field }) => !told.has(`${object} ${field}`));
}
