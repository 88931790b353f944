import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
// Nx has loaded it by now. ts-morph wraps another copy, which takes as long to load as the rest of a command.
import ts from 'typescript';

/** A file that another one names, in an `import` or an `export … from`. */
export interface Import {
  readonly specifier: string;
  /** Whether it is left out of what runs. */
  readonly isOfTypes: boolean;
}

/** The syntax of a TypeScript file below the root; undefined where there is no such file. */
export function readSource(root: string, path: string): ts.SourceFile | undefined {
  try {
    return ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true);
  } catch {
    return undefined;
  }
}

export function importsIn(source: ts.SourceFile): readonly Import[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (moduleSpecifier === undefined || !ts.isStringLiteralLike(moduleSpecifier)) return [];
    const isOfTypes = ts.isExportDeclaration(statement)
      ? statement.isTypeOnly
      : statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return [{ specifier: moduleSpecifier.text, isOfTypes }];
  });
}

/** As Node looks for a file while our hook compiles TypeScript. Folders have no file of their own here. */
const endings = ['', '.js', '.json', '.node', '.ts'];

/** The file behind a relative import and its symbolic links, by path from the root; undefined if there is none. */
export function resolveImport(root: string, from: string, specifier: string): string | undefined {
  if (!/^\.\.?\//.test(specifier)) return undefined;
  const path = join(root, dirname(from), specifier);
  const found = endings.map((ending) => path + ending).find(isFile);
  if (found === undefined) return undefined;
  return relative(realpathSync.native(root), realpathSync.native(found)).split(sep).join('/');
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Every node below one, and itself. */
export function nodesIn(node: ts.Node): readonly ts.Node[] {
  const nodes = [node];
  for (const one of nodes) ts.forEachChild(one, (child) => void nodes.push(child));
  return nodes;
}

/** The line of a node, counted from 1. */
export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}
