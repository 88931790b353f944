import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { runtimeImports } from './spec-sources';

/** The way from a file through its imports back to one on the way: `[a, b, a]`. Undefined where there is none. */
export function importCycle(root: string, file: string): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (current: string, way: readonly string[]): readonly string[] | undefined => {
    const start = way.indexOf(current);
    if (start >= 0) return [...way.slice(start), current];
    if (done.has(current)) return undefined;
    for (const next of runtimeImports(root, current)) {
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
    const line = awaitIn(root, path);
    if (line !== undefined) return { file: path, line };
    for (const next of runtimeImports(root, path)) files.add(next); // and the loop comes to them
  }
  return undefined;
}

function awaitIn(root: string, path: string): number | undefined {
  if (!existsSync(join(root, path))) return undefined;
  const source = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, false);
  const find = (node: ts.Node): ts.Node | undefined => {
    if (ts.isFunctionLike(node)) return undefined;
    const waits = ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
    return waits ? node : ts.forEachChild(node, find);
  };
  const found = find(source);
  return found === undefined ? undefined : source.getLineAndCharacterOfPosition(found.getStart(source)).line + 1;
}
