/**
 * What a text in a kustomization.yaml refers to: a `file`, a `folder`, `either`, a `source` (`key=file`), a `merge` (a
 * file or the patch itself), or a `plugin` (a file with its configuration, or the configuration itself).
 */
export type Role = 'file' | 'folder' | 'either' | 'source' | 'merge' | 'plugin';

/** How a value is read. `any` has no name of a file in it. */
export type Shape =
  | { readonly is: 'any' }
  | { readonly is: 'name'; readonly role: Role }
  | { readonly is: 'list'; readonly item: Shape }
  /** `open`: kustomize skips fields that it does not know. In other objects it refuses them. */
  | { readonly is: 'object'; readonly fields: Readonly<Record<string, Shape>>; readonly open: boolean };

const any: Shape = { is: 'any' };
const name = (role: Role): Shape => ({ is: 'name', role });
const list = (item: Shape): Shape => ({ is: 'list', item });
const closedObject = (fields: Readonly<Record<string, Shape>>): Shape => ({ is: 'object', fields, open: false });
const openObject = (fields: Readonly<Record<string, Shape>>): Shape => ({ is: 'object', fields, open: true });
const anyOf = (...names: readonly string[]) => Object.fromEntries(names.map((one) => [one, any]));

const pairs = { files: list(name('source')), envs: list(name('file')), env: name('file') };
const generator = { ...pairs, ...anyOf('namespace', 'name', 'behavior', 'literals', 'options', 'type') };
const patches = list(closedObject({ path: name('file'), ...anyOf('patch', 'target', 'options') }));
const replacements = list(closedObject({ path: name('file'), ...anyOf('source', 'targets') }));

/**
 * The fields of a kustomization.yaml (kustomize 5.8: api/types, Kustomization) except those that start Helm. Flux does
 * not allow those either.
 */
export const kustomizationShape = closedObject({
  ...anyOf('apiVersion', 'kind', 'metadata', 'namespace', 'namePrefix', 'nameSuffix', 'labels', 'commonLabels'),
  ...anyOf('commonAnnotations', 'images', 'imageTags', 'replicas', 'vars', 'sortOptions', 'generatorOptions'),
  ...anyOf('inventory', 'buildMetadata'),
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

/** Equal for names that Go's encoding/json takes for the same: it ignores case, also of two letters beyond ASCII. */
export function foldCase(field: string): string {
  return field.replaceAll('\u017f', 's').replaceAll('\u212a', 'k').toLowerCase();
}
