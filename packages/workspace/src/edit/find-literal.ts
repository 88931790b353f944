import { type Expression, Node, type SourceFile } from 'ts-morph';
import type { Literal } from './splice';

/** Why something that a person wrote cannot be edited, with the line where it is. */
export interface Unedited {
  readonly line: number;
  readonly problem: string;
}

export type Found<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly unedited: Unedited };

export function refuse(node: Node, problem: string): Found<never> {
  return { ok: false, unedited: { line: node.getStartLineNumber(), problem } };
}

/** The record that a file exports by default: itself, a constant, or what a function such as `defineSovereign` gets. */
export function findRecord(file: SourceFile): Found<Literal> {
  const exported = file.getExportAssignments().find((one) => !one.isExportEquals());
  if (exported !== undefined) return findLiteral(exported.getExpression());
  return refuse(file, 'the file has no "export default" with a record behind it');
}

/** The object or list behind an expression, where an edit of it changes nothing else. */
export function findLiteral(expression: Expression): Found<Literal> {
  const bare = withoutTypes(expression);
  if (Node.isObjectLiteralExpression(bare) || Node.isArrayLiteralExpression(bare)) return { ok: true, value: bare };
  if (Node.isIdentifier(bare)) {
    const value = ownConstant(bare);
    return value.ok ? findLiteral(value.value) : value;
  }
  const argument = Node.isCallExpression(bare) ? argumentOf(bare) : undefined;
  if (argument !== undefined) return findLiteral(argument);
  return refuse(bare, 'it is worked out there, and not written down');
}

/** What a function of ours gets: each gives back the record that it is called with. */
function argumentOf(call: Node): Expression | undefined {
  if (!Node.isCallExpression(call)) return undefined;
  const [argument, another] = call.getArguments();
  if (argument === undefined || another !== undefined || !Node.isExpression(argument)) return undefined;
  const name = call.getExpression().getText();
  return /^define(Sovereign|Fleet|Kit)$/.test(name) ? argument : undefined;
}

/** The value of a constant of the same file that is used in one place. */
export function ownConstant(name: Node): Found<Expression> {
  const text = name.getText();
  const file = name.getSourceFile();
  const declarations = file.getVariableStatements().flatMap((statement) => statement.getDeclarations());
  const declaration = declarations.find((one) => one.getName() === text);
  const value = declaration?.getInitializer();
  if (declaration === undefined || value === undefined) {
    return refuse(name, `it is ${text}, which is no constant of this file`);
  }
  if (declaration.getVariableStatement()?.isExported() === true) {
    return refuse(declaration, `it is ${text}, which other files may use`);
  }
  const uses = usesOf(declaration.getNameNode());
  if (uses > 1) return refuse(declaration, `it is ${text}, which is used in ${uses} places`);
  return { ok: true, value };
}

/** In how many places a name is used beside its declaration. */
function usesOf(name: Node): number {
  const text = name.getText();
  const file = name.getSourceFile();
  const words = file
    .getFullText()
    .split(/[^\w$]+/)
    .filter((word) => word === text).length; // also in comments
  if (words <= 2) return words - 1;
  return file.getDescendants().filter((one) => Node.isIdentifier(one) && one.getText() === text).length - 1;
}

/** Without what the compiler alone looks at. */
function withoutTypes(expression: Expression): Expression {
  const isWrapped =
    Node.isParenthesizedExpression(expression) ||
    Node.isAsExpression(expression) ||
    Node.isSatisfiesExpression(expression) ||
    Node.isNonNullExpression(expression);
  return isWrapped ? withoutTypes(expression.getExpression()) : expression;
}
