import { addAll } from '@sovereign-fleet/domain';
import { appliedObjects } from '../apply/applied-objects';
import { readObjects } from '../apply/read-objects';
import { withUnknownValues } from '../apply/generated-secrets';
import { postBuildOf, type ReferredKind, unknownSources } from '../substitution/post-build';
import { substituteAll } from '../substitution/substitute-all';
import { textsFromSecrets } from '../substitution/texts-from-secrets';
import { type AppliedKustomization, orStandIn, type RegionState } from './region-state';
import type { Applier, KubernetesObject, RenderProblem } from '../contract/rendered';
import type { ApiServer } from '../contract/api-server';
import { idOf, idOfObject } from '../objects/object-id';
import { targetCluster } from '../objects/target-cluster';
import { namespaceOf } from '../objects/namespace-of';

/**
 * Adds to the state what a Kustomization applies: each object after `postBuild` and with the common metadata. Gives the
 * objects that were added. Variables are taken from its own cluster, also where it applies to another one.
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
    for (const one of unknown) state.problems.push({ kind: 'missing-source', object: id, ...one });
    return [];
  }
  const postBuild = postBuildOf(kustomization.object, { file: id, find, fluxVersion: server.fluxVersion });
  if (!postBuild.ok) {
    const { issues } = postBuild;
    addAll(
      state.problems,
      issues.map(({ field, problem, remedy }) => ({ kind: 'failed', object: id, field, problem, remedy }) as const),
    );
    return [];
  }
  const known = withUnknownValues(objects, kustomization.spec);
  addAll(state.problems, known.problems);
  const substituted = substituteAll(known.objects, postBuild.value, appliedBy);
  state.secrets.addSubstitutedTexts(textsFromSecrets(substituted.objects, postBuild.value));
  if (substituted.problems.some(({ kind }) => kind === 'failed')) {
    addAll(state.problems, substituted.problems);
    return [];
  }
  const { cluster } = targetCluster(kustomization);
  const there = cluster === undefined ? [...state.byId.values(), ...state.standIns.values()] : [];
  const definitions = there.filter(({ kind }) => kind === 'CustomResourceDefinition');
  const target = { definitions, server: cluster === undefined ? server : unknownServer(server) };
  const applied = await appliedObjects(readObjects(substituted.objects), kustomization, target);
  addAll(state.problems, [...withoutRepeats(substituted.problems, applied.problems), ...applied.problems]);
  for (const object of applied.objects) addObject(state, object, { appliedBy, cluster });
  return applied.objects;
}

interface From {
  readonly appliedBy: Applier;
  readonly cluster: string | undefined;
}

/** Of another cluster nobody here knows what it takes. */
function unknownServer(server: ApiServer): ApiServer {
  return { ...server, objectCheck: () => Promise.resolve(() => []) };
}

function addObject(state: RegionState, object: KubernetesObject, { appliedBy, cluster }: From): void {
  state.secrets.addObject(object);
  const place = { namespace: namespaceOf(object), ...(cluster === undefined ? {} : { cluster }) };
  state.objects.push({ appliedBy, ...place, object });
  if (cluster !== undefined) return; // who looks for it here does not find it
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
