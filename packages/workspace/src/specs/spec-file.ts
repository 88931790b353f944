import type { Issue } from '@sovereign-fleet/domain';
import { packageName } from '@sovereign-fleet/domain/layout';
import type typescript from 'typescript';
import { kitFile, kitOfFile } from '@sovereign-fleet/bootstrap-kit/layout';
import { fleetFile } from './layout';
import { forbiddenNames, type ForbiddenName } from './spec-names';
import {
  hasSyntaxError,
  type Import,
  importsIn,
  isTooDeep,
  lineOf,
  nodesIn,
  parseSource,
  resolveImport,
} from '../loading/typescript-source';
import { ts } from '../loading/typescript';

/** One file of a spec, checked for itself. */
export interface SpecFile {
  /** The files that it imports, by path from the root. */
  readonly imports: readonly string[];
  readonly faults: readonly Fault[];
}

/** What a spec may not do, and where in the text it is done. */
interface Fault {
  readonly issue: Issue;
  readonly start: number;
  readonly end: number;
  /** What the last major allowed: a commit of that time may have it. */
  readonly wasAllowed: boolean;
}

/**
 * Checks the text of a file of a spec: what it imports and which names it uses (docs/decisions/0034). Lint asks the
 * same for the text in an editor (eslint.specs.mjs).
 */
export function checkSpecText(root: string, file: string, text: string): SpecFile {
  const source = parseSource(file, text);
  if (isTooDeep(source)) return { imports: [], faults: [faultAt(source, issueOfDepth(file))] };
  const found = foundImports(root, file, source);
  const faults = [...found.flatMap((one) => faultOfImport(root, file, one)), ...faultsOfText(file, source)];
  const targets = found.map(({ target }) => target);
  return { imports: allowedTargets(file, targets), faults: oncePerLine(faults) };
}

/** What a text imports; null where it has a fault of its own, whose place is to be told. */
export function importsIfPlain(file: string, text: string): readonly string[] | null {
  const source = parseSource(file, text);
  if (isTooDeep(source) || faultsOfText(file, source).length > 0) return null;
  return importsIn(source).map(({ specifier }) => specifier);
}

/** What is wrong whatever other files there are. */
function faultsOfText(file: string, source: typescript.SourceFile): readonly Fault[] {
  const late = nodesIn(source).filter(isLateImport);
  return [
    ...late.map((node) => faultAt(node, issueOfLateImport(file, node))),
    ...namesIn(source).map((one) => faultAt(one.node, issueOfName(file, one))),
  ];
}

function foundImports(root: string, file: string, source: typescript.SourceFile): readonly FoundImport[] {
  return importsIn(source).map((one) => ({ ...one, target: resolveImport(root, file, one.specifier) }));
}

/** Of what a file imports, the files that it may import. */
export function allowedTargets(file: string, targets: readonly (string | undefined)[]): readonly string[] {
  return targets.flatMap((target) => (target !== undefined && isOfSpec(file, target) ? [target] : []));
}

/** Of broken syntax nobody can say which names are declared: the loader says what is broken. */
function namesIn(source: typescript.SourceFile): readonly ForbiddenName[] {
  return hasSyntaxError(source) ? [] : forbiddenNames(source);
}

/** Whether a file may be a part of a spec that is, or imports it from, another one. */
export function isOfSpec(from: string, file: string): boolean {
  return isInPlace(from, file) && isRead(file);
}

/** The file of a kit may be imported by every spec; all else of a kit by its own files. */
function isInPlace(from: string, file: string): boolean {
  const kit = kitOfFile(file);
  if (kit !== undefined) return kit === kitOfFile(from) || (isOfSovereigns(from) && file === kitFile(kit));
  return isOfSovereigns(from) && isOfSovereigns(file) && [undefined, folderOf(from)].includes(folderOf(file));
}

function isOfSovereigns(file: string): boolean {
  return file.startsWith('sovereigns/');
}

function isRead(file: string): boolean {
  return /\.(ts|json)$/.test(file);
}

/** The folder of a Sovereign that a file is in; undefined beside `fleet.ts`. */
function folderOf(path: string): string | undefined {
  const [, folder, ...rest] = path.split('/');
  return rest.length === 0 ? undefined : folder;
}

interface FoundImport extends Import {
  /** The file behind it; undefined where there is none. */
  readonly target: string | undefined;
}

/** Where the functions and types come from that people's files are written with. */
const written = packageName('nx');

/** Whether a file may name this in an import. */
export function mayImport(file: string, { specifier, target }: Pick<FoundImport, 'specifier' | 'target'>): boolean {
  return specifier === written || (target !== undefined && isOfSpec(file, target));
}

/** Why a file may not import this. */
function faultOfImport(root: string, file: string, found: FoundImport): readonly Fault[] {
  if (mayImport(file, found)) return [];
  const { node, specifier, target } = found;
  const refusal = target === undefined ? refusalOfName(root, file, specifier) : refusalOfFile(file, target);
  const wasAllowed = formerNames.includes(specifier);
  return [{ ...faultAt(node, { file, field: 'import', value: specifier, ...refusal }), wasAllowed }];
}

type Refusal = Pick<Issue, 'problem' | 'remedy'>;

/** What people's files were written with before 0.1. */
export const formerNames: readonly string[] = [packageName('domain'), packageName('bootstrap-kit')];

/** What a file may import, as the sentence of an Issue. */
function allowedImports(file: string): string {
  if (kitOfFile(file) !== undefined) return `a kit may import ${written} and files of its own folder`;
  const others = `files of its own folder, files beside ${fleetFile} and its kit (${kitFile('<kit>')})`;
  return `a spec may import ${written}, ${others}`;
}

function ownerOf(file: string): 'a kit' | 'a spec' {
  return kitOfFile(file) === undefined ? 'a spec' : 'a kit';
}

function refusalOfName(root: string, file: string, specifier: string): Refusal {
  if (formerNames.includes(specifier)) {
    const remedy = `Write "${written}": "npx nx migrate --run-migrations" does it in all files`;
    return { problem: "people's files are written with another package", remedy };
  }
  if (!/^\.\.?\//.test(specifier)) {
    return { problem: allowedImports(file), remedy: 'Write down what it would give, as plain data' };
  }
  const index = `${specifier.replace(/\/$/, '')}/index`;
  const isFolder = resolveImport(root, file, index) !== undefined;
  const remedy = isFolder ? `Name the file: "${index}"` : 'Name a file that is there, such as "./versions"';
  return { problem: 'there is no such file', remedy };
}

function refusalOfFile(file: string, target: string): Refusal {
  if (isInPlace(file, target)) {
    const problem = `of what ${ownerOf(file)} imports, only .ts and .json files are read`;
    return { problem, remedy: 'Write a .ts or a .json file in its place' };
  }
  const place = kitOfFile(file) === undefined ? `beside ${fleetFile}, or into the folder of the spec` : 'into the kit';
  return { problem: allowedImports(file), remedy: `Move ${target} ${place}` };
}

function isLateImport(node: typescript.Node): boolean {
  if (ts.isExternalModuleReference(node) || ts.isImportTypeNode(node)) return true;
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
}

function issueOfLateImport(file: string, node: typescript.Node): Issue {
  const problem = `${ownerOf(file)} imports at its top alone, by "import … from"`;
  return { file, field: 'import', value: node.getText(), problem, remedy: `Move it there from line ${lineOf(node)}` };
}

function issueOfName(file: string, { node, name, isUndeclared }: ForbiddenName): Issue {
  const what = isUndeclared ? 'what it neither declares nor imports' : 'this';
  const problem = `${ownerOf(file)} says the same on every machine and at any time, so it may not ask for ${what}`;
  return { file, field: 'name', value: name, problem, remedy: `Write plain data in line ${lineOf(node)}` };
}

function issueOfDepth(file: string): Issue {
  const problem = `${ownerOf(file)} is data that people read, and this is nested hundreds of levels deep`;
  return { file, field: 'syntax', value: 'nested', problem, remedy: 'Write it flat' };
}

function faultAt(node: typescript.Node, issue: Issue): Fault {
  return { issue, start: node.getStart(), end: node.end, wasAllowed: false };
}

/** A name that stands twice in a line is one thing to mend. */
function oncePerLine(faults: readonly Fault[]): readonly Fault[] {
  const firsts = new Map<string, Fault>();
  for (const fault of faults) {
    const key = JSON.stringify(fault.issue);
    if (!firsts.has(key)) firsts.set(key, fault);
  }
  return [...firsts.values()];
}
