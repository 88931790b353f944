import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Issue, isMisspelt } from '@sovereign-fleet/domain';
import { fleetFile, specFile } from './layout';
import type { ReadSpecImports } from './spec-imports';
import { isThere, type WorkspaceFiles } from './workspace-files';

/**
 * Issues of files in `sovereigns/` that look like a spec but are not read: only `sovereigns/<name>/sovereign.ts` and
 * what it imports is.
 */
export function issuesOfStraySpecs(
  files: WorkspaceFiles,
  names: readonly string[],
  readImports: ReadSpecImports,
): readonly Issue[] {
  const found = [...strayIn(files, names)].filter((path) => looksLikeSpec(files.root, path));
  if (found.length === 0) return [];
  const wanted = [fleetFile, ...names.map(specFile)];
  const meant = wanted.filter((file) => !isThere(files, file)).map((file) => misnamedFile(files, file));
  const read = wanted.filter((file) => isThere(files, file)).flatMap((file) => readImports(file).files);
  const others = new Set([...meant, ...read]);
  return found.filter((path) => !others.has(path)).map((file) => issueOfStraySpec(files, file));
}

/** Code at the top of `sovereigns/` beside the fleet, and in the folders beside the specs. */
function* strayIn(files: WorkspaceFiles, names: readonly string[]): Generator<string> {
  const top = files.children('sovereigns').map((name) => `sovereigns/${name}`);
  yield* top.filter((path) => isCode.test(path) && path !== fleetFile && files.isFile(path));
  for (const name of names) yield* codeBelow(files, `sovereigns/${name}`, specFile(name));
}

function* codeBelow(files: WorkspaceFiles, folder: string, spec: string): Generator<string> {
  for (const name of files.children(folder)) {
    const path = `${folder}/${name}`;
    if (path === spec || name.startsWith('.') || name === 'node_modules') continue;
    if (!files.isFile(path)) yield* codeBelow(files, path, spec);
    else if (isCode.test(name)) yield path;
  }
}

/** Code, but neither a test nor types alone: a person did not mean those as a spec. */
const isCode = /(?<!\.(?:d|test|spec))\.[cm]?[jt]sx?$/i;

function looksLikeSpec(root: string, path: string): boolean {
  if (isNamedLike('sovereign.ts', path) || isNamedLike('fleet.ts', path)) return true;
  return /\bdefine(Sovereign|Fleet)\b|\bSlot<|\bexport\s+default\b/.test(readFileSync(join(root, path), 'utf8'));
}

/** Whether a file has nearly a name: `Sovereign.ts`, `sovereign.js` and `soverein.ts` for `sovereign.ts`. */
function isNamedLike(wanted: string, path: string): boolean {
  return isMisspelt(basename(path).replace(isCode, ''), wanted.replace(isCode, ''));
}

/** The file in a folder that a person may have meant as the one that is not there. */
export function misnamedFile(files: WorkspaceFiles, wanted: string): string | undefined {
  const others = files.children(dirname(wanted)).filter((name) => isCode.test(name));
  const paths = others.map((name) => `${dirname(wanted)}/${name}`).filter((path) => files.isFile(path));
  return paths.find((path) => isNamedLike(basename(wanted), path));
}

function issueOfStraySpec(files: WorkspaceFiles, file: string): Issue {
  const problem = 'it is not read: no spec has this name, and none imports it';
  return { file, field: 'name', value: basename(file), problem, remedy: remedyFor(files, file) };
}

/** Where a spec of this file would be: named for its folder, or at the top for the file itself. */
function remedyFor(files: WorkspaceFiles, file: string): string {
  const elsewhere = 'import it in a spec, or keep it outside of sovereigns/';
  const folder = dirname(file);
  if (folder === 'sovereigns') {
    if (isNamedLike('fleet.ts', file)) return `Remove it, as ${fleetFile} is read; or ${elsewhere}`;
    return `Move it to ${specFile(basename(file).replace(isCode, ''))}, ${elsewhere}`;
  }
  if (folder.split('/').length === 2) return `Remove it, as ${folder}/sovereign.ts is read; or ${elsewhere}`;
  const [, owner = '', below] = folder.split('/');
  if (below === 'slots') return `Name its row in "slots" of ${specFile(owner)}, or remove it`;
  const target = specFile(basename(folder));
  return isThere(files, target)
    ? `Give its folder a free name in sovereigns/, or remove it`
    : `Move it to ${target}, or ${elsewhere}`;
}
