import { addAll } from '@sovereign-fleet/domain';
import { readDocuments } from '../objects/documents';
import { escapeUnread, kustomizationFileNames } from '@sovereign-fleet/flux';
import { isObject, type JsonObject, type JsonValue, printJson } from '@sovereign-fleet/go-text';
import { readKustomizationFile, rewriteFields, type Rename } from './kustomization-file';
import { kustomizationShape, pluginShapes, type Role } from './kustomization-fields';
import { itemsOf } from '../objects/kubernetes-object';
import { failure, type Outcome } from '../contract/failure';
import type { Files } from '../contract/ports';
import { joinPath, joinWays, foldersOf, kustomizationFileIn, pathInTree } from '../tree/tree-folder';

/** A folder within that of a kustomization, for the files that it needs from elsewhere in the tree. */
export const outsideFilesFolder = '.elsewhere-in-the-tree';

/**
 * The files, by path, that kustomize needs to build one folder of a tree: those that its kustomization names, and no
 * others. Each kustomization.yaml is written again from what we understood, so kustomize cannot read it differently:
 * every name in it is a path that we made, to a file that exists within the folder itself. Refuses every name that
 * leads out of the tree (too many `..`, an absolute path, a URL) and everything that we do not understand.
 * kustomize-controller also confines its builds to the repository (fluxcd/pkg: kustomize/filesys). It can fetch remote
 * bases; we do not, since they are not what is reviewed.
 */
export function kustomizationInputs(files: Files, folder: string): Outcome<KustomizationInputs> {
  const inputs = new Map<string, string>();
  const origins: (readonly [string, string])[] = [];
  const visited = new Set<string>();
  const open: Folder[] = [{ folder, way: '', writtenWay: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (visited.has(next.folder)) continue;
    visited.add(next.folder);
    const outcome = readFolder(files, next);
    if (!outcome.ok) return outcome;
    for (const [path, text] of outcome.value.files) inputs.set(path, text);
    addAll(origins, outcome.value.origins);
    addAll(open, outcome.value.folders);
  }
  return { ok: true, value: { files: inputs, origins: new Map(origins.filter(([way, written]) => way !== written)) } };
}

export interface KustomizationInputs {
  readonly files: Files;
  /** By the way that kustomize goes to a file here, the one that it would go in the tree, where they differ. */
  readonly origins: ReadonlyMap<string, string>;
}

interface Folder {
  readonly folder: string;
  /** How kustomize comes to it from the folder that is built. */
  readonly way: string;
  /** The same by the names as they are written in the tree. */
  readonly writtenWay: string;
}

interface Place extends Folder {
  readonly tree: Files;
  /** The files that are needed, by path. */
  readonly files: Map<string, string>;
  readonly folders: Folder[];
  readonly origins: (readonly [string, string])[];
}

function readFolder(tree: Files, from: Folder): Outcome<Pick<Place, 'files' | 'folders' | 'origins'>> {
  const { folder } = from;
  const path = kustomizationFileIn(tree, folder);
  if (path === undefined) return failure('not-in-tree', `${folder || '.'} has no kustomization.yaml`);
  const read = readKustomizationFile(tree, path);
  if (!read.ok) return read;
  const place: Place = { ...from, tree, files: new Map(), folders: [], origins: [] };
  noteOrigin(place, nameOf(path), nameOf(path));
  const outcome = rewriteFields(read.value, kustomizationShape, renameIn(place));
  if (!outcome.ok) return { ...outcome, reason: `${path}: ${outcome.reason}` };
  const text = escapeUnread(printJson(outcome.value));
  // If there are several, kustomize refuses them before it reads one.
  for (const name of kustomizationFileNames)
    if (tree.has(joinPath(folder, name))) place.files.set(joinPath(folder, name), text);
  return { ok: true, value: place };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** kustomize joins the way to a folder and a name in it, and takes `.` and `..` out (resource/origin.go). */
function noteOrigin({ way, writtenWay, origins }: Place, name: string, written: string): void {
  origins.push([joinWays(way, name), joinWays(writtenWay, written)]);
}

function renameIn(place: Place): Rename {
  return (role, text, field) => {
    if (role === 'source') return renameSource(text, field, place);
    const found = pathOf(text, place);
    if (found !== undefined && place.tree.has(found) && role !== 'folder') {
      const renamed = renameFile(found, { role, field, place });
      if (renamed.ok) noteOrigin(place, renamed.value, text);
      return renamed;
    }
    if (found !== undefined && foldersOf(place.tree).has(found))
      return renameFolder(found, { role, field, place, text });
    const inline = role === 'merge' || role === 'plugin' ? documentsIn(text) : undefined;
    if (inline === undefined) return missingFileFailure(field, text);
    if (role === 'merge') return { ok: true, value: printDocuments(inline) };
    const configured = configurations(inline, field, place);
    return configured.ok ? { ok: true, value: printDocuments(configured.value) } : configured;
  };
}

/** Names that kustomize takes for addresses (kustomize: api/internal/git, NewRepoSpecFromURL). */
const address = /^[a-z][a-z0-9+.-]*:\/\/|^[a-z]+::|^[^/]+@[^/]+:|^(gh:|github\.com[:/])|[?&](ref|version)=/i;

function missingFileFailure(field: string, text: string): Outcome<never> {
  if (address.test(text)) {
    const remedy = 'Keep a copy of it in the tree, and name that: what is elsewhere may change without a commit here';
    return failure('not-fetched', `${field} names "${text}", which is not in the tree`, remedy);
  }
  return failure('not-in-tree', `${field} names "${text}", which is not in the tree`);
}

/** Undefined for a name that kustomize takes for an address or might read as YAML. */
function pathOf(text: string, { folder }: Place): string | undefined {
  const isUrl = /^[a-z][a-z0-9+.-]*::?\/\/|^[a-z]+::|^[^/]+@[^/]+:/i.test(text);
  const found = isUrl ? undefined : pathInTree(folder, text);
  return found === undefined || /\p{Cc}/u.test(found) ? undefined : found;
}

/** `key=file`, or a file with its name as the key (kustomize: configMapGenerator, files). */
function renameSource(text: string, field: string, place: Place): Outcome<string> {
  const [first = '', second, ...more] = text.split('=');
  const found = more.length > 0 ? undefined : pathOf(second ?? first, place);
  if (found === undefined || !place.tree.has(found)) return missingFileFailure(field, text);
  const key = second === undefined ? (found.split('/').at(-1) ?? '') : first;
  return { ok: true, value: `${key}=${placeFile(found, place.tree.get(found) ?? '', place)}` };
}

interface Reference {
  readonly role: Role;
  readonly field: string;
  readonly place: Place;
}

function renameFile(found: string, { role, field, place }: Reference): Outcome<string> {
  const text = place.tree.get(found) ?? '';
  if (role !== 'plugin') return { ok: true, value: placeFile(found, text, place) };
  const documents = documentsIn(text);
  if (documents === undefined) return failure('invalid-kustomization', `${field}: ${found} holds no objects`);
  const configured = configurations(documents, field, place);
  if (!configured.ok) return configured;
  // Its paths start at this folder, so each folder gets its own copy.
  const own = joinPath(place.folder, `${outsideFilesFolder}/${found}`);
  place.files.set(own, printDocuments(configured.value));
  return { ok: true, value: `./${outsideFilesFolder}/${found}` };
}

/** Adds a file, and gives its path from the folder. It lies below the folder: kustomize may not read above it. */
function placeFile(found: string, text: string, { folder, files }: Place): string {
  const prefix = folder === '' ? '' : `${folder}/`;
  const way = found.startsWith(prefix) ? found.slice(prefix.length) : `${outsideFilesFolder}/${found}`;
  files.set(prefix + way, text);
  return `./${way}`;
}

function renameFolder(
  found: string,
  { role, field, place, text }: Reference & { readonly text: string },
): Outcome<string> {
  if (role === 'plugin') {
    return failure('invalid-kustomization', `${field} names the folder "${text}"; what it builds might name any file`);
  }
  if (role !== 'folder' && role !== 'either') return missingFileFailure(field, text);
  const between = pathBetween(place.folder, found);
  const ways = { way: joinWays(place.way, between), writtenWay: joinWays(place.writtenWay, text) };
  place.folders.push({ folder: found, ...ways });
  return { ok: true, value: `./${between}` };
}

/** The way from one folder to another, no further up than it has to be: it says nothing of where both are. */
function pathBetween(from: string, to: string): string {
  const [own, other] = [from, to].map((path) => (path === '' ? [] : path.split('/')));
  const [start = [], end = []] = [own, other];
  const differs = start.findIndex((part, index) => part !== end[index]);
  const shared = differs < 0 ? start.length : differs;
  return [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join('/');
}

/** The objects in a text, or undefined if it has none. */
function documentsIn(text: string): readonly JsonObject[] | undefined {
  const documents = readDocuments(text);
  const items = documents.ok ? documents.value.flatMap(itemsOf) : [];
  return items.length > 0 && items.every((item) => isObject(item)) ? items : undefined;
}

/** The configurations of plugins with the names of files replaced. Only kustomize's builtin plugins are known. */
function configurations(documents: readonly JsonObject[], field: string, place: Place): Outcome<readonly JsonValue[]> {
  const values: JsonValue[] = [];
  for (const document of documents) {
    const { apiVersion, kind } = document;
    const shape = apiVersion === 'builtin' && typeof kind === 'string' ? pluginShapes.get(kind) : undefined;
    if (shape === undefined) {
      const what = typeof kind === 'string' ? kind : 'nothing';
      return failure(
        'invalid-kustomization',
        `${field} configures ${what}, which is not a builtin plugin that is known here`,
      );
    }
    const outcome = rewriteFields(document, shape, renameIn(place));
    if (!outcome.ok) return outcome;
    values.push(outcome.value);
  }
  return { ok: true, value: values };
}

/** As text without a `/`, since kustomize first tries it as a path. */
function printDocuments(documents: readonly JsonValue[]): string {
  return documents.map((document) => escapeUnread(printJson(document)).replaceAll('/', '\\u002f')).join('\n---\n');
}
