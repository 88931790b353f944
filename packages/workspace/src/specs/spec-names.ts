import type typescript from 'typescript';
import { declarationFinder, isAmbient } from './name-scope';
import { nodesIn } from '../loading/typescript-source';
import { ts } from '../loading/typescript';

/**
 * What a spec may use of JavaScript beside its syntax. Each of them gives the same on every machine and at any time, if
 * it is used as `isUsedWell` says. A name is added here alone: lint asks the same function (eslint.specs.mjs).
 */
const allowedNames: ReadonlySet<string> = new Set([
  'undefined',
  'NaN',
  'Infinity',
  'Array',
  'Boolean',
  'Error',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'Set',
  'String',
  'structuredClone',
]);

/** Members that depend on the language of the machine, or lead to code from text. */
const forbiddenMembers = /^(toLocale\w+|localeCompare|constructor)$/;

/** A place in code with a name that a spec may not use. */
export interface ForbiddenName {
  readonly node: typescript.Node;
  readonly name: string;
  /** Whether the file has nothing of this name; else it is a member, or a name in a place where it is not allowed. */
  readonly isUndeclared: boolean;
}

/** Where code uses what may be another thing on another machine or at another time; each name once in a line. */
export function forbiddenNames(source: typescript.SourceFile): readonly ForbiddenName[] {
  const isDeclared = declarationFinder(source);
  const nodes = nodesIn(source, isErased);
  const names = nodes.filter(ts.isIdentifier).filter((node) => isUse(node) && !isUsedWell(node) && !isDeclared(node));
  return [
    ...names.map((node) => ({ node, name: usedName(node), isUndeclared: !allowedNames.has(node.text) })),
    ...nodes.filter(isForbiddenMeta).map((node) => ({ node, name: 'import.meta', isUndeclared: false })),
    ...nodes
      .flatMap(membersIn)
      .filter((node) => forbiddenMembers.test(node.text))
      .map((node) => ({ node, name: node.text, isUndeclared: false })),
  ];
}

/** What the compiler takes away: types, and what is said to be there without being made. */
function isErased(node: typescript.Node): boolean {
  if (ts.isExpressionWithTypeArguments(node)) return isOfTypesAlone(node.parent);
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isTypeOnlyImportOrExportDeclaration(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return isAmbient(node);
}

/** `implements` of a class. What is behind `extends` runs. */
function isOfTypesAlone(node: typescript.Node): boolean {
  return ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword;
}

/** Whether an identifier asks for a value; else it gives a name: to a value, a key, a label or a member. */
function isUse(node: typescript.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === node;
  if (ts.isExportSpecifier(parent)) {
    const isFromElsewhere = parent.parent.parent.moduleSpecifier !== undefined;
    return !isFromElsewhere && (parent.propertyName ?? parent.name) === node;
  }
  if (ts.isQualifiedName(parent)) return parent.left === node;
  return !['name', 'propertyName', 'label'].some((key) => key in parent && Reflect.get(parent, key) === node);
}

/** `Math` is there for all but chance, and `Error` to be thrown: where it came from differs by machine. */
function isUsedWell(node: typescript.Identifier): boolean {
  const { parent, text } = node;
  if (text === 'Math') return ts.isPropertyAccessExpression(parent) && parent.name.text !== 'random';
  if (text === 'Error') return ts.isNewExpression(parent) && ts.isThrowStatement(parent.parent);
  return allowedNames.has(text);
}

/** The name as a person reads it: `Math.random`. */
function usedName({ parent, text }: typescript.Identifier): string {
  return text === 'Math' && ts.isPropertyAccessExpression(parent) ? `Math.${parent.name.text}` : text;
}

function isForbiddenMeta(node: typescript.Node): boolean {
  return ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword;
}

/** What is read by its name from a value: `a.b`, `a['b']` and `const { b } = a`. */
function membersIn(node: typescript.Node): readonly (typescript.Identifier | typescript.StringLiteralLike)[] {
  const name = memberOf(node);
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? [name] : [];
}

function memberOf(node: typescript.Node): typescript.Node | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name;
  if (ts.isElementAccessExpression(node)) return node.argumentExpression;
  if (!ts.isBindingElement(node)) return undefined;
  const { propertyName, name } = node;
  if (propertyName === undefined) return ts.isObjectBindingPattern(node.parent) ? name : undefined;
  return ts.isComputedPropertyName(propertyName) ? propertyName.expression : propertyName;
}
