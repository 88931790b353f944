import { realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Issue, Result } from '@sovereign-fleet/domain';
import { keptByText } from '../code/kept-by-text';
import { issueOfLoadError } from './load-error';
import { moduleTexts, type ModuleTexts } from './module-texts';
import { readWritten } from './read-written';
import { type Ending, loadInProcess } from './spec-process';
import { writtenSize } from './written-size';

/** How long a person's file may take to be loaded and read. One takes some milliseconds. */
const secondsToLoad = 10;

/** What people's files export by default, by path from the root: each for itself, or what is wrong with it. */
export type Defaults = ReadonlyMap<string, Result<unknown>>;

/**
 * Loads TypeScript files that people wrote, by path from the root, in a process that has nothing of ours
 * (docs/decisions/0055). Whatever a file does, this returns, and the other files are loaded.
 */
export function loadDefaults(root: string, sources: readonly string[], seconds = secondsToLoad): Defaults {
  const texts = moduleTexts();
  const files = new Map(sources.map((source) => [source, realpathSync(join(root, source))]));
  for (const file of files.values()) texts.add(file);
  const cycles = new Map([...files.values()].map((file) => [file, texts.cycleBelow(file)]));
  const mayRun = [...cycles].filter(([, cycle]) => cycle === undefined).map(([file]) => file);
  const endings = keptEndingsOf(mayRun, { root: realpathSync(root), texts, seconds });
  return new Map(
    [...files].map(([source, file]) => {
      const cycle = cycles.get(file)?.map((path) => pathFrom(root, path));
      if (cycle !== undefined) return [source, { ok: false, issues: [issueOfCycle(cycle)] }] as const;
      return [source, resultOf(endings.get(file), { root, source, texts, seconds })] as const;
    }),
  );
}

/** One of them would run before what it takes from the other is there, and find `undefined` in its place. */
function issueOfCycle(cycle: readonly string[]): Issue {
  const [file = ''] = cycle;
  const remedy = 'Move what they share into a file that imports none of them';
  return { file, field: 'import', value: cycle.join(' → '), problem: 'files import each other', remedy };
}

interface Loaded {
  /** Where the workspace really is. */
  readonly root: string;
  readonly texts: ModuleTexts;
  readonly seconds: number;
}

/**
 * What files give follows from their texts: they say the same on every machine and at any time (specs/spec-file.ts),
 * and reach no others. Kept are values alone, since what ended otherwise may have had its reason in this run, and has
 * its place told in a path of this workspace.
 */
function keptEndingsOf(files: readonly string[], loaded: Loaded): ReadonlyMap<string, Ending> {
  const modules = loaded.texts.all();
  let endings: ReadonlyMap<string, Ending> | undefined;
  const kept = keptByText(givenBy(files, loaded.root, modules), () => {
    endings = endingsOf(files, loaded);
    // One that was needed later is not among what the answer is kept by.
    if (loaded.texts.all().length > modules.length) return undefined;
    const values = files.flatMap((file) => endings?.get(file) ?? []);
    return values.every(({ is }) => is === 'value') ? values : undefined;
  });
  return endings ?? new Map(kept?.map((ending, index) => [files[index] ?? '', ending]));
}

/** All that a process would be given, wherever the workspace is. */
function givenBy(files: readonly string[], root: string, modules: ReturnType<ModuleTexts['all']>): readonly string[] {
  const short = (path: string) => relative(root, path);
  const texts = modules.map(({ path, text, needs }) => {
    const behind = Object.entries(needs).map(([name, target]) => [name, short(target)]);
    return JSON.stringify([short(path), text, behind]);
  });
  return ['loaded', process.version, ...files.map(short), ...texts];
}

/** A name of a package that nobody asked for before costs a second process, with the file that has it. */
function endingsOf(files: readonly string[], { texts, seconds }: Loaded): ReadonlyMap<string, Ending> {
  const endings = new Map<string, Ending>();
  for (let left = files; left.length > 0;) {
    const found = loadInProcess({ modules: texts.all(), files: left, seconds });
    for (const [file, ending] of found) endings.set(file, ending);
    const added = [...found.values()].filter((ending) => ending.is === 'absent' && texts.addNeeded(ending.path));
    left = added.length === 0 ? [] : left.filter((file) => endings.get(file)?.is === 'absent');
  }
  return endings;
}

interface Source {
  readonly root: string;
  readonly source: string;
  readonly texts: ModuleTexts;
  readonly seconds: number;
}

function resultOf(ending: Ending | undefined, { root, source, texts, seconds }: Source): Result<unknown> {
  const refuse = (issue: Omit<Issue, 'file'>): Result<never> => ({ ok: false, issues: [{ file: source, ...issue }] });
  switch (ending?.is) {
    case 'value':
      if (writtenSize(ending.value, ending.nodes) > largest) return refuse(tooLarge);
      return { ok: true, value: readWritten(ending.value, ending.nodes) };
    case 'no default':
      return refuse(noDefault);
    case 'promise':
      return refuse(promise);
    case 'endless':
      return refuse(endlessProblem(pathFrom(root, ending.in), seconds));
    case 'stopped before':
      return refuse(endlessProblem(pathFrom(root, ending.path), seconds));
    case 'thrown':
      return { ok: false, issues: [issueOfLoadError(ending, { root, source, texts })] };
    case 'ended the process':
      return refuse(endedProblem(ending.by));
    case 'absent':
    case undefined: // nothing that a file can do
      throw new Error(`${source} was not loaded`);
  }
}

function pathFrom(root: string, path: string): string {
  return relative(realpathSync(root), path).split(sep).join('/');
}

/** A million values, or ten million characters: no tree of Flux is as large. */
const largest = 10_000_000;

const tooLarge = {
  field: 'default export',
  value: 'too large',
  problem: 'written out, it has more than a million values, or ten million characters',
  remedy: 'Look in it for a list or a map that holds another one many times',
};

const noDefault = {
  field: 'default export',
  value: undefined,
  problem: 'the file has none',
  remedy: 'Write "export default" before what it defines',
};

const promise = {
  field: 'default export',
  value: 'a promise',
  problem: 'it is there later, and what is loaded cannot wait',
  remedy: 'Export the record itself, without "async" and "import()"',
};

function endlessProblem(running: string, seconds: number): Omit<Issue, 'file'> {
  const problem = `it had not ended after ${seconds} seconds, and was stopped in ${running}`;
  return { field: 'loading', value: 'endless', problem, remedy: 'Look there for a loop without an end' };
}

function endedProblem(by: string): Omit<Issue, 'file'> {
  const problem = `the process that loads it was ended by ${by}`;
  return { field: 'loading', value: 'ended', problem, remedy: 'Look in it for what takes so much' };
}
