// For tests: where is kept what our code has made, since Jest shares nothing between files.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository';

const cache = join(repository, 'node_modules/.cache/sovereign-fleet-tests');

/** All that a tree is compiled by, and all that a package is built from. */
const sources = [
  'packages',
  'generators',
  'tools/src/release',
  'kits',
  'charts/testdata/vcluster',
  'docs/renovate.json',
  '.github/workflows',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.build.json',
];

const isNoSource = /^(node_modules|golden|testdata)$|\.test\.ts$|\.md$/;

const dayInMilliseconds = 24 * 60 * 60 * 1000;

let folder: string | undefined;

/** A folder for what the code makes that is here now. That of older code is removed a day later, since runs use it. */
export function folderOfCode(): string {
  folder ??= join(cache, hashOf(sources.flatMap(textsIn)));
  if (mkdirSync(folder, { recursive: true }) !== undefined) removeOld();
  return folder;
}

export function hashOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length} ${text}`);
  return hash.digest('hex');
}

/** Paths and texts of a file, or of the files of a folder. */
function textsIn(path: string): readonly string[] {
  const full = join(repository, path);
  if (!statSync(full).isDirectory()) return [path, readFileSync(full, 'utf8')];
  const names = readdirSync(full).filter((name) => !isNoSource.test(name));
  return names.sort().flatMap((name) => textsIn(`${path}/${name}`));
}

function removeOld(): void {
  const isOld = (path: string) => Date.now() - statSync(path).mtimeMs > dayInMilliseconds;
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (isOld(path)) rmSync(path, { recursive: true, force: true });
  }
}
