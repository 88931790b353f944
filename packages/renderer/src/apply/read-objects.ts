import { apiGroups } from '@sovereign-fleet/flux';
import { isObject, type JsonObject, type JsonValue } from '@sovereign-fleet/go-text';
import type { KubernetesObject, RenderProblem } from '../contract/rendered';
import { idOf } from '../objects/object-id';
import { isKubernetesObject, itemsOf } from '../objects/kubernetes-object';
import { typeWord } from '../objects/type-word';

/** What kustomize-controller reads from the text of a build. */
export interface ReadObjects {
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly RenderProblem[];
  /** Why it reads nothing at all. */
  readonly refusal: RenderProblem | undefined;
}

/** An object after substitution, with the id that it had before. */
export interface SubstitutedObject {
  readonly id: string;
  readonly object: JsonObject;
}

/**
 * The objects that kustomize-controller goes on with (fluxcd/pkg ssa: utils.ReadObjects). It stops at one without a
 * kind. It leaves out without a word what has no name or API version that is text, and configurations of kustomize.
 */
export function readObjects(substituted: readonly SubstitutedObject[]): ReadObjects {
  const all = substituted.flatMap(({ id, object }) => itemsOf(object).map((item) => ({ id, item })));
  const refused = all.find(({ item }) => !hasKind(item));
  if (refused !== undefined) {
    const problem = 'it has no kind after substitution, so Flux applies nothing of its Kustomization';
    const refusal = { kind: 'failed', object: refused.id, field: 'kind', problem, remedy: 'Write a kind' } as const;
    return { objects: [], problems: [], refusal };
  }
  const objects = all.map(({ item }) => item).filter(isKubernetesObject);
  return {
    objects: objects.filter((object) => !isKustomizeConfig(object)),
    problems: all.flatMap(({ id, item }) => lostProblems(id, item)),
    refusal: undefined,
  };
}

function hasKind(item: JsonValue): item is JsonObject {
  return isObject(item) && typeof item['kind'] === 'string' && item['kind'] !== '' && !isBadVersion(item['apiVersion']);
}

/** Go finds no kind in `a/b/c` either (apimachinery: ParseGroupVersion). */
function isBadVersion(version: JsonValue | undefined): boolean {
  return typeof version === 'string' && version.split('/').length > 2;
}

function isKustomizeConfig({ apiVersion, kind }: KubernetesObject): boolean {
  return kind.toLowerCase() === 'kustomization' && apiVersion.startsWith(`${apiGroups.kustomizationFile}/`);
}

function lostProblems(id: string, item: JsonValue): readonly RenderProblem[] {
  const lossOf = (object: string, field: string, why: string): readonly RenderProblem[] => {
    const problem = `${why}, so Flux leaves the object out without a word and applies the rest`;
    return [{ kind: 'dropped', object, field, problem, remedy: 'Write a text there' }];
  };
  if (isKubernetesObject(item)) {
    if (!isKustomizeConfig(item)) return [];
    const remedy = 'Name its folder in resources, or take it out';
    const problem = 'it is a configuration of kustomize, which Flux leaves out without a word';
    return [{ kind: 'dropped', object: idOf(item.kind, '', item.metadata.name), field: 'kind', problem, remedy }];
  }
  if (!isObject(item)) return [];
  const { apiVersion, metadata } = item;
  if (typeof apiVersion !== 'string' || apiVersion === '')
    return lossOf(id, 'apiVersion', `it is ${typeTitle(apiVersion)}`);
  return lossOf(id, 'metadata.name', `it is ${typeTitle(isObject(metadata) ? metadata['name'] : undefined)}`);
}

function typeTitle(value: JsonValue | undefined): string {
  return value === undefined ? 'not there' : value === '' ? 'empty' : `a ${typeWord(value)}`;
}
