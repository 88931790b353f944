import { isFluxGroup, isKustomization } from '@sovereign-fleet/flux';
import type { Issue, Result } from '@sovereign-fleet/domain';
import { type KubernetesObject, namespaceOf } from '@sovereign-fleet/renderer';
import type { Note } from '../model/note';
import {
  idOf,
  idOfObject,
  type RawFile,
  type RawObject,
  type Source,
  type SourceObject,
  type SourceTree,
  type Unit,
} from '../model/source';
import { isBelow, isRead } from './is-read';
import { filesOfKustomize } from './kustomize-files';
import { recordOrigins } from './origins';
import { isEncrypted, readRawFile } from './raw-file';
import { readUnits } from './units';

export interface ReadSource {
  readonly source: Source;
  readonly notes: readonly Note[];
}

/** Reads what is adopted: its files, and what kustomize builds of them. */
export async function readSource(tree: SourceTree): Promise<Result<ReadSource>> {
  const yamls = [...tree.files].filter(([path]) => /\.ya?ml$/.test(path) && isBelow(path, tree.folder));
  if (yamls.length === 0) return { ok: false, issues: [issueOfNoYaml(tree)] };
  const all = [...tree.files].filter(([path]) => /\.ya?ml$/.test(path));
  const encrypted = all.filter(([, text]) => isEncrypted(text)).map(([path]) => path);
  const raw = new Map(
    all.filter(([path]) => !encrypted.includes(path)).map(([path, text]) => [path, readRawFile(path, text)]),
  );
  const origins = new Map<KubernetesObject, string>();
  const read = await readUnits({ ...tree, build: recordOrigins(tree.build, origins) });
  if (!read.ok) {
    const broken = [...raw].flatMap(([file, one]) => (isBelow(file, tree.folder) ? issuesOfBroken(file, one) : []));
    return { ok: false, issues: broken.length > 0 ? broken : read.issues };
  }
  const rawOf = (object: KubernetesObject) => rawIn(raw.get(origins.get(object) ?? ''), object);
  const objects = placeObjects(read.value.units, rawOf);
  const source = { tree, units: read.value.units, raw, encrypted, objects };
  return { ok: true, value: { source, notes: [...read.value.notes, ...notesOfFiles(source)] } };
}

function issueOfNoYaml({ folder }: SourceTree): Issue {
  const problem = 'there is no YAML file in it';
  const remedy = 'Name the folder with the kustomization.yaml of the cluster';
  return { file: 'command line', field: '--from', value: folder || '.', code: 'missing', problem, remedy };
}

function issuesOfBroken(file: string, { broken }: RawFile): readonly Issue[] {
  if (broken === undefined) return [];
  const { line, problem } = broken;
  return [
    { file, field: `line ${line}`, value: problem, code: 'unreadable', problem: 'it is not YAML', remedy: 'Mend it' },
  ];
}

/** Each object that was built, with the place where it is written. */
function placeObjects(
  units: readonly Unit[],
  rawOf: (object: KubernetesObject) => RawObject | undefined,
): readonly SourceObject[] {
  const placed = units.flatMap((unit) =>
    unit.objects
      .filter((object) => !isKustomization(object))
      .map((object) => ({ id: idOfObject(object), unit, object, raw: rawOf(object) })),
  );
  return placed.sort(byPlace);
}

/** In the order of files and lines, since kustomize sorts by kind; what was generated comes last. */
function byPlace({ raw: a }: SourceObject, { raw: b }: SourceObject): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a.file === b.file ? a.from - b.from : a.file < b.file ? -1 : 1;
}

/** An object in its file. A kustomization.yaml may give it another namespace, and more of a name. */
function rawIn(file: RawFile | undefined, object: KubernetesObject): RawObject | undefined {
  const { name } = object.metadata;
  const ofKind = file?.objects.filter(({ kind }) => kind === object.kind) ?? [];
  const ofName = ofKind.filter((one) => one.name === name);
  const own = ofName.find((one) => one.namespace === namespaceOf(object)) ?? ofName[0];
  if (own !== undefined) return own;
  const within = ofKind.filter((one) => name.includes(one.name));
  return within.reduce<RawObject | undefined>(
    (longest, one) => (one.name.length > (longest?.name.length ?? 0) ? one : longest),
    undefined,
  );
}

function notesOfFiles(source: Source): readonly Note[] {
  const { tree, raw, objects } = source;
  const used = new Set(objects.map((one) => one.raw));
  const here = [...raw].filter(([file]) => isRead(file, source));
  const helpers = filesOfKustomize(tree.files);
  const unused = here.flatMap(([file, { objects: own }]) =>
    helpers.has(file) ? [] : own.filter((one) => !used.has(one) && !isOfKustomize(one)),
  );
  return [
    ...[...tree.unread]
      .filter(([path]) => isRead(path, source))
      .map(([of, text]): Note => {
        const reason = text.includes('symbolic link') ? 'symbolic link' : 'not readable';
        return { reason, of, text, leavesOut: true };
      }),
    ...here.flatMap(([of, { broken }]): readonly Note[] => {
      const text = `line ${broken?.line ?? 0}: ${broken?.problem ?? ''}; no kustomization names it`;
      return broken === undefined ? [] : [{ reason: 'not readable', of, text, leavesOut: true }];
    }),
    ...unused.map((one): Note => {
      const place = `${one.file}:${one.from}-${one.to}`;
      const text = 'no kustomization builds it, so that it was never applied';
      return { reason: 'not registered in a kustomization', of: idOf(one.kind, one.namespace, one.name), place, text };
    }),
  ];
}

/** What kustomize and Flux read, and no object of the cluster's own. */
function isOfKustomize({ kind }: RawObject): boolean {
  return kind === 'Kustomization' || kind === 'Component';
}

/** Whether an object is one of Flux's own that ours takes the place of. */
export function isOfFlux({ apiVersion, kind }: KubernetesObject): boolean {
  return (
    isFluxGroup(apiVersion.split('/')[0] ?? '') && !['HelmRelease', 'HelmRepository', 'OCIRepository'].includes(kind)
  );
}
