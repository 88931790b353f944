import { addAll } from '@sovereign-fleet/domain';
import {
  apiGroups,
  checkedOutPaths,
  fluxNamespace,
  ignoredPaths,
  inclusionsOf,
  isKustomization,
  type Kustomization,
  kustomizationType,
  readKustomization,
} from '@sovereign-fleet/flux';
import { buildKustomization, folderOfSpec, type TreeToBuild } from './build-kustomization';
import { kustomizationInputs } from '../kustomize/kustomization-inputs';
import { idOf, idOfObject } from '../objects/object-id';
import { objectsIn } from '../objects/objects-in';
import { type AppliedKustomization, type RegionState, sourceRemedy } from './region-state';
import type { Outside } from '../contract/outside';
import type { RegionSecrets } from '../contract/region-secrets';
import type { Outcome } from '../contract/failure';
import type { KubernetesObject, RenderedObject, RenderProblem } from '../contract/rendered';
import type { ApiServer } from '../contract/api-server';
import { missingPaths, type SourceFilter } from '../tree/source-files';
import { clampedPath } from '../tree/tree-folder';
import { namespaceOf } from '../objects/namespace-of';

export interface Entry extends TreeToBuild {
  /** The folder that the region's Flux is pointed at. */
  readonly entry: string;
  readonly fluxVersion: string | undefined;
  /** The API server that takes what is applied. */
  readonly server: ApiServer;
  readonly secrets: RegionSecrets;
  /** What releases made that Flux looks at. */
  readonly installed?: readonly RenderedObject[];
  /** What is said of the cluster beside the tree. */
  readonly outside?: Outside;
}

/**
 * The Kustomization that Flux is installed with. It is in its own output (`flux bootstrap`: flux-system), or a stand-in
 * for what the installation made; else one that applies the entry as it is. Notes in the state which source the tree
 * is, and which files it passes on.
 */
export async function findRoot(
  { entry, ...tree }: Entry,
  state: RegionState,
): Promise<AppliedKustomization | undefined> {
  const object = rootObject(entry);
  const bare = readApplied(object);
  if (!bare.ok) throw new Error(bare.reason);
  const built = await buildKustomization(bare.value, tree);
  if (!built.ok) {
    const { reason: problem, remedy = 'Mend it in the tree' } = built;
    state.problems.push({ kind: 'failed', object: entry, field: '', problem, remedy });
    return undefined;
  }
  const standIns = [...state.standIns.values()];
  const own = [...built.value, ...standIns].filter(isKustomization).map(readApplied);
  const found = own.find((read) => read.ok && folderOfSpec(read.value.spec) === entry);
  const root = found?.ok === true ? found.value : bare.value;
  if (standIns.includes(root.object)) state.readStandIns.add(idOfObject(root.object));
  state.treeSource = sourceOf(root.spec, root.namespace);
  const source = [...built.value, ...standIns].find((one) => idOfObject(one) === state.treeSource);
  if (source !== undefined) {
    state.treeFilter = { ...filterOf(source), copies: copiesOf(source, built.value, state) };
    addAll(state.problems, [...missingPathProblems(state, tree.files), ...inclusionProblems(source, state)]);
  }
  return root;
}

function filterOf(source: KubernetesObject): SourceFilter {
  return { paths: checkedOutPaths(source), ignore: ignoredPaths(source) };
}

interface Included {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

function includedIn(source: KubernetesObject): readonly Included[] {
  const namespace = namespaceOf(source, 'default');
  return inclusionsOf(source).map(({ name, fromPath, toPath }) => ({
    id: idOf(source.kind, namespace, name),
    from: fromPath,
    to: toPath,
  }));
}

/** What the source includes of others that have this tree too. */
function copiesOf(
  source: KubernetesObject,
  objects: readonly KubernetesObject[],
  { treeSources }: RegionState,
): SourceFilter['copies'] {
  const known = includedIn(source).filter(({ id }) => treeSources.includes(id));
  return known.map(({ id, from, to }) => {
    const other = objects.find((one) => idOfObject(one) === id);
    return { from, to, filter: other === undefined ? {} : filterOf(other) };
  });
}

/** What the source includes of others is in no tree that we have. */
function inclusionProblems(source: KubernetesObject, state: RegionState): readonly RenderProblem[] {
  return includedIn(source).flatMap(({ id, to }, index): readonly RenderProblem[] => {
    if (state.treeSources.includes(id)) return [];
    state.foreignFolders.set(clampedPath(to), id);
    return [
      {
        kind: 'not-followed',
        object: idOfObject(source),
        field: `spec.include[${index}]`,
        problem: `it puts files of ${id} into "${to}", and that is not this tree, so they are not known`,
        remedy: sourceRemedy,
      },
    ];
  });
}

/** source-controller fetches nothing as long as a folder that it should check out is not there. */
function missingPathProblems(
  { treeSource = '', treeFilter: { paths = [] } }: RegionState,
  files: TreeToBuild['files'],
): readonly RenderProblem[] {
  return missingPaths(files, paths).map((path) => ({
    kind: 'failed',
    object: treeSource,
    field: `spec.sparseCheckout[${paths.indexOf(path)}]`,
    problem: `the tree has no "${path}", so that Flux fetches nothing of it`,
    remedy: 'Name a folder that is there',
  }));
}

/** A Kustomization among the objects that were built. */
export function readApplied(object: KubernetesObject): Outcome<AppliedKustomization> {
  const read = readKustomization(object);
  return read.ok ? { ok: true, value: { ...read.value, object } } : read;
}

/**
 * Starts builds that will probably be needed while the entry itself is built: of the Kustomizations that its files
 * show. Equal builds are made once, so their results are ready when they are needed. A wrong guess costs one build and
 * changes nothing.
 */
export function buildAhead({ entry, ...tree }: Entry): void {
  const inputs = kustomizationInputs(tree.files, entry);
  if (!inputs.ok) return;
  const texts = [...inputs.value.files.values()].filter((text) => text.includes(`${apiGroups.kustomize}/`));
  const visible = texts.map((text) => objectsIn(text)).flatMap((objects) => (objects.ok ? objects.value : []));
  for (const object of visible.filter(isKustomization)) {
    const read = readApplied(object);
    if (!read.ok || read.value.spec.suspend || folderOfSpec(read.value.spec) === entry) continue;
    buildKustomization(read.value, tree).catch(() => undefined); // the real build reports it
  }
}

function rootObject(entry: string): KubernetesObject {
  return {
    ...kustomizationType,
    metadata: { name: fluxNamespace, namespace: fluxNamespace },
    spec: { path: `./${entry}`, prune: true, sourceRef: { kind: 'GitRepository', name: fluxNamespace } },
  };
}

/** The id of the source that a Kustomization builds from. */
export function sourceOf({ sourceRef }: Kustomization['spec'], namespace: string): string {
  return idOf(sourceRef.kind, sourceRef.namespace ?? namespace, sourceRef.name);
}
