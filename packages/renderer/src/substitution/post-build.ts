import { readPostBuild, type SubstituteReference } from '@sovereign-fleet/flux';
import {
  fieldOf,
  isJsonMap,
  type Issue,
  type Json,
  type JsonMap,
  type Result,
  resultOf,
} from '@sovereign-fleet/domain';
import { decodeBase64, type JsonObject, type Variables } from '@sovereign-fleet/go-text';
import { isEncrypted } from '../objects/encrypted';
import type { SubstituteOptions } from './substitute';

/** What a Kustomization says about substitution: the arguments of `substitute` other than the object. */
export interface PostBuild {
  readonly variables: Variables;
  /** The names of variables with values from a Secret. */
  readonly secretNames: ReadonlySet<string>;
  readonly options: Required<SubstituteOptions>;
}

export interface PostBuildContext {
  /** The file of the Kustomization, as Issues name it. */
  readonly file: string;
  /** A ConfigMap or Secret as it will be in the cluster when Flux gets to it. */
  readonly find: (kind: ReferredKind, namespace: string, name: string) => JsonObject | undefined;
  /** The version of Flux that will read it. The newest if left out. */
  readonly fluxVersion?: string | undefined;
}

export type ReferredKind = 'ConfigMap' | 'Secret';

/**
 * The variables of a Flux Kustomization and how they are put in (fluxcd/pkg: kustomize/kustomize_varsub.go): those of
 * `substituteFrom` in its order, a later one over an earlier one, then `substitute` over all. Without `postBuild` there
 * are none. Gives an Issue, in Flux's own words, for each reference that is missing and not `optional`, and for each
 * value that is not text.
 */
export function postBuildOf(kustomization: JsonObject, context: PostBuildContext): Result<PostBuild> {
  const { substitute, substituteFrom, always } = readPostBuild(kustomization);
  const place = { ...context, namespace: namespaceOf(kustomization) };
  const found = [
    ...substituteFrom.map((reference, index) => variablesFrom(reference, index, place)),
    textsIn(substitute, ['spec', 'postBuild', 'substitute'], context.file),
  ];
  const issues = found.flatMap((one) => one.issues);
  const options = { strict: isStrict(context.fluxVersion), always };
  const origins = new Map(found.flatMap(({ texts, isSecret }) => Object.keys(texts).map((name) => [name, isSecret])));
  return resultOf(issues, () => ({
    variables: Object.fromEntries(found.flatMap((one) => Object.entries(one.texts))),
    secretNames: new Set([...origins].filter(([, isSecret]) => isSecret === true).map(([name]) => name)),
    options,
  }));
}

/**
 * What `substituteFrom` names and nobody here can read: it is not in the tree and may be in the cluster, or it is
 * encrypted with SOPS, and Flux decrypts it before it substitutes. Gives a sentence for each, like those for
 * `valuesFrom`.
 */
export function unknownSources(kustomization: JsonObject, { find }: Pick<PostBuildContext, 'find'>) {
  const namespace = namespaceOf(kustomization);
  return readPostBuild(kustomization).substituteFrom.flatMap(({ kind, name, optional }, index) => {
    if ((kind !== 'ConfigMap' && kind !== 'Secret') || typeof name !== 'string') return [];
    const object = find(kind, namespace, name);
    const field = fieldOf(['spec', 'postBuild', 'substituteFrom', index]);
    if (object === undefined) {
      if (optional === true) return [];
      const remedy = `${absentRemedy(namespace)}, or give it a stand-in in the kit`;
      return [{ field, problem: absentProblem(kind, name), remedy }];
    }
    if (!isEncrypted(object)) return [];
    const problem = `substitute from '${kind}/${name}' error: it is encrypted with SOPS, and only Flux can decrypt it`;
    return [{ field, problem, remedy: 'Review what it substitutes in the cluster' }];
  });
}

function absentProblem(kind: ReferredKind, name: string): string {
  return `substitute from '${kind}/${name}' error: ${kind.toLowerCase()}s "${name}" not found`;
}

function absentRemedy(namespace: string): string {
  return `Add it in the namespace "${namespace}", or set optional: true`;
}

function namespaceOf(kustomization: JsonObject): string {
  const { namespace } = mapOf(kustomization['metadata']);
  return typeof namespace === 'string' ? namespace : 'default';
}

/** Whether an undefined variable is an error by default: since Flux 2.9 (kustomize-controller 1.9). */
export function isStrict(fluxVersion: string | undefined): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(fluxVersion ?? '') ?? [];
  return major === undefined || Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 9);
}

interface FoundTexts {
  readonly texts: Variables;
  readonly isSecret?: boolean;
  readonly issues: readonly Issue[];
}

interface Place extends PostBuildContext {
  readonly namespace: string;
}

function mapOf(value: Json | undefined): JsonMap {
  return isJsonMap(value) ? value : {};
}

function variablesFrom(reference: SubstituteReference, index: number, { file, find, namespace }: Place): FoundTexts {
  const { kind, name, optional } = reference;
  const path = ['spec', 'postBuild', 'substituteFrom', index];
  const isKnown = (kind === 'ConfigMap' || kind === 'Secret') && typeof name === 'string';
  if (!isKnown) return { texts: {}, issues: [badReferenceIssue(file, path)] };
  const object = find(kind, namespace, name);
  if (object !== undefined) return textsOf(kind, object, { path, file });
  if (optional === true) return { texts: {}, issues: [] };
  const [problem, remedy] = [absentProblem(kind, name), absentRemedy(namespace)];
  return { texts: {}, issues: [{ file, field: fieldOf(path), value: `${kind}/${name}`, problem, remedy }] };
}

function badReferenceIssue(file: string, path: readonly PropertyKey[]): Issue {
  const problem = 'it names neither a ConfigMap nor a Secret';
  return {
    file,
    field: fieldOf(path),
    value: undefined,
    problem,
    remedy: 'Write kind: ConfigMap or Secret, and a name',
  };
}

interface Origin {
  readonly path: readonly PropertyKey[];
  readonly file: string;
}

/** The API server puts a Secret's `stringData` over its `data`. */
function textsOf(kind: ReferredKind, object: JsonObject, { path, file }: Origin): FoundTexts {
  const data = textsIn(mapOf(object['data']), [...path, 'data'], file);
  if (kind === 'ConfigMap') return data;
  const plain = textsIn(mapOf(object['stringData']), [...path, 'stringData'], file);
  const decoded = Object.entries(data.texts).map(([key, text]) => [key, decodeBase64(text)] as const);
  const bad = decoded
    .filter(([, text]) => text === undefined)
    .map(([key]) => badBase64Issue(file, [...path, 'data', key]));
  const texts = Object.fromEntries(decoded.map(([key, text]) => [key, text ?? '']));
  return { isSecret: true, texts: { ...texts, ...plain.texts }, issues: [...data.issues, ...plain.issues, ...bad] };
}

function badBase64Issue(file: string, path: readonly PropertyKey[]): Issue {
  const remedy = 'Encode it, or move it to stringData';
  return { file, field: fieldOf(path), value: undefined, problem: 'what a Secret has in data must be base64', remedy };
}

function textsIn(map: Readonly<Record<string, unknown>>, path: readonly PropertyKey[], file: string): FoundTexts {
  const entries = Object.entries(map);
  const issues = entries
    .filter(([, value]) => typeof value !== 'string')
    .map(([key]) => notTextIssue(file, [...path, key]));
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { texts: Object.fromEntries(texts), issues };
}

function notTextIssue(file: string, path: readonly PropertyKey[]): Issue {
  return {
    file,
    field: fieldOf(path),
    value: undefined,
    problem: 'a variable must be text',
    remedy: 'Put it in quotes',
  };
}
