import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** The TypeScript files of one package, from its folder, tests left out, and what each imports. */
export interface ImportGraph {
  /** The package's folder, from the root of the repository. */
  readonly package: string;
  /** Imports of files of the package, by file; types count as well. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
  /** Imports by a path that leads out of the package: `file: specifier`. */
  readonly outside: readonly string[];
}

/** Reads the files below `src/` of a package and their imports, relative ones alone. */
export function readImportGraph(root: string, folder: string): ImportGraph {
  const files = sourceFiles(join(root, folder, 'src')).map((path) => `src/${path}`);
  const known = new Set(files);
  const outside: string[] = [];
  const imports = files.map((file) => {
    const { importedFiles } = ts.preProcessFile(readFileSync(join(root, folder, file), 'utf8'), true, false);
    const specifiers = importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith('.'));
    const found = specifiers.flatMap((specifier) => {
      const target = relative('.', join(dirname(file), specifier));
      if (target.startsWith('..')) outside.push(`${folder}/${file}: ${specifier}`);
      return [target, `${target}.ts`].filter((path) => known.has(path));
    });
    return [file, [...new Set(found)]] as const;
  });
  return { package: folder, imports: new Map(imports), outside };
}

/** TypeScript files below a folder that are neither tests nor declarations, in their order. */
function sourceFiles(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return entries.filter((path) => /(?<!\.test|\.d)\.ts$/.test(path)).sort();
}

/** Groups of files that import each other in a circle. */
export function circlesIn({ imports }: ImportGraph): readonly (readonly string[])[] {
  const reached = new Map([...imports.keys()].map((file) => [file, reachable(file, imports)]));
  const inCircle = [...reached].filter(([file, others]) => others.has(file)).map(([file]) => file);
  const groups = inCircle.map((file) => inCircle.filter((other) => inEachOther(reached, file, other)));
  return [...new Map(groups.map((group) => [group.join(), group])).values()];
}

type Reached = ReadonlyMap<string, ReadonlySet<string>>;

function inEachOther(reached: Reached, one: string, other: string): boolean {
  return reached.get(one)?.has(other) === true && reached.get(other)?.has(one) === true;
}

function reachable(from: string, imports: ImportGraph['imports']): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...(imports.get(from) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(imports.get(next) ?? []));
  }
  return found;
}

/** How many files the longest chain of imports has; a circle counts as one step. */
export function depthOf({ imports }: ImportGraph): number {
  const known = new Map<string, number>();
  const depth = (file: string, above: ReadonlySet<string>): number => {
    const found = known.get(file);
    if (found !== undefined) return found;
    const below = (imports.get(file) ?? []).filter((next) => !above.has(next));
    const deepest = 1 + Math.max(0, ...below.map((next) => depth(next, new Set([...above, file]))));
    known.set(file, deepest);
    return deepest;
  };
  return Math.max(0, ...[...imports.keys()].map((file) => depth(file, new Set())));
}
