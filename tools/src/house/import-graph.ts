import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { addAll } from '@sovereign-fleet/domain';
import ts from 'typescript';
import { isSource } from './package-files';

/** The files of one package, tests left out, and what each imports. */
export interface ImportGraph {
  /** Imports of files of the package, by file; types count as well. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
  /** Imports by a path that leads out of the package, those of tests too. */
  readonly outside: readonly OutsideImport[];
}

interface OutsideImport {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
}

interface RelativeImport extends OutsideImport {
  /** The imported file from the package's folder, without its extension. */
  readonly target: string;
}

/** Reads what the TypeScript files of a package import, by relative paths alone. */
export function readImportGraph(packageFolder: string, files: readonly string[]): ImportGraph {
  const sources = files.filter(isSource);
  const known = new Set(sources);
  const imports = files.filter((file) => file.endsWith('.ts')).flatMap((file) => readImports(packageFolder, file));
  const targetsOf = (source: string): readonly string[] => {
    const targets = imports.filter(({ file }) => file === source).map(({ target }) => target);
    return [...new Set(targets.flatMap((target) => [target, `${target}.ts`]))].filter((path) => known.has(path));
  };
  return {
    imports: new Map(sources.map((source) => [source, targetsOf(source)])),
    outside: imports.filter(({ target }) => target.startsWith('..')),
  };
}

function readImports(packageFolder: string, file: string): readonly RelativeImport[] {
  const text = readFileSync(join(packageFolder, file), 'utf8');
  return ts.preProcessFile(text, true, false).importedFiles.flatMap(({ fileName: specifier, pos }) => {
    if (!specifier.startsWith('.')) return [];
    const target = relative('.', join(dirname(file), specifier));
    return [{ file, line: text.slice(0, pos).split('\n').length, specifier, target }];
  });
}

/** Groups of files that import each other in a circle. */
export function circlesIn({ imports }: ImportGraph): readonly (readonly string[])[] {
  const reached = new Map([...imports.keys()].map((file) => [file, reachableFrom(file, imports)]));
  const inCircle = [...reached].filter(([file, others]) => others.has(file)).map(([file]) => file);
  const groups = inCircle.map((file) => inCircle.filter((other) => reachEachOther(reached, file, other)));
  return [...new Map(groups.map((group) => [group.join(), group])).values()];
}

type ReachableFiles = ReadonlyMap<string, ReadonlySet<string>>;

function reachEachOther(reached: ReachableFiles, one: string, other: string): boolean {
  return reached.get(one)?.has(other) === true && reached.get(other)?.has(one) === true;
}

function reachableFrom(start: string, imports: ImportGraph['imports']): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...(imports.get(start) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    addAll(open, imports.get(next) ?? []);
  }
  return found;
}

/** The longest chain of imports, from the file that needs all the others. A circle counts as one step. */
export function longestChain({ imports }: ImportGraph): readonly string[] {
  const known = new Map<string, readonly string[]>();
  const chainFrom = (file: string, above: ReadonlySet<string>): readonly string[] => {
    const found = known.get(file);
    if (found !== undefined) return found;
    const below = (imports.get(file) ?? []).filter((next) => !above.has(next));
    const chain = [file, ...longest(below.map((next) => chainFrom(next, new Set([...above, file]))))];
    known.set(file, chain);
    return chain;
  };
  return longest([...imports.keys()].map((file) => chainFrom(file, new Set())));
}

function longest(chains: readonly (readonly string[])[]): readonly string[] {
  return chains.reduce((best, chain) => (chain.length > best.length ? chain : best), []);
}
