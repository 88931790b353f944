import { isObject, type JsonValue } from './go-yaml/json';
import { readDocuments } from './documents';
import type { Files, Outcome } from './ports';
import { foldersOf, kustomizationFileIn, kustomizationFileNames, below, pathInTree } from './tree-folder';

/** Fields of a kustomization.yaml, and of what it configures, that name files or folders. */
const pathFields = new Set([
  ...['resources', 'bases', 'components', 'crds', 'configurations', 'generators', 'transformers', 'validators'],
  ...['patchesStrategicMerge', 'path', 'paths', 'files', 'envs', 'env'],
]);

/** Of those, the ones whose files kustomize follows or fetches when they are not there, and so must be in the tree. */
const followed = new Set(['resources', 'bases', 'components', 'crds']);

/** Of those, the ones that hold configuration, in a file or inline, which names files itself. */
const configured = new Set(['generators', 'transformers', 'validators']);

interface Reference {
  readonly field: string;
  readonly text: string;
}

/**
 * The files of a tree that the kustomization of one folder reads, and no others. Refuses what leads out of the tree: a
 * path with too many `..`, an absolute one, a URL. kustomize-controller confines its builds to the repository as well
 * (fluxcd/pkg: kustomize/filesys); it can fetch remote bases, which we do not, since they are not what is reviewed.
 */
export function kustomizationInputs(files: Files, folder: string): Outcome<Files> {
  const inputs = new Map<string, string>();
  const visited = new Set<string>();
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (visited.has(next)) continue;
    visited.add(next);
    const outcome = readFolder(files, next);
    if (!outcome.ok) return outcome;
    for (const path of outcome.value.files) inputs.set(path, files.get(path) ?? '');
    open.push(...outcome.value.folders);
  }
  return { ok: true, value: inputs };
}

interface Named {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

function readFolder(files: Files, folder: string): Outcome<Named> {
  const path = kustomizationFileIn(files, folder);
  if (path === undefined) return { ok: false, reason: `${folder || '.'} has no kustomization.yaml` };
  const all = kustomizationFileNames.map((name) => below(folder, name)).filter((name) => files.has(name));
  const named: { files: string[]; folders: string[] } = { files: all, folders: [] };
  const documents = readDocuments(files.get(path) ?? '');
  // kustomize says what is wrong with it.
  if (!documents.ok) return { ok: true, value: named };
  const open = documents.value.flatMap((document) => referencesIn(document, ''));
  for (let reference = open.pop(); reference !== undefined; reference = open.pop()) {
    const outcome = follow(reference, { files, folder, path });
    if (!outcome.ok) return outcome;
    const { file, inner } = outcome.value;
    if (file !== undefined && foldersOf(files).has(file)) named.folders.push(file);
    else if (file !== undefined && !named.files.includes(file)) named.files.push(file);
    open.push(...inner);
  }
  return { ok: true, value: named };
}

/** Every text in a field that names files. */
function referencesIn(value: JsonValue, field: string): readonly Reference[] {
  if (typeof value === 'string') return pathFields.has(field) ? [{ field, text: value }] : [];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((item) => referencesIn(item, field));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, below]) => referencesIn(below, key));
}

interface Place {
  readonly files: Files;
  readonly folder: string;
  /** The kustomization file. */
  readonly path: string;
}

interface Followed {
  /** A file or a folder of the tree. */
  readonly file?: string;
  /** What is named by a configuration. */
  readonly inner: readonly Reference[];
}

function follow({ field, text }: Reference, { files, folder, path }: Place): Outcome<Followed> {
  if (text.includes('\n')) return { ok: true, value: { inner: configured.has(field) ? inlineReferences(text) : [] } };
  // A generator may name the key under which it puts a file: key=path.
  const reference = field === 'files' ? text.slice(text.indexOf('=') + 1) : text;
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\/|^[^/]+@[^/]+:/i.test(reference);
  const found = isUrl ? undefined : pathInTree(folder, reference);
  const isThere = found !== undefined && (files.has(found) || foldersOf(files).has(found));
  if (found !== undefined && !isThere && !followed.has(field)) return { ok: true, value: { inner: [] } };
  if (!isThere) return { ok: false, reason: `${path}: ${field} names "${text}", which is not in the tree` };
  const isConfiguration = configured.has(field) && files.has(found);
  return { ok: true, value: { file: found, inner: isConfiguration ? inlineReferences(files.get(found) ?? '') : [] } };
}

function inlineReferences(text: string): readonly Reference[] {
  const documents = readDocuments(text);
  return documents.ok ? documents.value.flatMap((document) => referencesIn(document, '')) : [];
}
