import { outputFolder } from '@sovereign-fleet/domain';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { filesBelow } from '../repository-files';

/** Folders that our own commands write; nobody wrote them by hand. */
const writtenFolders = [outputFolder, 'golden'];

/** Folders in which all but TypeScript is as programs print it: what tests read, and what sops encrypted. */
const printedFolders = ['testdata', 'secrets'];

/** Markdown is left out: a row of a table cannot be broken. */
const measuredExtensions = new Set(['.ts', '.mjs', '.cjs', '.sh', '.yaml', '.yml']);

/**
 * The files of a package that are measured, by their paths from its folder and sorted. A folder below it with a
 * `package.json` is a package of its own. In `printedFolders` only TypeScript is ours.
 */
export function packageFiles(root: string, folder: string): readonly string[] {
  const top = join(root, folder);
  const skips = (path: string, name: string) =>
    writtenFolders.includes(name) || existsSync(join(top, path, 'package.json'));
  return filesBelow(top, skips).filter(isMeasured).toSorted();
}

function isMeasured(path: string): boolean {
  if (path.endsWith('.d.ts') || !measuredExtensions.has(extname(path))) return false;
  return path.endsWith('.ts') || !path.split('/').some((name) => printedFolders.includes(name));
}

/** Whether a path is a file of the package itself: TypeScript below `src/`, and not a test. */
export function isSource(path: string): boolean {
  return path.startsWith('src/') && path.endsWith('.ts') && !path.endsWith('.test.ts');
}

/** Whether a file is JavaScript. */
export function isScript(path: string): boolean {
  return /\.[cm]js$/.test(path);
}

/** Whether a file is TypeScript or JavaScript, whose functions are measured. */
export function isCode(path: string): boolean {
  return path.endsWith('.ts') || isScript(path);
}

/** The folder of the whole repository, for files that belong to no package: lint, workflows, charts. */
const repositoryFolder = '.';

/** The folders that are measured: all packages, as `package.json` has its workspaces, and the repository itself. */
export function measuredFolders(root: string): readonly string[] {
  // Our own package.json, which npm has read before.
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly workspaces: readonly string[];
  };
  const packages = manifest.workspaces.flatMap((pattern) => {
    const [folder = '', rest] = pattern.split('/*');
    return rest === undefined ? [folder] : readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
  });
  return [...packages, repositoryFolder];
}
