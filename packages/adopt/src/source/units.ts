import { isKustomization, readKustomization, readPostBuild } from '@sovereign-fleet/flux';
import { buildKustomization, type KubernetesObject, namespaceOf } from '@sovereign-fleet/renderer';
import { addAll, type Issue, oneLine, type Result } from '@sovereign-fleet/domain';
import type { Note } from '../model/note';
import { idOf, idOfObject, type SourceTree, type Unit } from '../model/source';
import { sourceId, sourceOfTree } from './own-source';

/** Stands for the Kustomization that applies the adopted folder, where it is not in the tree. */
export const folderName = 'adopted-folder';

interface Built {
  readonly namespace: string;
  readonly name: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly object?: KubernetesObject;
  readonly objects: readonly KubernetesObject[];
}

export interface ReadUnits {
  readonly units: readonly Unit[];
  readonly notes: readonly Note[];
}

/** The adopted folder and every Kustomization of Flux that it leads to, each as kustomize builds it. */
export async function readUnits(tree: SourceTree): Promise<Result<ReadUnits>> {
  const notes: Note[] = [];
  const built: Built[] = [];
  const issues: Issue[] = [];
  const open: Omit<Built, 'objects'>[] = [rootOf(tree)];
  const known = new Set<string>();
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const id = idOf('Kustomization', next.namespace, next.name);
    if (known.has(id)) continue;
    known.add(id);
    const outcome = await buildUnit(next, tree);
    if (!outcome.ok) {
      issues.push(issueOfBuild(next, withLinks(outcome.reason, tree)));
      continue;
    }
    const others = outcome.value.filter(isKustomization);
    const isOfFolder = (object: KubernetesObject) => folderOf(object) === tree.folder;
    const isOfTree = sourceOfTree([...built.flatMap((one) => one.objects), ...outcome.value], isOfFolder);
    const isSelf = (object: KubernetesObject) => isOfFolder(object) && isOfTree(object);
    built.push({ ...selfOf(next, others.find(isSelf)), objects: outcome.value });
    const below = others.filter((one) => !isSelf(one));
    const skipped = below.flatMap((object) => noteOfSkipped(object, tree, isOfTree) ?? []);
    addAll(notes, skipped);
    addAll(open, below.filter((object) => skipped.every(({ of }) => of !== idOfObject(object))).map(unitOf));
  }
  if (issues.length > 0) return { ok: false, issues };
  const objects = built.flatMap((one) => one.objects);
  const units = built.map((one) => withVariables(one, objects, tree));
  return { ok: true, value: { units, notes: [...notes, ...built.flatMap(orderNotes)] } };
}

/** A kit is one Kustomization: what has to wait says so by the edges of its slots. */
function orderNotes({ namespace, name, spec }: Built): readonly Note[] {
  const { dependsOn } = spec as { readonly dependsOn?: readonly { readonly name: string }[] }; // Flux has checked it
  if (dependsOn === undefined || dependsOn.length === 0) return [];
  const names = dependsOn.map((one) => one.name).join(', ');
  const text = `it waits for ${names}; a slot that needs this says it in dependsOn`;
  return [{ reason: 'order of Kustomizations', of: idOf('Kustomization', namespace, name), text }];
}

async function buildUnit(unit: Omit<Built, 'objects'>, tree: SourceTree) {
  const read = readKustomization({ apiVersion: 'v1', kind: 'Kustomization', metadata: unit, spec: unit.spec });
  return read.ok ? buildKustomization(read.value, tree) : read;
}

/** Flux is pointed at the adopted folder by a Kustomization that may be in it. */
function selfOf(unit: Omit<Built, 'objects'>, self: KubernetesObject | undefined) {
  return unit.name === folderName && self !== undefined ? unitOf(self) : unit;
}

function rootOf({ folder }: SourceTree): Omit<Built, 'objects'> {
  const sourceRef = { kind: 'GitRepository', name: 'flux-system' };
  return { namespace: 'flux-system', name: folderName, spec: { path: `./${folder}`, prune: true, sourceRef } };
}

function unitOf(object: KubernetesObject): Omit<Built, 'objects'> {
  const { name } = object.metadata;
  const namespace = namespaceOf(object, 'default');
  const spec = object['spec'] as Readonly<Record<string, unknown>>; // readKustomization checks it
  return { namespace, name, spec, object };
}

function folderOf(object: KubernetesObject): string {
  const read = readKustomization(object);
  return read.ok ? read.value.spec.path.replace(/^(\.?\/)+|\/+$/g, '') : '';
}

function noteOfSkipped(
  object: KubernetesObject,
  tree: SourceTree,
  isOfTree: (object: KubernetesObject) => boolean,
): Note | undefined {
  const read = readKustomization(object);
  const of = idOfObject(object);
  if (!read.ok) return { reason: 'field that Flux refuses', of, text: read.reason, leavesOut: true };
  const { suspend, kubeConfig } = read.value.spec;
  if (suspend)
    return { reason: 'suspended Kustomization', of, text: 'what it applies is not adopted', leavesOut: true };
  if (!isOfTree(object)) {
    const text = `it applies what ${sourceId(object)} has, and not this tree`;
    return { reason: 'Kustomization of another source', of, text, leavesOut: true };
  }
  const folder = folderOf(object);
  const isHere = folder === '' || [...tree.files.keys()].some((path) => path.startsWith(`${folder}/`));
  if (kubeConfig === undefined && isHere) return undefined;
  const text = isHere ? 'it applies to another cluster' : `the repository has no folder "${folder}"`;
  return { reason: 'Kustomization of another source', of, text, leavesOut: true };
}

/** What kustomize misses may be there, as something that Flux does not read. */
function withLinks(reason: string, { unread }: SourceTree): string {
  const missed = [...unread].filter(([path]) => reason.includes(`"${path.split('/').at(-1) ?? ''}"`));
  return [reason, ...missed.map(([path, why]) => `${path}: ${why}`)].join('; ');
}

function issueOfBuild({ namespace, name, spec }: Omit<Built, 'objects'>, reason: string): Issue {
  const file = String(spec['path']).replace(/^\.\//, '') || '.';
  const field = name === folderName ? '--from' : `Kustomization ${namespace}/${name}`;
  const remedy = 'Mend it there; Flux cannot build it either';
  return { file, field, value: file, code: 'unreadable', problem: oneLine(reason), remedy };
}

/** What a person gives counts where Flux substitutes at all, and in a folder that no Kustomization applies. */
function withVariables(built: Built, objects: readonly KubernetesObject[], { given }: SourceTree): Unit {
  const { namespace, name, spec } = built;
  const { substitute, substituteFrom, always } = readPostBuild(built.object ?? {});
  const maps = substituteFrom.flatMap((from) => {
    const found = objects.find((one) => idOfObject(one) === idOf(String(from.kind), namespace, String(from.name)));
    return found?.kind === 'ConfigMap' ? [textsIn(found['data'])] : [];
  });
  const isReferred = substituteFrom.length > 0 || always;
  const own = Object.assign({}, ...maps, textsIn(substitute)) as Readonly<Record<string, string>>; // texts by name
  const substitutes = built.object === undefined || isReferred || Object.keys(own).length > 0;
  return { namespace, name, spec, objects: built.objects, variables: substitutes ? { ...own, ...given } : undefined };
}

function textsIn(map: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(typeof map === 'object' && map !== null ? map : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
