import type typescript from 'typescript';
import { lineOf, parseSource } from '../loading/typescript-source';
import { ts } from '../loading/typescript';

/** The way to a value from what a file exports: keys of maps, and indices of lists. */
export type FieldPath = readonly (string | number)[];

/**
 * The line of a value in a file that a person wrote, where it is a literal there; undefined where it comes from
 * elsewhere. `with` of a kit is what its `with` was called with.
 */
export function lineOfExport(file: string, text: string, path: FieldPath): number | undefined {
  const source = parseSource(file, text);
  const exported = source.statements.find(ts.isExportAssignment);
  return exported === undefined ? undefined : lineAt(exported.expression, path, source);
}

/** The same of a row of a kit, which is the map in a file that has this name. */
export function lineOfRow(file: string, text: string, [name, ...path]: FieldPath): number | undefined {
  const source = parseSource(file, text);
  const row = find(source, (node): node is typescript.ObjectLiteralExpression => {
    if (!ts.isObjectLiteralExpression(node)) return false;
    const own = propertyOf(node, 'name');
    return own !== undefined && ts.isStringLiteralLike(own) && own.text === name;
  });
  return row === undefined ? undefined : lineAt(row, path, source);
}

/** The same of a map that is declared by its name, as `parameters` of a kit are. */
export function lineOfDeclaration(file: string, text: string, [name, ...path]: FieldPath): number | undefined {
  const source = parseSource(file, text);
  const map = find(source, (node): node is typescript.PropertyAssignment | typescript.VariableDeclaration => {
    const isNamed = (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) && node.name.getText() === name;
    return isNamed && node.initializer !== undefined;
  });
  return map?.initializer === undefined ? undefined : lineAt(map.initializer, path, source);
}

function lineAt(from: typescript.Expression, path: FieldPath, source: typescript.SourceFile): number | undefined {
  let found: typescript.Expression | undefined = from;
  for (const key of path) {
    found = found === undefined ? undefined : childOf(plainExpression(found, source), key, source);
  }
  return found === undefined ? undefined : lineOf(found);
}

/** Without what only types it, and what a constant of the file stands for. */
function plainExpression(node: typescript.Expression, source: typescript.SourceFile): typescript.Expression {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)) {
    return plainExpression(node.expression, source);
  }
  if (ts.isIdentifier(node)) {
    const declared = find(source, (one): one is typescript.VariableDeclaration => {
      return ts.isVariableDeclaration(one) && one.name.getText() === node.text;
    });
    return declared?.initializer === undefined ? node : plainExpression(declared.initializer, source);
  }
  // defineSovereign({ … }) is what it is called with.
  const [argument] = ts.isCallExpression(node) && !isWith(node) ? node.arguments : [];
  return argument === undefined ? node : plainExpression(argument, source);
}

function childOf(
  node: typescript.Expression,
  key: string | number,
  source: typescript.SourceFile,
): typescript.Expression | undefined {
  if (ts.isCallExpression(node) && isWith(node)) return key === 'with' ? node.arguments[0] : undefined;
  if (ts.isArrayLiteralExpression(node)) return typeof key === 'number' ? node.elements[key] : undefined;
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  // What is spread into a map is in it, too; the last that has a key wins.
  const spreads = [...node.properties].reverse().filter(ts.isSpreadAssignment);
  const spread = () => spreads.map(({ expression }) => childOf(plainExpression(expression, source), key, source));
  return propertyOf(node, String(key)) ?? spread().find((one) => one !== undefined);
}

function isWith({ expression }: typescript.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 'with';
}

function propertyOf(node: typescript.ObjectLiteralExpression, key: string): typescript.Expression | undefined {
  const property = node.properties.find((one) => one.name !== undefined && nameText(one.name) === key);
  if (property === undefined) return undefined;
  if (ts.isShorthandPropertyAssignment(property)) return property.name;
  return ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

function nameText(name: typescript.PropertyName): string {
  return ts.isStringLiteralLike(name) || ts.isIdentifier(name) ? name.text : name.getText();
}

function find<Found extends typescript.Node>(
  node: typescript.Node,
  isFound: (one: typescript.Node) => one is Found,
): Found | undefined {
  if (isFound(node)) return node;
  return ts.forEachChild(node, (child) => find(child, isFound));
}
