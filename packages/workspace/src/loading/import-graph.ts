import type typescript from 'typescript';
import { importsIn, lineOf, parseSource, reachableFiles, readText, resolveImport } from './typescript-source';
import { ts } from './typescript';

export interface Place {
  /** From the workspace's root. */
  readonly file: string;
  readonly line: number;
}

/** The first `await` outside of any function, in a file or in what it imports. */
export function topLevelAwait(root: string, file: string): Place | undefined {
  for (const path of reachableFiles(file, (one) => importedFiles(root, one))) {
    const source = readSource(root, path);
    const found = source === undefined ? undefined : findAwait(source);
    if (found !== undefined) return { file: path, line: lineOf(found) };
  }
  return undefined;
}

/** The files that run when a file is loaded: what it imports, but for types. */
function importedFiles(root: string, path: string): readonly string[] {
  const source = readSource(root, path);
  const imports = source === undefined ? [] : importsIn(source).filter(({ isOfTypes }) => !isOfTypes);
  return imports.flatMap(({ specifier }) => resolveImport(root, path, specifier) ?? []);
}

/** Undefined for what is not TypeScript, and where there is no such file. */
function readSource(root: string, path: string): typescript.SourceFile | undefined {
  const text = path.endsWith('.ts') ? readText(root, path) : undefined;
  return text === undefined ? undefined : parseSource(path, text);
}

function findAwait(node: typescript.Node): typescript.Node | undefined {
  if (ts.isFunctionLike(node)) return undefined;
  const waits = ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
  return waits ? node : ts.forEachChild(node, findAwait);
}
