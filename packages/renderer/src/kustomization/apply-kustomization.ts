import { slotLabel } from '@sovereign-fleet/domain';
import type { Kustomization } from '@sovereign-fleet/flux';
import type { JsonValue } from '@sovereign-fleet/go-text';
import { isKubernetesObject } from '../objects/objects-in';
import { textsFromSecrets } from './texts-from-secrets';
import { encryptedSources, postBuildOf, type PostBuild, type ReferredKind } from './post-build';
import type { AppliedKustomization, RegionState } from './region-state';
import type { Applier, KubernetesObject, RenderProblem } from '../contract/rendered';
import { substitute } from './substitute';
import { type TypeChange, typeChanges } from './type-changes';
import { idOf, idOfObject } from '../objects/object-id';

/**
 * Adds to the state what a Kustomization applies: each object after `postBuild` and with the common metadata. If one
 * object fails, Flux applies none of them, so none is added. Gives the objects that were added.
 */
export function applyKustomization(
  kustomization: AppliedKustomization,
  objects: readonly KubernetesObject[],
  { state, fluxVersion }: { readonly state: RegionState; readonly fluxVersion: string | undefined },
): readonly KubernetesObject[] {
  const appliedBy: Applier = { kind: 'Kustomization', namespace: kustomization.namespace, name: kustomization.name };
  const id = idOf('Kustomization', appliedBy.namespace, appliedBy.name);
  const find = (kind: ReferredKind, namespace: string, name: string) => state.byId.get(idOf(kind, namespace, name));
  const encrypted = encryptedSources(kustomization.object, { find });
  if (encrypted.length > 0) {
    const remedy = 'Review what it substitutes in the cluster';
    state.problems.push(...encrypted.map((one) => ({ kind: 'missing-source', object: id, ...one, remedy }) as const));
    return [];
  }
  const postBuild = postBuildOf(kustomization.object, { file: id, find, fluxVersion });
  if (!postBuild.ok) {
    state.problems.push(
      ...postBuild.issues.map(
        ({ field, problem, remedy }) => ({ kind: 'failed', object: id, field, problem, remedy }) as const,
      ),
    );
    return [];
  }
  const results = objects.map((object) => substituteObject(object, postBuild.value, appliedBy));
  state.problems.push(...results.flatMap(({ problems }) => problems));
  state.secrets.addSubstitutedTexts(results.flatMap(({ secrets }) => secrets));
  if (results.some(({ problems }) => problems.some(({ kind }) => kind === 'failed'))) return [];
  const applied = results.map(({ object }) => withCommonMetadata(object, kustomization.spec.commonMetadata));
  for (const object of applied) {
    state.secrets.addObject(object);
    state.objects.push({ appliedBy, namespace: object.metadata.namespace ?? '', object });
    const id = idOfObject(object);
    if (!state.byId.has(id) || state.ofReleases.delete(id)) state.byId.set(id, object);
  }
  return applied;
}

interface SubstitutedObject {
  readonly object: KubernetesObject;
  readonly problems: readonly RenderProblem[];
  /** Texts that expressions made from a value of a Secret. */
  readonly secrets: readonly string[];
}

function substituteObject(before: KubernetesObject, postBuild: PostBuild, by: Applier): SubstitutedObject {
  const { variables, options, secretNames } = postBuild;
  const id = idOfObject(before);
  const result = substitute(before, variables, options);
  const remedy = `Set it in spec.postBuild of Kustomization ${by.namespace}/${by.name}, or mend the text`;
  const failWith = (problem: string) => ({
    object: before,
    problems: [{ kind: 'failed', object: id, field: '', problem, remedy } as const],
    secrets: [],
  });
  if (result.status === 'failed') return failWith(result.reason);
  const { object } = result;
  if (!isKubernetesObject(object)) return failWith('it has no kind or no name after substitution');
  const changes = typeChanges(before, object).filter((change) => isSurprising(change, before, variables));
  const shownAs = (from: string, to: JsonValue) =>
    usesVariable(secretNames, from) ? `a ${typeof to}` : JSON.stringify(to);
  return {
    object,
    secrets: textsFromSecrets(before, object, postBuild),
    problems: changes.map(({ path, from, to }) => ({
      kind: 'changed-type',
      object: id,
      field: path,
      problem: `"${from}" arrives as ${shownAs(from, to)}, which is not text`,
      remedy: 'Where text is meant, put other text around it or set a value that YAML 1.1 reads as text',
    })),
  };
}

/** Whether a text takes a value from a Secret. A short number would not be hidden later, so it is not quoted. */
function usesVariable(names: ReadonlySet<string>, text: string): boolean {
  return [...names].some((name) => text.includes(`\${${name}`));
}

/** A switch is meant to arrive as true or false. Labels and annotations may only hold text. */
function isSurprising(change: TypeChange, object: KubernetesObject, variables: PostBuild['variables']): boolean {
  if (change.path.startsWith('metadata.')) return true;
  return typeof change.to !== 'boolean' && !isParameter(change, object, variables);
}

/**
 * Whether the values of a slot read a parameter there, whose type its kit declares: it is alone, and the variable has
 * the value as JSON. A kit has the texts among them in quotes.
 */
function isParameter(
  { path, from, to }: TypeChange,
  { metadata }: KubernetesObject,
  variables: PostBuild['variables'],
) {
  const isValueOfSlot = path.startsWith('spec.values') && metadata.labels?.[slotLabel] !== undefined;
  const name = /^\$\{(\w+)\}$/.exec(from)?.[1];
  return isValueOfSlot && name !== undefined && variables[name] === JSON.stringify(to);
}

/** The common metadata replaces what the object has (kustomize-controller: spec.commonMetadata). */
function withCommonMetadata(
  object: KubernetesObject,
  common: Kustomization['spec']['commonMetadata'],
): KubernetesObject {
  if (common === undefined) return object;
  const { labels, annotations } = object.metadata;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ...(common.labels === undefined ? {} : { labels: { ...labels, ...common.labels } }),
      ...(common.annotations === undefined ? {} : { annotations: { ...annotations, ...common.annotations } }),
    },
  };
}
