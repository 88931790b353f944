import type typescript from 'typescript';
import { ts } from '../loading/typescript';

/**
 * Gives whether a name in a file stands for a value that the file itself declares or imports, seen from where the name
 * is. The compiler knows scopes: what a function calls `process` is no `process` outside of it.
 */
export function declarationFinder(source: typescript.SourceFile): (node: typescript.Identifier) => boolean {
  const checker = programOf(source).getTypeChecker();
  return (node) => {
    const { parent } = node;
    const symbol = ts.isShorthandPropertyAssignment(parent)
      ? checker.getShorthandAssignmentValueSymbol(parent)
      : ts.isExportSpecifier(parent)
        ? checker.getExportSpecifierLocalTargetSymbol(parent)
        : checker.getSymbolAtLocation(node);
    return symbol?.declarations?.some((one) => ts.findAncestor(one, isWithoutValue) === undefined) === true;
  };
}

/** One file alone, without any library: the names of JavaScript and Node then have no declaration. */
function programOf(source: typescript.SourceFile): typescript.Program {
  const host: typescript.CompilerHost = {
    getSourceFile: (name) => (name === source.fileName ? source : undefined),
    getDefaultLibFileName: () => '',
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => name === source.fileName,
    readFile: () => undefined,
    writeFile: () => undefined,
  };
  const options = { noLib: true, noResolve: true, types: [], moduleDetection: ts.ModuleDetectionKind.Force };
  return ts.createProgram({ rootNames: [source.fileName], options, host });
}

/** Declares a name for the compiler alone: the code that runs would find what Node has by that name. */
function isWithoutValue(node: typescript.Node): boolean {
  if (ts.isTypeOnlyImportDeclaration(node)) return true;
  if (ts.isFunctionDeclaration(node) && node.body === undefined) return true;
  return isAmbient(node);
}

/** Whether `declare` stands before it. */
export function isAmbient(node: typescript.Node): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true;
}
