import ts from 'typescript';
import { importsIn, lineOf, readSource, resolveImport } from './typescript-source';

/** The way from a file through its imports back to one on the way: `[a, b, a]`. Undefined where there is none. */
export function importCycle(root: string, file: string): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (current: string, way: readonly string[]): readonly string[] | undefined => {
    const start = way.indexOf(current);
    if (start >= 0) return [...way.slice(start), current];
    if (done.has(current)) return undefined;
    for (const next of importedFiles(root, current)) {
      const cycle = visit(next, [...way, current]);
      if (cycle !== undefined) return cycle;
    }
    done.add(current);
    return undefined;
  };
  return visit(file, []);
}

export interface Place {
  /** From the workspace's root. */
  readonly file: string;
  readonly line: number;
}

/** The first `await` outside of any function, in a file or in what it imports. */
export function topLevelAwait(root: string, file: string): Place | undefined {
  const files = new Set([file]);
  for (const path of files) {
    const source = path.endsWith('.ts') ? readSource(root, path) : undefined;
    const found = source === undefined ? undefined : findAwait(source);
    if (found !== undefined) return { file: path, line: lineOf(found) };
    for (const next of importedFiles(root, path)) files.add(next); // and the loop comes to them
  }
  return undefined;
}

/** The files that run when a file is loaded: what it imports, but for types. */
function importedFiles(root: string, path: string): readonly string[] {
  const source = path.endsWith('.ts') ? readSource(root, path) : undefined;
  const imports = source === undefined ? [] : importsIn(source).filter(({ isOfTypes }) => !isOfTypes);
  return imports.flatMap(({ specifier }) => resolveImport(root, path, specifier) ?? []);
}

function findAwait(node: ts.Node): ts.Node | undefined {
  if (ts.isFunctionLike(node)) return undefined;
  const waits = ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
  return waits ? node : ts.forEachChild(node, findAwait);
}
