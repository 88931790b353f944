import type { Issue } from '@sovereign-fleet/domain';
import ts from 'typescript';
import { fleetFile } from './layout';
import { importsIn, lineOf, nodesIn, readSource, resolveImport } from './typescript-source';

/** What a spec is made from (docs/decisions/0034). */
export interface SpecImports {
  /** The spec and every file that it imports, at any depth, by path from the root. */
  readonly files: readonly string[];
  /** What a spec may not do, in any of these files. */
  readonly issues: readonly Issue[];
}

/** The files that a spec imports, and what it may not import or read, before anything of it is loaded. */
export function readSpecImports(root: string, spec: string): SpecImports {
  const files = new Set([spec]);
  const issues: Issue[] = [];
  for (const file of files) {
    const source = file.endsWith('.ts') ? readSource(root, file) : undefined;
    if (source === undefined) continue; // the loader says that it is missing
    const found = importsIn(source).map(({ specifier }) => findImport(root, file, specifier));
    for (const target of found.filter((one) => typeof one === 'string')) files.add(target); // the loop reads it later
    issues.push(...found.filter((one) => typeof one === 'object'));
    issues.push(...issuesOfCode(file, source));
  }
  return { files: [...files], issues };
}

/** The file behind an import, or why a spec may not import it; undefined for the types and functions of a spec. */
function findImport(root: string, file: string, specifier: string): string | Issue | undefined {
  if (specifier === '@sovereign-fleet/domain') return undefined;
  const about = { file, field: 'import', value: specifier };
  const problem = `a spec may import @sovereign-fleet/domain, files of its own folder and files beside ${fleetFile}`;
  if (!/^\.\.?\//.test(specifier)) return { ...about, problem, remedy: 'Write down what it would give, as plain data' };
  const target = resolveImport(root, file, specifier);
  if (target === undefined) {
    return { ...about, problem: 'there is no such file', remedy: 'Name a file that is there, such as "./versions"' };
  }
  if (!mayImport(file, target)) {
    return { ...about, problem, remedy: `Move ${target} beside ${fleetFile}, or into the folder of the spec` };
  }
  if (/\.(ts|json)$/.test(target)) return target;
  return { ...about, problem: 'it is neither TypeScript nor JSON', remedy: 'Write a .ts or a .json file in its place' };
}

/** A file may import those of the same Sovereign, and those that are beside `fleet.ts` for all. */
function mayImport(file: string, target: string): boolean {
  if (!target.startsWith('sovereigns/')) return false;
  const owner = folderOf(target);
  return owner === undefined || owner === folderOf(file);
}

/** The folder of a Sovereign that a file is in; undefined beside `fleet.ts`. */
function folderOf(path: string): string | undefined {
  const [, folder, ...rest] = path.split('/');
  return rest.length === 0 ? undefined : folder;
}

/** Names through which code reads more than it imports, such as `Date` for the time. */
const globals: ReadonlySet<string> = new Set([
  'process',
  'require',
  'module',
  'globalThis',
  'global',
  'eval',
  'Function',
  'fetch',
  'Date',
  '__dirname',
  '__filename',
]);

/** Imports in the middle of code, and names of Node and JavaScript that give another value each time. */
function issuesOfCode(file: string, source: ts.SourceFile): readonly Issue[] {
  const nodes = nodesIn(source);
  const identifiers = nodes.filter(ts.isIdentifier);
  const own = new Set(identifiers.filter(isDeclared).map(({ text }) => text));
  const used = identifiers.filter((node) => globals.has(node.text) && !own.has(node.text) && !isName(node));
  return [
    ...nodes.filter(isLateImport).map((node) => issueOfLateImport(file, node)),
    ...used.map((node) => issueOfGlobal(file, node)),
  ];
}

function isLateImport(node: ts.Node): boolean {
  if (ts.isExternalModuleReference(node)) return true;
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
}

function issueOfLateImport(file: string, node: ts.Node): Issue {
  const problem = 'a spec imports at its top alone, by "import … from"';
  return { file, field: 'import', value: node.getText(), problem, remedy: `Move it there from line ${lineOf(node)}` };
}

function issueOfGlobal(file: string, node: ts.Identifier): Issue {
  const problem = 'a spec says the same on every machine and at any time, so it may not ask for this';
  const remedy = `Write plain data in line ${lineOf(node)}`;
  return { file, field: 'name', value: node.text, problem, remedy };
}

/** Whether it is a name that the file itself gives to a value. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isImportClause(parent) ||
    ts.isImportSpecifier(parent);
  return declares && parent.name === node;
}

/** The key of a record, or what is behind a dot: `global` is a key in the values of many charts. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return ('name' in parent && parent.name === node) || ('propertyName' in parent && parent.propertyName === node);
}
