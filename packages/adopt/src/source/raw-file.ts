import { fieldOf } from '@sovereign-fleet/domain';
import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from 'yaml';
import { isMap as isJsonMap, type JsonMap } from '../model/json';
import type { Quoted, RawFile, RawObject } from '../model/source';
import { commentsIn } from './comments';

const sops = /^sops:\s*$/m;

/** Whether a text is encrypted with SOPS. It is known by its key; nothing of it is read. */
export function isEncrypted(text: string): boolean {
  return sops.test(text);
}

/** kustomize merges "<<". What is no manifest, such as a template, deserves no warning of the parser on the screen. */
const asKustomize = { logLevel: 'error', merge: true } as const;

/** The objects of a YAML file with their lines and comments. */
export function readRawFile(file: string, text: string): RawFile {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { ...asKustomize, lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  if (!Array.isArray(documents)) return { objects: [], comments: commentsIn(text) };
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error !== undefined) {
    const [first = ''] = error.message.split('\n');
    const problem = isTooDeep(first) ? tooDeep : first.replace(/ at line .*$/, '');
    return { objects: [], comments: [], broken: { line: lineAt(error.pos[0]), problem } };
  }
  const values = documents.map(readValue);
  const found = values.find((value) => 'problem' in value);
  if (found !== undefined && 'problem' in found) {
    const { at, problem } = found;
    return { objects: [], comments: [], broken: { line: lineAt(at), problem } };
  }
  const comments = commentsIn(text);
  const places = documents.map((document) => {
    const { contents, range } = document;
    const [start, , end] = range;
    const from = lineAt(isMap(contents) ? contents.range[0] : start);
    return { contents, from, to: Math.max(from, lineAt(Math.max(end - 1, start))) };
  });
  const objects = places.flatMap(({ contents, from, to }, index): readonly RawObject[] => {
    if (!isMap(contents)) return [];
    const textAt = (path: readonly string[]) => textOf(contents.getIn(path));
    const [kind, name] = [textAt(['kind']), textAt(['metadata', 'name'])];
    if (kind === '' || name === '') return [];
    // A comment before an object is about it.
    const before = places[index - 1]?.to ?? 0;
    const own = comments.filter(({ line }) => line > before && line <= to);
    const quoted = quotedLines(contents, lineAt);
    const release = kind === 'HelmRelease' ? { release: specOf(values[index]) } : {};
    const namespace = textAt(['metadata', 'namespace']);
    return [{ file, from, to, kind, name, namespace, comments: own, quoted, ...release }];
  });
  const inObject = new Set(objects.flatMap((object) => object.comments));
  return { objects, comments: comments.filter((comment) => !inObject.has(comment)) };
}

const tooDeep = 'it is nested too deeply';

/** The parser calls itself for each level, and says where it could not any more: elsewhere on each machine. */
function isTooDeep(message: string): boolean {
  return message.startsWith('Maximum call stack size exceeded');
}

type ReadValue = { readonly value: unknown } | { readonly problem: string; readonly at: number };

/** What a document holds, or why nobody can tell: an alias of no anchor, or aliases of aliases in great number. */
function readValue(document: Document.Parsed): ReadValue {
  try {
    return { value: document.toJS() as unknown };
  } catch (error) {
    if (error instanceof RangeError) return { problem: tooDeep, at: document.range[0] };
    if (!(error instanceof ReferenceError)) throw error;
    return { problem: error.message, at: brokenAlias(document) ?? document.range[0] };
  }
}

function brokenAlias(document: Document.Parsed): number | undefined {
  let at: number | undefined;
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) === undefined) at ??= alias.range?.[0];
    },
  });
  return at;
}

function specOf(read: ReadValue | undefined): JsonMap | undefined {
  const object = read !== undefined && 'value' in read ? read.value : undefined;
  const spec = isJsonMap(object) ? object['spec'] : undefined;
  return isJsonMap(spec) ? spec : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function quotedLines(contents: Parameters<typeof visit>[0], lineAt: (offset: number) => number): readonly Quoted[] {
  const found: Quoted[] = [];
  visit(contents, {
    Scalar(key, node, above) {
      const isValue = key !== 'key' && ['QUOTE_DOUBLE', 'QUOTE_SINGLE'].includes(node.type ?? '');
      if (!isValue || !/^\$\{[^}]*\}$/.test(textOf(node.value))) return;
      found.push({ line: lineAt(node.range?.[0] ?? 0), path: fieldOf(pathOf(key, above)) });
    },
  });
  return found;
}

/** The keys from the document to a node. */
function pathOf(key: unknown, above: readonly unknown[]): readonly (string | number)[] {
  const path = above.flatMap((node, index): readonly (string | number)[] => {
    if (isPair(node)) return [isScalar(node.key) ? String(node.key.value) : ''];
    const next: unknown = above[index + 1];
    return isSeq(node) ? [next === undefined ? Number(key) : node.items.indexOf(next)] : [];
  });
  return path;
}
