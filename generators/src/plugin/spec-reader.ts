import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ReadSpecFiles, specFilesReader, type SpecSyntax, specSyntax } from '@sovereign-fleet/workspace/project';
import { fileState, keptAnswers } from './kept-answers';

/** What specs import, and which trees are theirs: each file is parsed once, until it is another one. */
export interface SpecReader {
  readonly filesOf: ReadSpecFiles;
  /** The FQDN that a spec writes down as a string. */
  readonly fqdnOf: (spec: string) => string | undefined;
  /** Whether a spec is no whole file of TypeScript, such as one of which half was written. */
  readonly isBroken: (spec: string) => boolean;
  /** Whether a spec, or what it imports, may pause a slot. */
  readonly mayPause: (spec: string) => boolean;
  readonly save: () => void;
}

export function specReader(root: string): SpecReader {
  const kept = keptAnswers<SpecSyntax>(root, 'spec-syntax');
  const known = new Map<string, SpecSyntax>();
  const syntaxOf = (file: string) => {
    const found = known.get(file) ?? readSyntax(file);
    known.set(file, found);
    return found;
  };
  const readSyntax = (file: string): SpecSyntax => {
    const path = join(root, file);
    const isThere = file.endsWith('.ts') && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
    if (!isThere) return { specifiers: [], isBroken: false, mayPause: false };
    try {
      return kept.answerFor(file, fileState(path), () => specSyntax(file, readFileSync(path, 'utf8')));
    } catch {
      // Nobody may read it: the others are read all the same.
      return { specifiers: [], isBroken: true, mayPause: false };
    }
  };
  const filesOf = specFilesReader(root, (file) => syntaxOf(file).specifiers);
  return {
    filesOf,
    fqdnOf: (spec) => syntaxOf(spec).fqdn,
    isBroken: (spec) => syntaxOf(spec).isBroken,
    mayPause: (spec) => filesOf(spec).some((file) => syntaxOf(file).mayPause),
    save: kept.save,
  };
}
