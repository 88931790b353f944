import { join } from 'node:path';
import type { Issue, Result } from '@sovereign-fleet/domain';
import { issueOfLoadError, type WrittenFile } from './load-error';
import { forgetUnfinished, withLoader } from './load-typescript';
import { endless, secondsToLoad, withTimeLimit } from './time-limit';

export interface Export<T> extends WrittenFile {
  /** The name of the export: `default`. */
  readonly name: string;
  readonly parse: (source: string, value: unknown) => Result<T>;
}

/** What a person's file exports, parsed; `isEndless` where it was stopped, after which nothing else is to be loaded. */
export type Loaded<T> = Result<T> & { readonly isEndless?: boolean };

/** Loads a TypeScript file that a person wrote and parses what it exports. Whatever the file does, it returns. */
export function loadExport<T>(written: Export<T>, seconds = secondsToLoad): Loaded<T> {
  const { root, source } = written;
  try {
    const result = withLoader((load) => withTimeLimit(() => parseExport(load(join(root, source)), written), seconds));
    if (result !== endless) return result;
    const running = forgetUnfinished(root) ?? source;
    return { ...refusal({ ...endlessProblem(running, seconds), file: source }), isEndless: true };
  } catch (error) {
    return refusal(issueOfLoadError(error, { root, source }));
  }
}

function parseExport<T>(loaded: unknown, { source, name, parse }: Export<T>): Result<T> {
  if (!isRecord(loaded) || !(name in loaded)) return refusal({ file: source, ...missingExportProblem(name) });
  const value = loaded[name];
  return isPromise(value) ? refusal({ file: source, ...promiseProblem(name) }) : parse(source, value);
}

type IssueInFile = Omit<Issue, 'file'>;

function missingExportProblem(name: string): IssueInFile {
  if (name === 'default') {
    const remedy = 'Write "export default" before what it defines';
    return { field: 'default export', value: undefined, problem: 'the file has none', remedy };
  }
  const problem = 'the file exports no such name';
  return { field: name, value: undefined, problem, remedy: `Write "export const ${name} = …"` };
}

function promiseProblem(name: string): IssueInFile {
  const field = name === 'default' ? 'default export' : name;
  const problem = 'it is there later, and what is loaded cannot wait';
  return { field, value: 'a promise', problem, remedy: 'Export the record itself, without "async" and "import()"' };
}

function endlessProblem(running: string, seconds: number): IssueInFile {
  const problem = `it had not ended after ${seconds} seconds, and was stopped in ${running}`;
  return { field: 'loading', value: 'endless', problem, remedy: 'Look there for a loop without an end' };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** A rejection of it is ours now, so that Node does not end the process for it. */
function isPromise(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('then' in value) || typeof value.then !== 'function')
    return false;
  void Promise.resolve(value).catch(() => undefined);
  return true;
}

function refusal<T>(issue: Issue): Result<T> {
  return { ok: false, issues: [issue] };
}
