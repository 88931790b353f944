import ts from 'typescript';

/** What is counted in the text of one file. */
export interface FileMeasures {
  readonly lines: number;
  /** Lines above 120 characters. */
  readonly longLines: number;
  /** `prettier-ignore`, which is allowed for nothing but tables of data. */
  readonly prettierIgnores: number;
  /** Literals spread into a literal: `{ ...{ a: 1 } }`. */
  readonly spreadLiterals: number;
  readonly functions: readonly FunctionMeasures[];
}

interface FunctionMeasures {
  readonly name: string;
  readonly lines: number;
}

const longest = 120;

/** Measures a TypeScript file by its syntax. */
export function measureFile(file: string, text: string): FileMeasures {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const functions: FunctionMeasures[] = [];
  let spreadLiterals = 0;
  const visit = (node: ts.Node): void => {
    if (isSpreadLiteral(node)) spreadLiterals += 1;
    const name = functionName(node);
    if (name !== undefined) functions.push({ name, lines: linesOf(source, node) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  const lines = text.split('\n');
  return {
    lines: lines.length - 1,
    longLines: lines.filter((line) => line.length > longest).length,
    prettierIgnores: text.split('prettier-ignore').length - 1,
    spreadLiterals,
    functions,
  };
}

function isSpreadLiteral(node: ts.Node): boolean {
  if (!ts.isSpreadAssignment(node) && !ts.isSpreadElement(node)) return false;
  return ts.isObjectLiteralExpression(node.expression) || ts.isArrayLiteralExpression(node.expression);
}

/** The name of a function that has one of its own: declared, or an arrow in a constant. */
function functionName(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node)) return node.name?.text ?? 'default';
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name)) return undefined;
  return node.initializer !== undefined && ts.isArrowFunction(node.initializer) ? node.name.text : undefined;
}

function linesOf(source: ts.SourceFile, node: ts.Node): number {
  const line = (position: number) => source.getLineAndCharacterOfPosition(position).line;
  return line(node.getEnd()) - line(node.getStart(source)) + 1;
}

/** Words that look like verbs in the past and are not a name for what a function does (STYLE.md, section 7). */
const irregular =
  /^(asked|begun|bound|built|drawn|found|given|held|hidden|kept|known|left|made|said|seen|sent|shown|taken|told|written)$/i;

/** Whether a function is named by a participle alone: `given`, `placed`. */
export function isBareParticiple(name: string): boolean {
  return irregular.test(name) || (/^[a-z]+ed$/.test(name) && !name.endsWith('eed'));
}
