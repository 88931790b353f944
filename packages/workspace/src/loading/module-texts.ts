import { readFileSync, realpathSync } from 'node:fs';
import { createRequire, isBuiltin, SourceMap } from 'node:module';
import { dirname, join } from 'node:path';
import { packageName } from '@sovereign-fleet/domain/layout';
import { importCycle } from './import-cycle';
import { type LazyIndex, lazyIndex, namesTaken, wantedNames } from './lazy-index';
import { transpile } from './transpile';
import { fileBehind } from './typescript-source';

/** A module as CommonJS, for a process that reads no file. */
interface ModuleText {
  /** Where the file really is, as an absolute path. */
  readonly path: string;
  readonly text: string;
  /** The path behind each name that it imports. */
  readonly needs: Readonly<Record<string, string>>;
}

/** The modules that a process is started with: people's files and all that they import. */
export interface ModuleTexts {
  readonly all: () => readonly ModuleText[];
  /** Adds a file of people's with what it imports, at any depth. */
  readonly add: (path: string) => void;
  /** Adds a file that one of them needs; false where none does, or it is there. */
  readonly addNeeded: (path: string) => boolean;
  /** Files that import each other, below a file of people's, with the first one once more at the end. */
  readonly cycleBelow: (path: string) => readonly string[] | undefined;
  /** The line of a person's file that a line and a column of its module came from. */
  readonly lineIn: (path: string, line: number, column: number) => number;
}

/** The packages that people's files are written with: ours, and not those of a checkout. */
const written = new Map([
  [packageName('nx'), indexOf('bootstrap-kit')], // what it exports itself
  [packageName('bootstrap-kit'), indexOf('bootstrap-kit')],
  [packageName('domain'), indexOf('domain')],
]);
const indexes = new Set(written.values());

function indexOf(name: 'bootstrap-kit' | 'domain'): string {
  return realpathSync(require.resolve(packageName(name)));
}

export function moduleTexts(): ModuleTexts {
  const modules = new Map<string, Module>();
  const moduleAt = (path: string): Module => {
    const module = modules.get(path) ?? moduleOf(path);
    modules.set(path, module);
    return module;
  };
  const add = (first: string): void => {
    const paths = [first];
    const seen = new Set<string>();
    for (const path of paths) {
      if (seen.has(path)) continue;
      seen.add(path);
      const { needs, names, wanted } = moduleAt(path);
      // What is in an index is loaded where it is asked for.
      if (names === undefined) paths.push(...Object.values(needs));
      for (const { from, name } of wanted) paths.push(...originOf(from, name));
    }
  };
  /** The file of a name of a package. */
  const originOf = (from: string, name: string): readonly string[] => {
    const origin = moduleAt(from).names?.get(name);
    if (origin === undefined) return [];
    return indexes.has(origin.path) ? originOf(origin.path, origin.name) : [origin.path];
  };
  const addNeeded = (path: string): boolean => {
    const isNeeded = [...modules.values()].some(({ needs }) => Object.values(needs).includes(path));
    if (!isNeeded || modules.has(path)) return false;
    add(path);
    return true;
  };
  const all = () => [...modules.values()].map(({ path, text, needs }) => ({ path, text, needs }));
  const lineIn: ModuleTexts['lineIn'] = (path, line, column) => lineBy(modules.get(path)?.map, line, column);
  // An index gives each name when it is asked for it, so it is in no circle.
  const importsOf = (path: string) => (indexes.has(path) ? [] : Object.values(modules.get(path)?.needs ?? {}));
  const cycleBelow = (path: string) => importCycle(path, importsOf);
  return { all, add, addNeeded, cycleBelow, lineIn };
}

function lineBy(map: string | undefined, line: number, column: number): number {
  if (map === undefined) return line;
  const payload = JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0];
  const found = new SourceMap(payload).findEntry(line - 1, column - 1);
  return 'originalLine' in found ? found.originalLine + 1 : line;
}

/** A module, and what is known of it here. */
interface Module extends ModuleText {
  readonly map?: string;
  /** Of the index of a package. */
  readonly names?: LazyIndex['names'];
  /** What it seems to want of packages, by their indexes. */
  readonly wanted: readonly { readonly from: string; readonly name: string }[];
}

function moduleOf(path: string): Module {
  const source = readFileSync(path, 'utf8');
  try {
    if (indexes.has(path)) return { path, wanted: [], ...lazyIndex(path, exportsOf(path, source), pathFrom(path)) };
    if (path.endsWith('.json')) return { path, wanted: [], text: `module.exports = ${jsonText(source)};`, needs: {} };
    if (!path.endsWith('.ts')) {
      return { path, wanted: indexesOf(namesTaken(source)), text: source, needs: needsOf(path, source) };
    }
    const { text, map, imports } = transpile(path, source);
    const needs = needsOf(path, text, imports);
    return { path, text, map, wanted: indexesOf(wantedNames(source)), needs };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { path, text: `throw new SyntaxError(${JSON.stringify(message)});`, wanted: [], needs: {} };
  }
}

/** What an index exports, as it was written: where it is compiled, its declarations keep that. */
function exportsOf(path: string, source: string): string {
  return path.endsWith('.js') ? readFileSync(path.replace(/\.js$/, '.d.ts'), 'utf8') : source;
}

function pathFrom(path: string): (name: string) => string | undefined {
  return (name) => pathBehind(path, name);
}

/** Names of our packages, with the paths of their indexes. */
function indexesOf(names: ReturnType<typeof wantedNames>): Module['wanted'] {
  return names.flatMap(({ from, name }) => {
    const index = written.get(from);
    return index === undefined ? [] : [{ from: index, name }];
  });
}

/** As JSON once more: it is read here, and never as code. */
function jsonText(source: string): string {
  return JSON.stringify(JSON.parse(source.replace(/^\uFEFF/, '')));
}

/** Of what a person wrote, only what it imports was checked. */
function needsOf(path: string, text: string, imported?: readonly string[]): ModuleText['needs'] {
  const names = [...text.matchAll(/\brequire\((["'])([^"'\n]+)\1\)/g)].map(([, , name = '']) => name);
  const found = [...new Set(names)].flatMap((name) => {
    const behind = imported?.includes(name) === false ? undefined : pathBehind(path, name);
    return behind === undefined ? [] : [[name, behind] as const];
  });
  return Object.fromEntries(found);
}

/** Undefined where there is no such file, and for what Node has itself. */
function pathBehind(path: string, name: string): string | undefined {
  const ours = written.get(name);
  if (ours !== undefined) return ours;
  if (isBuiltin(name)) return undefined;
  const beside = /^\.\.?\//.test(name) ? fileBehind(join(dirname(path), name)) : undefined;
  if (beside !== undefined) return beside;
  try {
    return realpathSync(createRequire(path).resolve(name));
  } catch {
    return undefined;
  }
}
