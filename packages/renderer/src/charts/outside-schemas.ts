import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import type { ChartFiles } from './chart-files';

/** Schemas that Helm has inside (santhosh-tekuri/jsonschema: metaschemas). */
const knownSchema = new RegExp(
  '^https?://json-schema\\.org/(schema|draft-0[467]/schema|draft/2019-09/(schema|meta/(applicator|content|core|' +
    'format|meta-data|validation))|draft/2020-12/(schema|meta/(applicator|content|core|format-(annotation|assertion)|' +
    'meta-data|unevaluated|validation)))$',
);
const knownDraft = /^(https?:\/\/)?json-schema\.org\/(schema|draft-0[467]\/schema|draft\/20(19-09|20-12)\/schema)#?$/;
const draft4 = /^(https?:\/\/)?json-schema\.org\/draft-04\/schema#?$/;

/**
 * What Helm would read for a values.schema.json beside the schema itself: URLs, or files of the machine. It is strict:
 * what looks like a reference counts, wherever it stands. What Helm has inside does not, nor a URN, which Helm takes
 * for a schema without rules.
 */
export function outsideReferences(schema: string): readonly string[] {
  const root = parse(schema);
  if (!isJsonMap(root)) return [];
  const maps = mapsWithin(root);
  const own = ownNames(root, maps);
  const isOutside = (reference: string): boolean => {
    const [document = ''] = reference.split('#');
    return document !== '' && !document.startsWith('urn:') && !own.has(document) && !knownSchema.test(document);
  };
  const found = maps.flatMap((map) => [
    ...textsAt(map, ['$ref', '$dynamicRef', '$recursiveRef']).filter(isOutside),
    // Helm looks for it before it knows any id.
    ...textsAt(map, ['$schema']).filter((text) => !knownDraft.test(text) && !text.startsWith('urn:')),
  ]);
  return [...new Set(found)];
}

/**
 * By what a schema can refer to itself: the name under which Helm compiles it, and its own id. A relative name is sure
 * only where no id changes what it means (santhosh-tekuri/jsonschema: draft.go, getID).
 */
function ownNames(root: JsonMap, maps: readonly JsonMap[]): ReadonlySet<string> {
  const key = textsAt(root, ['$schema']).some((text) => draft4.test(text)) ? 'id' : '$id';
  const [id = ''] = root['$ref'] === undefined ? textsAt(root, [key]) : [];
  const hasIds = maps.some((map) => textsAt(map, ['$id', 'id']).length > 0);
  const names = ['file:///values.schema.json', ...(hasIds ? [] : ['values.schema.json'])];
  return new Set(/^[a-z][a-z0-9+.-]*:/i.test(id) ? [...names, id.replace(/#.*$/s, '')] : names);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // JSON has no other types
  } catch {
    return undefined; // Helm says what is wrong with it, before it reads anything else
  }
}

/** A list that grows while it is walked: a schema may be deeper than calls can be. */
function mapsWithin(root: Json): readonly JsonMap[] {
  const all: Json[] = [root];
  for (const one of all) {
    for (const inner of isJsonList(one) ? one : isJsonMap(one) ? Object.values(one) : []) all.push(inner);
  }
  return all.filter(isJsonMap);
}

function textsAt(map: JsonMap, keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => {
    const value = Object.hasOwn(map, key) ? map[key] : undefined;
    return typeof value === 'string' ? [value] : [];
  });
}

/** What the values.schema.json among the files of one chart refers to outside of itself. */
export function outsideOfFiles(files: ChartFiles): readonly string[] {
  const bytes = files.get('values.schema.json');
  return bytes === undefined ? [] : outsideReferences(new TextDecoder().decode(bytes));
}
