import type { Issue } from '@sovereign-fleet/domain';
import { fleetFile } from './layout';
import { keptByText } from '../code/kept-by-text';
import { allowedTargets, checkSpecText, importsIfPlain, isOfSpec, mayImport, type SpecFile } from './spec-file';
import {
  importedPath,
  reachableFiles,
  readText,
  realPath,
  resolveFile,
  resolveImport,
} from '../loading/typescript-source';

/** What a spec is made from (docs/decisions/0034). */
interface SpecImports {
  /** The spec and every file that it imports, at any depth, by path from the root. */
  readonly files: readonly string[];
  /** What a spec may not do, in any of these files. The Issues of one file are the same objects in every spec. */
  readonly issues: readonly Issue[];
}

/** Gives the files that a spec imports, and what it may not import or use, before anything of it is loaded. */
export type ReadSpecImports = (spec: string) => SpecImports;

/** Whether specs are those of this day, or those of a commit, which the last major may have read. */
export type Age = 'now' | 'past';

/** Reads every file once, however many specs import it: to be kept only as long as the files stay as they are. */
export function specImportsReader(root: string, age: Age = 'now'): ReadSpecImports {
  const checked = new Map<string, CheckedFile>();
  const check = (file: string) => {
    const found = checked.get(file) ?? checkFile(root, file, age);
    checked.set(file, found);
    return found;
  };
  return (spec) => {
    const start = realPath(root, spec);
    if (start === undefined) return { files: [spec], issues: [] }; // the loader says that it is missing
    if (!isOfSpec(spec, start)) return { files: [spec], issues: [issueOfLink(spec, start)] };
    const files = reachableFiles(start, (file) => check(file).imports);
    return { files: [...new Set([spec, ...files])], issues: files.flatMap((file) => check(file).issues) };
  };
}

/** Gives the files that a spec imports, at any depth, with itself. */
export type ReadSpecFiles = (spec: string) => readonly string[];

/**
 * The same files, for who does not ask what is wrong with them, and knows what each file imports. Most specs import the
 * same kit, so each import is looked for once, and so is all that it reaches.
 */
export function specFilesReader(root: string, specifiersIn: (file: string) => readonly string[]): ReadSpecFiles {
  const targetOf = oncePerText((path) => resolveFile(root, path));
  const importsOf = oncePerText((file) => {
    const paths = specifiersIn(file).flatMap((specifier) => importedPath(file, specifier) ?? []);
    return allowedTargets(file, paths.map(targetOf));
  });
  const reachedFrom = oncePerText((file) => reachableFiles(file, importsOf));
  return (spec) => {
    const start = realPath(root, spec);
    if (start === undefined || !isOfSpec(spec, start)) return [spec];
    return [...new Set([spec, start, ...importsOf(start).flatMap(reachedFrom)])];
  };
}

function oncePerText<Answer>(answerFor: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (text) => {
    const found = known.get(text) ?? { answer: answerFor(text) };
    known.set(text, found);
    return found.answer;
  };
}

interface CheckedFile {
  readonly imports: readonly string[];
  readonly issues: readonly Issue[];
}

/** JSON imports nothing and uses no name. */
function checkFile(root: string, file: string, age: Age): CheckedFile {
  const text = file.endsWith('.ts') ? readText(root, file) : undefined;
  if (text === undefined) return { imports: [], issues: [] };
  const { imports, faults } = checkKeptText(root, file, text);
  const found = faults.filter(({ wasAllowed }) => age === 'now' || !wasAllowed);
  return { imports, issues: found.map(({ issue }) => issue) };
}

/** What `checkSpecText` says, without TypeScript for a text that was checked before and had no fault. */
function checkKeptText(root: string, file: string, text: string): SpecFile {
  const imported = keptByText(['imports', file, text], () => importsIfPlain(file, text));
  if (imported === null) return checkSpecText(root, file, text);
  const found = imported.map((specifier) => ({ specifier, target: resolveImport(root, file, specifier) }));
  // Which files are there is no part of the text.
  if (!found.every((one) => mayImport(file, one))) return checkSpecText(root, file, text);
  const targets = found.map(({ target }) => target);
  return { imports: allowedTargets(file, targets), faults: [] };
}

/** Node looks for imports from where a file really is. */
function issueOfLink(spec: string, target: string): Issue {
  const problem = `a spec may be a link to a .ts file of its own folder or beside ${fleetFile} alone`;
  return { file: spec, field: 'link', value: target, problem, remedy: 'Write the spec itself in place of the link' };
}
