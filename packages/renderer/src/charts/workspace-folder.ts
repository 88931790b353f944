import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { chartFolders, outputFolder } from '@sovereign-fleet/domain';
import { memoize } from '../programs/memoize';
import { runProgram } from '../programs/program';
import { failure, type Outcome } from '../contract/failure';
import type { Files } from '../contract/ports';
import { ignoreRule } from '../tree/source-ignore';

/** A checkout without `gitops-out/` is a fleet repository itself, and may have charts anywhere. */
function isWorkspace(root: string): boolean {
  return existsSync(join(root, outputFolder));
}

/**
 * A folder of a checkout from which a chart may be read: of a workspace below `charts/` or `gitops-out/`, with no
 * symbolic link on the way. Flux gets no links either (source-controller).
 */
export function workspaceFolder(root: string, path: string): Outcome<string> {
  const real = realpathSync(root);
  const folder = resolve(join(real, path));
  const way = relative(real, folder);
  if (way.split(sep)[0] === '..') return failure('outside-tree', 'it leads out of the workspace');
  if (isWorkspace(real) && !chartFolders.some((one) => way.startsWith(one + sep))) {
    return failure('outside-tree', `it is not below ${chartFolders.join('/ or ')}/, where charts are`);
  }
  const actual = realPath(folder);
  if (actual === undefined) return failure('not-in-tree', 'there is no such folder');
  return actual === folder ? { ok: true, value: folder } : failure('outside-tree', 'a symbolic link leads to it');
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Tells of a path what is never read into a chart: `.git`, `node_modules`, and what git ignores in this checkout, such
 * as a file of credentials. Outside of a repository nothing is ignored.
 */
export async function privatePaths(root: string): Promise<(path: string) => boolean> {
  const real = realpathSync(root);
  const ignored = await ignoredPaths(real);
  return (path) => {
    const parts = relative(real, path).split(sep);
    if (parts.includes('.git') || parts.includes('node_modules')) return true;
    return ignored.size > 0 && parts.some((_, at) => ignored.has(parts.slice(0, at + 1).join('/')));
  };
}

/** What decides which files of a folder the source of a tree leaves out, beside the `.sourceignore` files above it. */
interface Ignoring {
  /** `spec.ignore` of the source. */
  readonly ignore?: string | undefined;
  /** The `.sourceignore` files below the folder, by their paths from it. */
  readonly below?: Files;
}

/**
 * Tells of the path of a file from a folder whether the source of a tree leaves it out (source-controller: spec.ignore,
 * `.sourceignore` and its own list), and with it a chart that Flux reads there. Of a workspace the tree is
 * `gitops-out/`; nothing is left out of its other folders.
 */
export function ignoredInTree(
  root: string,
  path: string,
  { ignore, below = new Map() }: Ignoring,
): (file: string) => boolean {
  const real = realpathSync(root);
  const source = isWorkspace(real) ? join(real, outputFolder) : real;
  const folder = resolve(join(real, path));
  if (folder !== source && !folder.startsWith(source + sep)) return () => false;
  const fromSource = (file: string) => relative(source, join(folder, file)).split(sep).join('/');
  const above = foldersTo(source, folder).flatMap((one) => sourceIgnoreIn(one, source));
  const own = [...below].map(([file, text]) => [fromSource(file), text] as const);
  const isIgnored = ignoreRule(new Map([...above, ...own]), ignore);
  return (file) => isIgnored(fromSource(file));
}

/** The folders from the root of a source down to one that is in it. */
function foldersTo(source: string, folder: string): readonly string[] {
  return folder === source ? [folder] : [...foldersTo(source, dirname(folder)), folder];
}

function sourceIgnoreIn(folder: string, source: string): readonly (readonly [path: string, text: string])[] {
  const file = join(folder, '.sourceignore');
  const isFile = lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
  return isFile ? [[relative(source, file), readFileSync(file, 'utf8')]] : [];
}

function isInRepository(folder: string): boolean {
  return existsSync(join(folder, '.git')) || (dirname(folder) !== folder && isInRepository(dirname(folder)));
}

/** Git starts no program of the person's for it. Where it cannot say, as in a damaged repository, no chart is read. */
const ignoredPaths = memoize(String, async (root: string): Promise<ReadonlySet<string>> => {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const list = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z'];
  const folders = isWorkspace(root) ? chartFolders : ['.'];
  // A checkout may be another person's, as in a container: nothing of it is run.
  const args = ['-c', 'core.fsmonitor=false', '-c', 'safe.directory=*', ...list, '--', ...folders];
  const env = { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: '0' };
  const listed = await runProgram({ program: 'git', args, cwd: root, env, timeoutSeconds: 60 });
  if (!listed.ok && isInRepository(root)) throw new Error(`git does not say what it ignores: ${listed.reason}`);
  const paths = listed.ok ? listed.value.stdout.split('\0') : [];
  return new Set(paths.map((path) => path.replace(/\/$/, '')).filter((path) => path !== ''));
});
