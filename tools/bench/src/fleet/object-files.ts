import { readFileSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Tree } from '@sovereign-fleet/domain';
import { parseAllDocuments } from 'yaml';

/** Writes the objects of a Tree as JSON, for `tools/bench/cdk8s/cdk8s.mjs`; returns how many files the Tree has. */
export function writeObjects(tree: Tree, file: string): number {
  const folders: Record<string, Record<string, readonly unknown[]>> = {};
  for (const [path, content] of tree) {
    const { dir, name } = parse(path);
    (folders[dir] ??= {})[name] = objectsIn(content);
  }
  writeFileSync(file, JSON.stringify(folders));
  return tree.size;
}

/** How many files below a folder hold the objects that the Tree has there. */
export function compareObjects(tree: Tree, folder: string): number {
  return [...tree].filter(([path, content]) =>
    isDeepStrictEqual(objectsIn(readFileSync(join(folder, path), 'utf8')), objectsIn(content)),
  ).length;
}

/** `kind name` of each object in files that kustomize and Helm printed, sorted. */
export function namesIn(files: readonly string[]): readonly string[] {
  const objects = files.flatMap((file) => objectsIn(readFileSync(file, 'utf8'))) as (PrintedObject | null)[];
  return objects.flatMap((one) => (one === null ? [] : [`${one.kind} ${one.metadata.name}`])).sort();
}

/** A document without anything in it is null. */
interface PrintedObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function objectsIn(text: string): readonly unknown[] {
  return parseAllDocuments(text).map((document) => document.toJS() as unknown);
}
