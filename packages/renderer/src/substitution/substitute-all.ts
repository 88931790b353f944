import { type JsonObject, type JsonValue, printJson } from '@sovereign-fleet/go-text';
import { isClusterScoped, groupOf } from '@sovereign-fleet/domain';
import type { Applier, KubernetesObject, RenderProblem } from '../contract/rendered';
import { idOfObject } from '../objects/object-id';
import { isKubernetesObject } from '../objects/kubernetes-object';
import type { PostBuild } from './post-build';
import { substitute } from './substitute';
import { surprisingChanges } from './surprising-changes';

/** The objects of a Kustomization after `postBuild`, in their order. */
export interface SubstitutedObjects {
  readonly objects: readonly SubstitutedObject[];
  readonly problems: readonly RenderProblem[];
}

interface SubstitutedObject {
  readonly id: string;
  readonly before: JsonObject;
  readonly object: JsonObject;
}

/**
 * Substitutes in one object after the other, as kustomize-controller does. An object that then has the name of another
 * one ends it (kustomize: resWrangler.Replace). A problem of the kind `failed` is one for which Flux applies nothing.
 */
export function substituteAll(
  objects: readonly KubernetesObject[],
  postBuild: PostBuild,
  by: Applier,
): SubstitutedObjects {
  const ids = countIds(objects);
  const remedy = `Set it in spec.postBuild of Kustomization ${by.namespace}/${by.name}, or mend the text`;
  const results = objects.map((before) => {
    const id = idOfObject(before);
    const failWith = (problem: string, mend = remedy) => ({
      id,
      before,
      object: before,
      problems: [{ kind: 'failed', object: id, field: '', problem, remedy: mend } as const],
    });
    const result = substitute(before, postBuild.variables, postBuild.options);
    if (result.status === 'failed') return failWith(reasonOf(result));
    if (result.status === 'skipped') return { id, before, object: result.object, problems: [] };
    const { object } = result;
    const others = ids.replace(before, object);
    if (others > 0) return failWith(equalNameProblem(object, others + 1), 'Give them other names');
    const problems = isKubernetesObject(object) ? surprisingChanges(before, object, postBuild) : [];
    return { id, before, object, problems };
  });
  return {
    objects: results.map(({ id, before, object }) => ({ id, before, object })),
    problems: results.flatMap(({ problems }) => problems),
  };
}

function reasonOf({ code, reason }: { readonly code: string; readonly reason: string }): string {
  if (code !== 'panic') return reason;
  return `${reason}; Flux panics at it, so that its Kustomization stays in progress for ever, and says no reason`;
}

function equalNameProblem(object: JsonObject, count: number): string {
  const { apiVersion, kind, metadata } = object;
  const name = fieldIn(metadata, 'name');
  const what = [apiVersion, kind, name].map(textOf).join(' ');
  return `in Replace: id matched ${count} resources: after substitution another object is ${what} too`;
}

interface IdCounts {
  /** Takes the id of an object for another one, and gives how many others have that id now. */
  readonly replace: (before: JsonObject, after: JsonObject) => number;
}

function countIds(objects: readonly JsonObject[]): IdCounts {
  const counts = new Map<string, number>();
  let isStopped = false;
  const add = (key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by);
  for (const object of objects) add(keyOf(object), 1);
  return {
    replace: (before, after) => {
      add(keyOf(before), -1);
      add(keyOf(after), 1);
      const others = (counts.get(keyOf(after)) ?? 1) - 1;
      const isFirst = others > 0 && !isStopped;
      isStopped ||= isFirst; // Flux stops here, so no later object is held against this one
      return isFirst ? others : 0;
    },
  };
}

/** kustomize takes no namespace for `default`, and a number in a name for its digits. */
function keyOf({ apiVersion, kind, metadata }: JsonObject): string {
  const isGlobal = isClusterScoped(groupOf(textOf(apiVersion)), textOf(kind));
  const namespace = textOf(fieldIn(metadata, 'namespace'));
  const place = isGlobal ? '' : namespace === '' ? 'default' : namespace;
  return JSON.stringify([textOf(apiVersion), textOf(kind), place, textOf(fieldIn(metadata, 'name'))]);
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : printJson(value ?? '');
}

function fieldIn(metadata: JsonValue | undefined, field: string): JsonValue | undefined {
  return typeof metadata === 'object' && metadata !== null ? (metadata as JsonObject)[field] : undefined;
}
