import { dirname, join } from 'node:path';
import ts from 'typescript';

/** The declarations of packages by their names, each by the path in its package. */
export type Declarations = ReadonlyMap<string, ReadonlyMap<string, string>>;

const entry = 'index.d.ts';

/**
 * What people's files reach of some packages from the index of one: their editors and `tsc` read nothing else. Of the
 * other packages' indexes those names are left that are reached.
 */
export function reachableDeclarations(all: Declarations, first: string, scope: string): Declarations {
  const reached = new Map([...all.keys()].map((name) => [name, new Map<string, string>()]));
  const names = new Map([...all.keys()].map((name) => [name, new Set<string>()]));
  const nameOf = (specifier: string) => specifier.slice(scope.length + 1);
  const visit = (owner: string, path: string): void => {
    const text = all.get(owner)?.get(path);
    if (text === undefined || reached.get(owner)?.has(path) === true) return;
    reached.get(owner)?.set(path, text);
    for (const reference of referencesIn(text)) follow(owner, path, reference);
  };
  const follow = (owner: string, path: string, { specifier, imported }: Reference): void => {
    const isOurs = specifier.startsWith(`${scope}/`);
    const target = isOurs ? nameOf(specifier) : owner;
    const file = isOurs ? entry : declarationAt(join(dirname(path), specifier), all.get(owner));
    if (!isOurs && !specifier.startsWith('.')) return;
    if (file !== entry || target === first || imported === 'all') visit(target, file);
    else for (const name of imported) ask(target, name);
  };
  const ask = (owner: string, name: string): void => {
    const known = names.get(owner);
    if (known === undefined || known.has(name)) return;
    known.add(name);
    const index = all.get(owner)?.get(entry) ?? '';
    for (const reference of referencesIn(onlyNames(index, new Set([name])))) follow(owner, entry, reference);
  };
  visit(first, entry);
  for (const [name, asked] of names) {
    const isWhole = reached.get(name)?.has(entry) === true;
    if (asked.size > 0 && !isWhole) reached.get(name)?.set(entry, onlyNames(all.get(name)?.get(entry) ?? '', asked));
  }
  return reached;
}

interface Reference {
  readonly specifier: string;
  /** By `export *`: all. */
  readonly imported: readonly string[] | 'all';
}

/** What a declaration imports, exports of others, or names in place by `import("…")`. */
function referencesIn(text: string): readonly Reference[] {
  const found: Reference[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
      const name = node.qualifier?.getText().split('.')[0];
      found.push({ specifier: node.argument.literal.text, imported: name === undefined ? [] : [name] });
    }
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
      const specifier = (node.moduleSpecifier as ts.StringLiteral).text; // TypeScript's own grammar
      found.push({ specifier, imported: importedBy(node) });
    }
    ts.forEachChild(node, look);
  };
  look(parseDeclaration(text));
  return found;
}

function importedBy(node: ts.ImportDeclaration | ts.ExportDeclaration): Reference['imported'] {
  if (ts.isExportDeclaration(node) && node.exportClause === undefined) return 'all';
  const list = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
  if (list === undefined || !(ts.isNamedImports(list) || ts.isNamedExports(list))) return [];
  return list.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

/** An index with those names alone. */
function onlyNames(text: string, names: ReadonlySet<string>): string {
  const lines = parseDeclaration(text).statements.flatMap((statement) => {
    const { moduleSpecifier, exportClause } = statement as ts.ExportDeclaration; // of an index: nothing else is there
    if (moduleSpecifier === undefined || exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
    const kept = exportClause.elements.filter(({ name }) => names.has(name.text)).map((one) => one.getText());
    const isOfTypes = (statement as ts.ExportDeclaration).isTypeOnly ? 'type ' : ''; // as above
    return kept.length === 0 ? [] : [`export ${isOfTypes}{ ${kept.join(', ')} } from ${moduleSpecifier.getText()};`];
  });
  return lines.map((line) => `${line}\n`).join('');
}

function parseDeclaration(text: string): ts.SourceFile {
  return ts.createSourceFile('index.d.ts', text, ts.ScriptTarget.ES2023, true);
}

/** The file that a path names: itself, or the index of a folder. */
function declarationAt(path: string, files: ReadonlyMap<string, string> | undefined): string {
  const base = path === '.' ? '' : `${path}/`;
  return files?.has(`${path}.d.ts`) === true ? `${path}.d.ts` : `${base}${entry}`;
}
