import { specFqdn } from './spec-fqdn';
import type typescript from 'typescript';
import { hasSyntaxError, importsIn, parseSource } from '../loading/typescript-source';
import { ts } from '../loading/typescript';

/** What Nx's plugin asks of the text of a file, and keeps as long as the text stays. */
export interface SpecSyntax {
  /** What it imports, as it is written. */
  readonly specifiers: readonly string[];
  /** Of a spec, where it says one as a string. */
  readonly fqdn?: string | undefined;
  /** Whether it says nothing that could be loaded: it has an error of syntax, or no default export. */
  readonly isBroken: boolean;
  /** Whether it may pause a slot: then its review is another one on another day. */
  readonly mayPause: boolean;
}

export function specSyntax(file: string, text: string): SpecSyntax {
  const source = parseSource(file, text);
  const isBroken = hasSyntaxError(source) || !source.statements.some(isDefaultExport);
  return {
    specifiers: importsIn(source).map(({ specifier }) => specifier),
    fqdn: specFqdn(source),
    isBroken,
    mayPause: /\bpaused\b/.test(text),
  };
}

/** `export default …`, `export { spec as default }`, or `export default function …`. */
function isDefaultExport(statement: typescript.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  if (ts.isExportDeclaration(statement)) {
    const { exportClause } = statement;
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) return false;
    return exportClause.elements.some(({ name }) => name.text === 'default');
  }
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
}
