// For tests: trees that other files of tests have compiled.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOfCode, hashOf } from './folder-of-code';

type Files = Readonly<Record<string, string>>;

/** The tree of these specs and kits, if the code that is here now has compiled it before. */
export function keptTree(given: string): Files | undefined {
  const file = fileOf(given);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Files) : undefined; // our own text
}

export function keepTree(given: string, tree: Files): void {
  const file = fileOf(given);
  const unfinished = `${file}.${randomUUID()}`;
  writeFileSync(unfinished, JSON.stringify(tree));
  renameSync(unfinished, file);
}

function fileOf(given: string): string {
  return join(folderOfCode(), `${hashOf([given])}.json`);
}
