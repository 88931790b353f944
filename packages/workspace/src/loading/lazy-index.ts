import type typescript from 'typescript';
import { keptByText } from '../code/kept-by-text';
import { ts } from './typescript';
import { parseSource } from './typescript-source';

/** The index of a package, which is a list of names and where each is from. */
export interface LazyIndex {
  /** A module that loads what is asked for: a spec needs a name or two, and the rest would be most of the work. */
  readonly text: string;
  /** The path behind each name of a module. */
  readonly needs: Readonly<Record<string, string>>;
  /** Where each name that it exports is from. */
  readonly names: ReadonlyMap<string, Origin>;
}

interface Origin {
  readonly path: string;
  readonly name: string;
}

export function lazyIndex(path: string, source: string, pathBehind: (name: string) => string | undefined): LazyIndex {
  const needs: Record<string, string> = {};
  const names = new Map<string, Origin>();
  const getters: string[] = [];
  for (const { name, from, nameThere } of keptExportsIn(path, source)) {
    const behind = pathBehind(from);
    if (behind === undefined) continue;
    needs[from] = behind;
    names.set(name, { path: behind, name: nameThere });
    getters.push(`${name}: { enumerable: true, get: () => require(${JSON.stringify(from)}).${nameThere} },`);
  }
  return { text: `Object.defineProperties(exports, {\n${getters.join('\n')}\n});`, needs, names };
}

interface Export {
  readonly name: string;
  readonly from: string;
  readonly nameThere: string;
}

function keptExportsIn(path: string, source: string): readonly Export[] {
  return keptByText(['exports', source], () => parseSource(path, source).statements.flatMap(exportsIn));
}

/** Values alone: types are gone when it runs. */
function exportsIn(statement: typescript.Statement): readonly Export[] {
  if (!ts.isExportDeclaration(statement) || statement.isTypeOnly) return [];
  const { exportClause, moduleSpecifier } = statement;
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
  const from = moduleSpecifier.text;
  return exportClause.elements
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ name, propertyName }) => ({ name: name.text, from, nameThere: (propertyName ?? name).text }));
}

/** The same for code of ours that is compiled: what it takes of the variable that holds a package. */
export function namesTaken(compiled: string): readonly { readonly from: string; readonly name: string }[] {
  const required = compiled.matchAll(/\bconst (\w+) = require\("(@sovereign-fleet\/[a-z-]+)"\)/g);
  return [...required].flatMap(([, variable = '', from = '']) => {
    const uses = compiled.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'));
    return [...new Set([...uses].map(([, name = '']) => name))].map((name) => ({ from, name }));
  });
}

/** What a file seems to want of which package: it is given at once, and whatever else it wants when it asks. */
export function wantedNames(source: string): readonly { readonly from: string; readonly name: string }[] {
  const clauses = source.matchAll(/\b(?:import|export)\s*\{([^{}]*)\}\s*from\s*['"](@sovereign-fleet\/[a-z-]+)['"]/g);
  return [...clauses].flatMap(([, list = '', from = '']) => {
    const names = list.split(',').map((item) => /^\s*(\w+)/.exec(item)?.[1] ?? '');
    return names.map((name) => ({ from, name }));
  });
}
