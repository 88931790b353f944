// For tests: trees that other files of tests have compiled, kept on the disk, since Jest shares nothing between files.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Files = Readonly<Record<string, string>>;

const repository = join(__dirname, '../../../..');
const cache = join(repository, 'node_modules/.cache/sovereign-fleet-tests');

/** The tree of these specs and kits, if the code that is here now has compiled it before. */
export function keptTree(given: string): Files | undefined {
  const file = fileOf(given);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Files) : undefined; // our own text
}

/** Keeps a tree, and removes what other code has compiled. */
export function keepTree(given: string, tree: Files): void {
  const file = fileOf(given);
  const folder = dirname(file);
  if (mkdirSync(folder, { recursive: true }) !== undefined) {
    const others = readdirSync(cache).filter((name) => join(cache, name) !== folder);
    for (const name of others) rmSync(join(cache, name), { recursive: true, force: true });
  }
  const unfinished = `${file}.${randomUUID()}`;
  writeFileSync(unfinished, JSON.stringify(tree));
  renameSync(unfinished, file);
}

function fileOf(given: string): string {
  code ??= hashOf(codeTexts());
  return join(cache, code, `${hashOf([given])}.json`);
}

let code: string | undefined;

/** All that a tree is compiled by. */
function codeTexts(): readonly string[] {
  const packages = readdirSync(join(repository, 'packages')).sort();
  const files = packages.flatMap((name) => {
    const folder = join(repository, 'packages', name, 'src');
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return paths
      .filter((path) => /\.[cm]?[jt]s$/.test(path) && !path.endsWith('.test.ts'))
      .map((path) => join(folder, path));
  });
  return [join(repository, 'package-lock.json'), ...files.sort()].flatMap((path) => [path, readFileSync(path, 'utf8')]);
}

function hashOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length} ${text}`);
  return hash.digest('hex');
}
