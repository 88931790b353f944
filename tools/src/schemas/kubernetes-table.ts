import type { GoZeros, KubernetesTable, TypeCode } from '@sovereign-fleet/renderer/schemas';

/** What is read of a definition in Kubernetes' OpenAPI document (api/openapi-spec/swagger.json, OpenAPI 2). */
interface Definition {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Definition>>;
  readonly items?: Definition;
  readonly additionalProperties?: Definition;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
}

export interface OpenApiDocument {
  readonly definitions: Readonly<Record<string, Definition>>;
}

/** Definitions that are written as a text, a number, or anything, whatever their own type. */
const written: Readonly<Record<string, TypeCode>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'int-or-string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'micro-time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
};

/** A part of a document with the minor version of Kubernetes that it is of: 34 for 1.34. */
export interface DocumentOf {
  readonly minor: number;
  readonly document: OpenApiDocument;
}

/** What a part of the documents is, by minor version. */
type ByMinor = Map<number, string>;

interface Entry {
  readonly key: string;
  readonly minor: number;
  readonly value: string;
}

/**
 * The table of what servers of these versions know, with the versions of a part where they are not all of them, and of
 * what Go makes of empty fields.
 */
export function kubernetesTable(documents: readonly DocumentOf[], zeros: GoZeros): KubernetesTable {
  const minors = documents.map(({ minor }) => minor).sort((a, b) => a - b);
  const kinds = byKey(documents.flatMap(kindsIn));
  const entries = documents.flatMap(fieldsIn);
  const names = new Set(entries.map(({ type }) => type));
  const fields = new Map([...names].map((name) => [name, byKey(entries.filter(({ type }) => type === name))]));
  const kept = reachedFrom(
    [...kinds.values()].flatMap((byMinor) => [...byMinor.values()]),
    fields,
  );
  const types = [...kept].sort().map((name) => [name, rangesOf(fields.get(name) ?? new Map(), minors)] as const);
  const known = Object.entries(zeros).filter(([name]) => kept.includes(name));
  return {
    minors,
    kinds: rangesOf(kinds, minors),
    types: Object.fromEntries(types),
    zeros: Object.fromEntries(known),
  };
}

function rangesOf(known: ReadonlyMap<string, ByMinor>, minors: readonly number[]): Readonly<Record<string, string>> {
  return Object.fromEntries([...known].sort().map(([key, byMinor]) => [key, withRange(byMinor, minors)]));
}

function byKey(entries: readonly Entry[]): Map<string, ByMinor> {
  const known = new Map<string, ByMinor>();
  for (const { key, minor, value } of entries) {
    known.set(key, (known.get(key) ?? new Map<number, string>()).set(minor, value));
  }
  return known;
}

function kindsIn({ minor, document }: DocumentOf): readonly Entry[] {
  const kept = Object.entries(document.definitions).filter(([name]) => !isOfRequests(name));
  return kept.flatMap(([name, definition]) =>
    (definition['x-kubernetes-group-version-kind'] ?? []).map(({ group, version, kind }) => {
      return { key: `${group === '' ? '' : `${group}/`}${version}/${kind}`, minor, value: shortName(name) };
    }),
  );
}

function fieldsIn({ minor, document }: DocumentOf): readonly (Entry & { readonly type: string })[] {
  return Object.entries(document.definitions).flatMap(([name, { properties = {} }]) =>
    Object.entries(properties).map(([key, inner]) => {
      return { type: shortName(name), key, minor, value: typeOf(inner, document) };
    }),
  );
}

const ofRequests = /\.(DeleteOptions|WatchEvent|Status|APIGroup|APIGroupList|APIResourceList|APIVersions|Scale)$|List$/;

/** Kinds of the API's own requests, which nobody keeps in a tree. */
function isOfRequests(name: string): boolean {
  return ofRequests.test(name);
}

/** `core.v1.PodSpec` of `io.k8s.api.core.v1.PodSpec`. */
function shortName(name: string): string {
  return name
    .replace(
      /^io\.k8s\.(api|apimachinery\.pkg\.apis|apimachinery\.pkg\.[a-z.]*|apiextensions-apiserver\.pkg\.apis)\./,
      '',
    )
    .replace(/^io\.k8s\.kube-aggregator\.pkg\.apis\./, '');
}

function typeOf(schema: Definition, document: OpenApiDocument): TypeCode {
  if (schema.$ref !== undefined) return typeOfReference(schema.$ref, document);
  if (schema.type === 'array')
    return `${listMark(schema)}${schema.items === undefined ? 'any' : typeOf(schema.items, document)}`;
  if (schema.format === 'byte') return 'bytes';
  if (schema.type === 'integer' && schema.format !== undefined) return schema.format; // int32 or int64
  if (schema.type !== 'object') return schema.type ?? 'any';
  return schema.additionalProperties === undefined ? 'any' : `{}${typeOf(schema.additionalProperties, document)}`;
}

function typeOfReference(reference: string, document: OpenApiDocument): TypeCode {
  const name = reference.replace('#/definitions/', '');
  if (written[name] !== undefined) return written[name];
  return document.definitions[name]?.properties === undefined ? 'any' : shortName(name);
}

/** `[]`, or with the fields by which a list's entries are told apart: `[name]`; `[=]` where all entries differ. */
function listMark(schema: Definition): string {
  if (schema['x-kubernetes-list-type'] === 'map') return `[${(schema['x-kubernetes-list-map-keys'] ?? []).join(',')}]`;
  return schema['x-kubernetes-list-type'] === 'set' ? '[=]' : '[]';
}

/** The value, with the first and the last version that has it where others have it not: `integer 31-33`. */
function withRange(byMinor: ByMinor, minors: readonly number[]): string {
  const at = [...byMinor.keys()].sort((a, b) => a - b);
  const values = new Set(byMinor.values());
  const value = values.size === 1 ? [...values].join('') : 'any';
  const [first = 0, last = first] = [at[0], at.at(-1)];
  return first === minors[0] && last === minors.at(-1) ? value : `${value} ${first}-${last}`;
}

/** The types that objects of the kinds may have somewhere in them. */
function reachedFrom(
  start: readonly string[],
  fields: ReadonlyMap<string, ReadonlyMap<string, ByMinor>>,
): readonly string[] {
  const found = new Set([...start, 'meta.v1.ObjectMeta']);
  for (const name of found) {
    const types = [...(fields.get(name)?.values() ?? [])].flatMap((byMinor) => [...byMinor.values()]);
    const inner = types.map((type) => type.replace(/^(\[[^\]]*\]|\{\})+/, ''));
    for (const type of inner.filter((one) => fields.has(one))) found.add(type);
  }
  return [...found];
}
