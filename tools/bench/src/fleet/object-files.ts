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

function objectsIn(text: string): readonly unknown[] {
  return parseAllDocuments(text).map((document) => document.toJS() as unknown);
}
