import ts from 'typescript';
import { limits } from './limits';

/** What is measured in the text of one file. Lines are counted from 1. */
export interface FileMeasures {
  readonly lines: number;
  /** Lines that are too long. */
  readonly longLines: readonly number[];
  /** Lines with the comment that keeps Prettier from breaking what follows. */
  readonly prettierIgnores: readonly number[];
  /** Lines with a literal that is spread into a literal: `{ ...{ a: 1 } }`. */
  readonly spreadLiterals: readonly number[];
  readonly functions: readonly FunctionMeasures[];
}

interface FunctionMeasures {
  readonly name: string;
  /** Whether it is read together with its object, as `health.of(name)`. */
  readonly isMember: boolean;
  readonly line: number;
  readonly lines: number;
}

const ignoreComment = /(?:\/\/|\/\*) *prettier-ignore\b/;

/** Measures a file of TypeScript or JavaScript by its syntax. */
export function measureSource(file: string, text: string): FileMeasures {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
  const functions: FunctionMeasures[] = [];
  const spreadLiterals: number[] = [];
  const visit = (node: ts.Node): void => {
    const line = lineOf(node.getStart(source));
    if (isSpreadLiteral(node)) spreadLiterals.push(line);
    const name = functionName(node);
    if (name !== undefined)
      functions.push({ name, isMember: isMember(node), line, lines: lineOf(node.getEnd()) - line + 1 });
    ts.forEachChild(node, visit);
  };
  visit(source);
  const prettierIgnores = matchingLines(text, (line) => ignoreComment.test(withoutStrings(line)));
  return { ...measureText(text), prettierIgnores, spreadLiterals, functions };
}

/** Measures any other file: its lines alone. */
export function measureText(text: string): FileMeasures {
  return {
    lines: text.split('\n').length - 1,
    longLines: matchingLines(text, (line) => line.length > limits.lineLength),
    prettierIgnores: [],
    spreadLiterals: [],
    functions: [],
  };
}

function matchingLines(text: string, matches: (line: string) => boolean): readonly number[] {
  return text.split('\n').flatMap((line, index) => (matches(line) ? [index + 1] : []));
}

/** A line without its texts in quotes, which may speak of the comment, as tests of this file do. */
function withoutStrings(line: string): string {
  return line.replaceAll(/(['"`])(?:\\.|(?!\1).)*\1/g, '');
}

function isSpreadLiteral(node: ts.Node): boolean {
  if (!ts.isSpreadAssignment(node) && !ts.isSpreadElement(node)) return false;
  return ts.isObjectLiteralExpression(node.expression) || ts.isArrayLiteralExpression(node.expression);
}

function isMember(node: ts.Node): boolean {
  return !ts.isFunctionDeclaration(node) && !ts.isVariableDeclaration(node);
}

/** The name of a function: declared, a method, or a function in a constant or a property. */
function functionName(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node)) return node.name?.text ?? 'default';
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node)) return node.name.getText();
  if (!ts.isVariableDeclaration(node) && !ts.isPropertyAssignment(node) && !ts.isPropertyDeclaration(node))
    return undefined;
  const { initializer } = node;
  const isFunction =
    initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
  return isFunction ? node.name.getText() : undefined;
}
