import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type typescript from 'typescript';
import { ts } from './typescript';

/** A file that another one names, in an `import` or an `export … from`. */
export interface Import {
  readonly node: typescript.Node;
  readonly specifier: string;
  /** Whether it is left out of what runs. */
  readonly isOfTypes: boolean;
}

/** The text of a file below the root; undefined where there is no such file. */
export function readText(root: string, path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}

/** More levels of syntax than anybody writes, and fewer than a walk through them can take. */
const deepest = 500;

const tooDeep = new WeakSet<typescript.SourceFile>();

/** The syntax of TypeScript; in place of a text that is too deep for any walk through it, one that is broken. */
export function parseSource(path: string, text: string): typescript.SourceFile {
  const source = parseShallow(path, text);
  if (source !== undefined) return source;
  const broken = ts.createSourceFile(path, '(', ts.ScriptTarget.Latest, true);
  tooDeep.add(broken);
  return broken;
}

/** Whether a text was too deep to be read. */
export function isTooDeep(source: typescript.SourceFile): boolean {
  return tooDeep.has(source);
}

function parseShallow(path: string, text: string): typescript.SourceFile | undefined {
  try {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    return isShallow(source) ? source : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // TypeScript calls itself for each level
    throw error;
  }
}

function isShallow(source: typescript.SourceFile): boolean {
  let level: readonly typescript.Node[] = [source];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return false;
    const below: typescript.Node[] = [];
    for (const node of level) {
      ts.forEachChild(node, (child) => {
        below.push(child);
      });
    }
    level = below;
  }
  return true;
}

/** TypeScript finds the errors as it parses, and keeps them where its types do not say. */
export function hasSyntaxError(source: typescript.SourceFile): boolean {
  const { parseDiagnostics = [] } = source as typescript.SourceFile & {
    readonly parseDiagnostics?: readonly unknown[];
  };
  return parseDiagnostics.length > 0;
}

export function importsIn(source: typescript.SourceFile): readonly Import[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier: node } = statement;
    if (node === undefined || !ts.isStringLiteralLike(node)) return [];
    const isOfTypes = ts.isExportDeclaration(statement)
      ? statement.isTypeOnly
      : statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return [{ node, specifier: node.text, isOfTypes }];
  });
}

/** A file and all that it imports, at any depth, each once. */
export function reachableFiles(start: string, importsOf: (file: string) => readonly string[]): readonly string[] {
  const files = new Set([start]);
  for (const file of files) for (const target of importsOf(file)) files.add(target); // the loop comes to it later
  return [...files];
}

/** As Node looks for a file while our hook compiles TypeScript. Folders have no file of their own here. */
const endings = ['', '.js', '.json', '.node', '.ts'];

/** The file behind a relative import and its symbolic links, by path from the root; undefined if there is none. */
export function resolveImport(root: string, from: string, specifier: string): string | undefined {
  const path = importedPath(from, specifier);
  return path === undefined ? undefined : resolveFile(root, path);
}

/** Where a relative import leads, as it is written: most have no ending. */
export function importedPath(from: string, specifier: string): string | undefined {
  return /^\.\.?\//.test(specifier) ? join(dirname(from), specifier) : undefined;
}

/** The same by absolute paths. */
export function fileBehind(path: string): string | undefined {
  const found = endings.map((ending) => path + ending).find(isFile);
  return found === undefined ? undefined : realpathSync.native(found);
}

/** The same for the path that an import leads to. */
export function resolveFile(root: string, path: string): string | undefined {
  const found = endings.map((ending) => path + ending).find((file) => isFile(join(root, file)));
  return found === undefined ? undefined : realPath(root, found);
}

/** Where a file really is, by path from the root; undefined where there is no such file. */
export function realPath(root: string, file: string): string | undefined {
  const path = join(root, file);
  if (!isFile(path)) return undefined;
  return relative(realpathSync.native(root), realpathSync.native(path)).split(sep).join('/');
}

/** People write paths: what no disk can name, as one that is too long, is no file either. */
function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}

/** Every node below one, and itself, without those that are to be left out and what is below them. */
export function nodesIn(
  node: typescript.Node,
  isLeftOut: (node: typescript.Node) => boolean = () => false,
): readonly typescript.Node[] {
  const nodes = [node];
  for (const one of nodes) {
    ts.forEachChild(one, (child) => {
      if (!isLeftOut(child)) nodes.push(child);
    });
  }
  return nodes;
}

/** The line of a node, counted from 1. */
export function lineOf(node: typescript.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}
