import { fieldOf } from '@sovereign-fleet/domain';
import type { Files } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';
import { idOfObject } from '../objects/object-id';
import { objectsIn } from '../objects/objects-in';
import { type CheckedServer, checkedServer, type Server } from './object-check';
import { unknownText } from './hidden-text';

/** What the API server would have against an object of a file. */
export interface FileRefusal {
  readonly path: string;
  readonly object: string;
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

/**
 * The same as `serverRefusals`, of files that nobody rendered yet: where a text has a `${…}`, nothing is known of it.
 * Patterns and rules of CustomResourceDefinitions are not looked at. Equal texts are looked at once. What is no object
 * of Kubernetes, such as kustomize's own files, is passed over.
 */
export function refusedInFiles(files: Files, server: Server): readonly FileRefusal[] {
  const objectsByText = new Map<string, readonly KubernetesObject[]>();
  for (const text of files.values()) {
    if (objectsByText.has(text)) continue;
    const objects = objectsIn(text);
    objectsByText.set(text, objects.ok ? objects.value : []);
  }
  const check = checkedServer(server).checks.plainlyHaving([...objectsByText.values()].flat());
  const refusedByText = new Map(
    [...objectsByText].map(([text, objects]) => [text, objects.flatMap((object) => refusalsOf(object, check))]),
  );
  return [...files].flatMap(([path, text]) => (refusedByText.get(text) ?? []).map((one) => ({ path, ...one })));
}

function refusalsOf(object: KubernetesObject, check: ReturnType<CheckedServer['checks']['plainlyHaving']>) {
  const { violations } = check(beforeSubstitution(object) as KubernetesObject);
  return violations.map(({ path, problem, remedy }) => {
    return { object: idOfObject(object), field: path.length === 0 ? '' : fieldOf(path), problem, remedy };
  });
}

function beforeSubstitution(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('${') ? unknownText : value;
  if (Array.isArray(value)) return value.map(beforeSubstitution);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, beforeSubstitution(inner)]));
}
