/**
 * What a text in a kustomization.yaml refers to: a `file`, a `folder`, `either`, a `source` (`key=file`), a `merge` (a
 * file or the patch itself), or a `plugin` (a file with its configuration, or the configuration itself).
 */
export type Role = 'file' | 'folder' | 'either' | 'source' | 'merge' | 'plugin';

/** How a value is read. `any` and `text` have no name of a file in them. */
export type Shape =
  | { readonly is: 'any' | 'text' }
  | { readonly is: 'name'; readonly role: Role }
  | { readonly is: 'list' | 'map'; readonly item: Shape }
  /** `open`: kustomize skips fields that it does not know. In other objects it refuses them. */
  | { readonly is: 'object'; readonly fields: Readonly<Record<string, Shape>>; readonly open: boolean };

const any: Shape = { is: 'any' };
const text: Shape = { is: 'text' };
const texts: Shape = { is: 'map', item: text };
const name = (role: Role): Shape => ({ is: 'name', role });
const list = (item: Shape): Shape => ({ is: 'list', item });
const closedObject = (fields: Readonly<Record<string, Shape>>): Shape => ({ is: 'object', fields, open: false });
const openObject = (fields: Readonly<Record<string, Shape>>): Shape => ({ is: 'object', fields, open: true });
const allOf = (shape: Shape, ...names: readonly string[]) => Object.fromEntries(names.map((one) => [one, shape]));
const anyOf = (...names: readonly string[]) => allOf(any, ...names);

const pairs = { files: list(name('source')), envs: list(name('file')), env: name('file') };
const options = closedObject({
  ...allOf(texts, 'labels', 'annotations'),
  ...anyOf('disableNameSuffixHash', 'immutable'),
});
const generator = {
  ...pairs,
  ...allOf(text, 'namespace', 'name', 'behavior', 'type'),
  literals: list(text),
  options,
};
const patches = list(closedObject({ path: name('file'), patch: text, ...anyOf('target', 'options') }));
const images = list(closedObject(allOf(text, 'name', 'newName', 'tagSuffix', 'newTag', 'digest')));
const labels = list(closedObject({ pairs: texts, ...anyOf('includeSelectors', 'includeTemplates', 'fields') }));
const replacements = list(closedObject({ path: name('file'), ...anyOf('source', 'sourceValue', 'targets') }));

/**
 * The fields of a kustomization.yaml (kustomize 5.8: api/types, Kustomization) except those that start Helm. Flux does
 * not allow those either.
 */
export const kustomizationShape = closedObject({
  ...allOf(text, 'apiVersion', 'kind', 'namespace', 'namePrefix', 'nameSuffix'),
  ...allOf(texts, 'commonLabels', 'commonAnnotations'),
  ...allOf(images, 'images', 'imageTags'),
  ...anyOf('metadata', 'vars', 'sortOptions'),
  labels,
  replicas: list(closedObject({ name: text, count: any })),
  generatorOptions: options,
  buildMetadata: list(text),
  resources: list(name('either')),
  bases: list(name('folder')),
  components: list(name('folder')),
  crds: list(name('file')),
  configurations: list(name('file')),
  openapi: closedObject({ path: name('file'), version: any }),
  patches,
  patchesJson6902: patches,
  patchesStrategicMerge: list(name('merge')),
  replacements,
  configMapGenerator: list(closedObject(generator)),
  secretGenerator: list(closedObject(generator)),
  generators: list(name('plugin')),
  transformers: list(name('plugin')),
  validators: list(name('plugin')),
});

const withoutFiles = [
  'AnnotationsTransformer',
  'HashTransformer',
  'IAMPolicyGenerator',
  'ImageTagTransformer',
  'LabelTransformer',
  'LegacyOrderTransformer',
  'NamespaceTransformer',
  'PrefixSuffixTransformer',
  'PrefixTransformer',
  'ReplicaCountTransformer',
  'SortOrderTransformer',
  'SuffixTransformer',
  'ValueAddTransformer',
];

/** The configurations of kustomize's builtin plugins (5.7: api/builtins) by kind, without Helm's. */
export const pluginShapes: ReadonlyMap<string, Shape> = new Map([
  ...withoutFiles.map((kind) => [kind, any] as const),
  ['ConfigMapGenerator', openObject(pairs)],
  ['SecretGenerator', openObject(pairs)],
  ['PatchTransformer', openObject({ path: name('file') })],
  ['PatchJson6902Transformer', openObject({ path: name('file') })],
  ['PatchStrategicMergeTransformer', openObject({ paths: list(name('merge')) })],
  ['ReplacementTransformer', openObject({ replacements })],
]);

/** Fields that start Helm. kustomize knows them, so they are not passed over as a misspelt field of Flux's is. */
export const helmFields: readonly string[] = ['helmCharts', 'helmGlobals', 'helmChartInflationGenerator'];

/** Equal for names that Go's encoding/json takes for the same: it ignores case, also of two letters beyond ASCII. */
export function foldCase(field: string): string {
  return field.replaceAll('\u017f', 's').replaceAll('\u212a', 'k').toLowerCase();
}
