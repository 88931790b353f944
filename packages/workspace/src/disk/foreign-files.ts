import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Issue, outputFolder, partFolder, secretsFolderName, visible } from '@sovereign-fleet/domain';
import { isCompiled } from '@sovereign-fleet/flux';
import { askGit } from './ask-git';
import type { Differences } from './compare-folder';

const mostNamed = 50;

/**
 * Files that a person wrote, among those that would be removed or written over. A file is the compiler's if its first
 * line says so, if git has it as compiled, or if it is an encrypted file, copied byte for byte, that the compiled
 * kustomization.yaml beside it names. A file that would be written over is also the compiler's if a compiled file is
 * beside it: then a person edited what was compiled there.
 */
export function foreignFiles(root: string, { different, stale }: Differences): ReadonlySet<string> {
  const unmarked = [...different, ...stale].filter((path) => !isCompiledFile(root, path) && !isCopied(root, path));
  if (unmarked.length === 0) return new Set();
  const compiledOnce = compiledInGit(root, unmarked);
  const isStale = new Set(stale);
  const isEdited = (path: string) => !isStale.has(path) && hasCompiledBeside(root, path);
  return new Set(unmarked.filter((path) => !compiledOnce.has(path) && !isEdited(path)));
}

/** Why a command stops at files that a person wrote. */
export function issuesOfForeignFiles(foreign: ReadonlySet<string>, { stale }: Differences): readonly Issue[] {
  const isStale = new Set(stale);
  const issues = [...foreign].map((path) => issueOf(path, isStale.has(path) ? stays : wouldBeLost));
  return issues.length > mostNamed ? [...issues.slice(0, mostNamed), issueOfRest(issues.length - mostNamed)] : issues;
}

function isCompiledFile(root: string, path: string): boolean {
  const file = join(root, path);
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true && isCompiled(readFileSync(file, 'utf8'));
}

/** Whether a file is in a folder of encrypted files, and the compiled kustomization.yaml there has it among them. */
function isCopied(root: string, path: string): boolean {
  const [name = '', , folder] = path.split('/').reverse();
  const list = `${path.slice(0, -name.length)}kustomization.yaml`;
  if (folder !== secretsFolderName || !isCompiledFile(root, list) || !lstatSync(join(root, path)).isFile())
    return false;
  return readFileSync(join(root, list), 'utf8').split('\n').includes(`  - ${name}`);
}

/** Those that git has as compiled at the same path, in its index or in the last commit. */
function compiledInGit(root: string, paths: readonly string[]): ReadonlySet<string> {
  const names = paths.filter((path) => !path.includes('\n')).flatMap((path) => [`:./${path}`, `HEAD:./${path}`]);
  const input = names.map((name) => `${name}\n`).join('');
  const answer = askGit(['cat-file', '--batch'], { root, environment: process.env, input });
  const texts = answer === undefined ? [] : textsOf(answer);
  const compiled = names.filter((_, index) => isCompiled(texts[index] ?? ''));
  return new Set(compiled.map((name) => name.slice(name.indexOf(':./') + ':./'.length)));
}

/** The answers of `git cat-file --batch`: `<hash> blob <bytes>` with the content and an empty line, or one line. */
function textsOf(answer: Buffer): readonly string[] {
  const texts: string[] = [];
  for (let at = 0; at < answer.length;) {
    const end = answer.indexOf('\n', at);
    const size = / \w+ (\d+)$/.exec(answer.toString('utf8', at, end))?.[1];
    const from = end + 1;
    const to = from + Number(size ?? 0);
    texts.push(answer.toString('utf8', from, to));
    at = size === undefined ? from : to + 1;
  }
  return texts;
}

/** Whether the region or the kit that a file belongs to has a compiled file: `gitops-out/clusters/<fqdn>/<region>`. */
function hasCompiledBeside(root: string, path: string): boolean {
  const folder = `${outputFolder}/${partFolder(path.slice(outputFolder.length + 1))}`;
  const entries = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return entries.some((name) => isCompiledFile(root, `${folder}/${name}`));
}

const stays = 'nothing compiles to this file, and only what the compiler wrote is removed';
const wouldBeLost = 'a spec compiles to this file, and what is in it would be lost';

function issueOf(path: string, problem: string): Issue {
  const remedy = `Move it out of ${path.slice(0, path.indexOf('/'))}/, or remove it`;
  return { file: visible(path), field: 'content', value: 'not compiled', problem, remedy };
}

function issueOfRest(count: number): Issue {
  const problem = `${count} more files were not compiled`;
  return { file: outputFolder, field: 'files', value: count, problem, remedy: 'Move them away, or remove them' };
}
