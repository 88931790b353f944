import { RE2JS } from 're2js';
import { isJsonMap, type Json, nearest } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import type { KubernetesObject } from '../contract/rendered';
import { namespaceOf } from './namespace-of';
import { scopesOf } from './scope';

/** What a patch is for. Each text but the selectors is a regular expression of the whole (kustomize: SelectorRegex). */
export interface PatchTarget {
  readonly group?: string | undefined;
  readonly version?: string | undefined;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly annotationSelector?: string | undefined;
}

const isClusterScoped = scopesOf([]);

/** Whether a regular expression of Go is that of a whole text; an empty one is that of any. */
export function isWhole(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined || pattern === '') return true;
  return plain.test(pattern) ? pattern === text : isFound(`^(?:${pattern})$`, text);
}

const plain = /^[\w-]*$/;

/** In time that grows with the text: patterns of a tree are anybody's. Of what Go does not read, kustomize tells. */
function isFound(pattern: string, text: string): boolean {
  try {
    return RE2JS.compile(pattern).matcher(text).find();
  } catch {
    return true;
  }
}

/** Whether kustomize gives a patch to an object. Where that cannot be told here, it does. */
export function isTarget(target: PatchTarget, object: KubernetesObject): boolean {
  const { metadata } = object;
  const namespace = isClusterScoped(object) ? '_non_namespaceable_' : namespaceOf(object, 'default');
  return (
    isOfKind(target, object) &&
    isWhole(target.name, metadata.name) &&
    isWhole(target.namespace, namespace) &&
    isSelected(target.labelSelector, metadata.labels) &&
    isSelected(target.annotationSelector, metadata.annotations)
  );
}

/** The same by what kustomize leaves of an object whose name and namespace it may have changed. */
export function mayBeTarget(target: PatchTarget, object: KubernetesObject): boolean {
  const name = (target.name ?? '').replace(/^\^|\$$/g, '');
  return isOfKind(target, object) && isFound(name, object.metadata.name);
}

/** What a person is told of a target that none of the objects is. */
export function missingTarget(target: PatchTarget, objects: readonly KubernetesObject[]) {
  const problem = `nothing that it is applied to is ${printJson(target)}`;
  const kinds = [...new Set(objects.map(({ kind }) => kind))];
  const names = objects.filter((object) => isOfKind(target, object)).map(({ metadata }) => metadata.name);
  const near = nearTo(target.kind, kinds) ?? nearTo(target.name, names);
  return { problem, remedy: near === undefined ? 'Mend the target, or take it out' : `Did you mean "${near}"?` };
}

function nearTo(word: string | undefined, words: readonly string[]): string | undefined {
  return word === undefined || words.includes(word) ? undefined : nearest(word, words);
}

function isOfKind({ group, version, kind }: PatchTarget, object: KubernetesObject): boolean {
  const [ownVersion = '', ownGroup = ''] = object.apiVersion.split('/').reverse();
  return isWhole(group, ownGroup) && isWhole(version, ownVersion) && isWhole(kind, object.kind);
}

/** Whether labels are what a selector asks for (apimachinery: labels.Parse). */
function isSelected(selector: string | undefined, labels: Json | undefined): boolean {
  const own = isJsonMap(labels) ? labels : {};
  const asked = (selector ?? '').match(/(?:[^,(]|\([^)]*\))+/g) ?? [];
  return asked.every((one) => isMet(one.trim(), own));
}

function isMet(asked: string, labels: Readonly<Record<string, Json>>): boolean {
  const [, not = '', key = '', operator = '', words = ''] =
    /^(!?)\s*([\w./-]+)\s*(?:(==?|!=|in\b|notin\b)\s*(.*))?$/s.exec(asked) ?? [];
  if (key === '') return true; // such as a comparison of numbers
  const has = Object.hasOwn(labels, key);
  if (operator === '') return has === (not === '');
  const values = words.replace(/^\(|\)$/g, '').split(',');
  const isAmong = has && values.some((value) => value.trim() === labels[key]);
  return isAmong === (operator === '=' || operator === '==' || operator === 'in');
}
