import { packageName } from '@sovereign-fleet/domain';
import { readFileSync, realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative, sep } from 'node:path';
// Nx has loaded it by now; ts-morph, which wraps another copy, would take as long as the rest of a command.
import ts from 'typescript';

/** What a spec is made from, as far as its text and that of its imports show. */
export interface SpecSources {
  /** Files of the workspace, the spec among them, by path from its root; those of `known` folders are left out. */
  readonly files: readonly string[];
  /** Whether it may read what no import names: a module of Node, a package from npm, `process`, a computed import. */
  readonly readsMore: boolean;
}

/**
 * The files that a spec imports, at any depth, as TypeScript resolves them (our decision: what decides on a render is an
 * input of its target). Folders in `known`, such as `packages/domain/`, are inputs already.
 */
export function specSources(root: string, file: string, known: readonly string[]): SpecSources {
  const files = new Set([file]);
  let readsMore = false;
  for (const path of files) {
    const found = path.endsWith('.json') ? nothing : importsOf(root, path);
    readsMore ||= found.readsMore;
    const others = found.files.filter((one) => !known.some((folder) => one.startsWith(folder)));
    for (const one of others) files.add(one); // and the loop comes to them
  }
  return { files: [...files], readsMore };
}

/** The files of the workspace that run when a file is loaded: what it imports, but for types. */
export function runtimeImports(root: string, path: string): readonly string[] {
  const text = path.endsWith('.json') ? undefined : textOf(join(root, path));
  if (text === undefined) return [];
  const nodes = nodesIn(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return nodes
    .filter((node) => !isOfTypes(node))
    .flatMap((node) => importedBy(node) ?? [])
    .map((specifier) => resolve(root, path, specifier))
    .filter((target) => typeof target === 'string');
}

function isOfTypes(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

const nothing: SpecSources = { files: [], readsMore: false };

function importsOf(root: string, path: string): SpecSources {
  const text = textOf(join(root, path));
  if (text === undefined) return nothing; // the render says so
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const nodes = nodesIn(source);
  const specifiers = nodes.flatMap((node) => importedBy(node) ?? []);
  const resolved = specifiers.map((specifier) => resolve(root, path, specifier));
  const files = resolved.flatMap((target) => (typeof target === 'string' ? [target] : []));
  const readsMore = nodes.some((node) => importedBy(node) === undefined && readsUnnamed(node));
  return { files, readsMore: readsMore || resolved.includes(outside) };
}

function nodesIn(node: ts.Node): readonly ts.Node[] {
  const nodes = [node];
  for (const one of nodes) ts.forEachChild(one, (child) => void nodes.push(child));
  return nodes;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The module that a node imports, where it is written down. */
function importedBy(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier);
  if (ts.isExternalModuleReference(node)) return literal(node.expression);
  return ts.isCallExpression(node) && isImport(node.expression) ? literal(node.arguments[0]) : undefined;
}

function isImport(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

function literal(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** Names through which a module gets at more than it imports, `Date` for the time among them. */
const unnamed = new Set([
  'process',
  'module',
  'globalThis',
  'global',
  'eval',
  'Function',
  'fetch',
  'Date',
  '__dirname',
]);

function readsUnnamed(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return isImport(node.expression);
  return ts.isIdentifier(node) && unnamed.has(node.text) && !isKey(node);
}

/** The key of a record, or what is behind a dot: `global` is one in the values of many charts. */
function isKey(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isPropertyAssignment(parent) || ts.isPropertyAccessExpression(parent)) && parent.name === node;
}

const outside = Symbol('outside of the workspace');

/** A path from the root; undefined for what is no further input: nothing is there, as the render says. */
function resolve(root: string, from: string, specifier: string): string | typeof outside | undefined {
  if (specifier === packageName('domain')) return undefined; // an input of each, and what every spec imports
  if (isBuiltin(specifier)) return outside;
  const { resolvedModule } = ts.resolveModuleName(specifier, join(root, from), resolution, ts.sys);
  if (resolvedModule === undefined) return specifier.startsWith('.') ? undefined : outside;
  const path = relative(root, realpathSync.native(resolvedModule.resolvedFileName));
  const isOurs = !path.startsWith(`..${sep}`) && !path.split(sep).includes('node_modules');
  return isOurs ? path : outside;
}

const resolution: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowJs: true,
  resolveJsonModule: true,
};
