import type { Tree as NxTree } from '@nx/devkit';
import { differencesOfTypeScript } from '@sovereign-fleet/adopt';
import type { Issue } from '@sovereign-fleet/domain';
import { filesBelow } from '../change/stage';

/** Comments of a tree: those of another cluster are no reason to refuse it. */
const isNotes = (path: string) => path.endsWith('notes.md');

/** Files of the kit and of the Sovereign that are there already, and are not what the import would write. */
export function issuesOfTaken(
  nxTree: NxTree,
  files: ReadonlyMap<string, string>,
  folders: readonly string[],
): readonly Issue[] {
  return folders.flatMap((folder) => {
    const there = filesBelow(nxTree, folder);
    const others = there.filter((path) => files.get(path) !== nxTree.read(path, 'utf-8') && !isNotes(path));
    const missing = [...files.keys()].filter((path) => isMissingRow(path, folder, there));
    return [
      ...others.flatMap((file) => issuesOfOther({ file, folder, old: nxTree.read(file, 'utf-8') ?? '', files })),
      ...missing.map((file): Issue => {
        const problem = 'the kit has no such row, and the import would add it';
        return { file, field: 'file', value: 'missing', code: 'missing', problem, remedy: remedyFor(folder) };
      }),
    ];
  });
}

function isMissingRow(path: string, folder: string, there: readonly string[]): boolean {
  return (
    there.includes(`${folder}/kit.ts`) && path.startsWith(`${folder}/slots/`) && !there.includes(path) && !isNotes(path)
  );
}

function remedyFor(folder: string): string {
  return `Take another name, or move ${folder}/ away`;
}

/** A text without its quotes, since a message puts some around it. */
function unquote(code: string): string {
  return code.replace(/^'(.*)'$/, '$1');
}

interface Other {
  readonly file: string;
  readonly folder: string;
  readonly old: string;
  readonly files: ReadonlyMap<string, string>;
}

/** An Issue for each field of a row in which two clusters differ; for other files one. */
function issuesOfOther({ file, folder, old, files }: Other): readonly Issue[] {
  const text = files.get(file);
  const found = text === undefined || !file.endsWith('.ts') ? [] : differencesOfTypeScript(old, text);
  if (found.length === 0) {
    const problem = `the import would ${text === undefined ? 'not write it' : 'write something else'}`;
    return [{ file, field: 'file', value: 'there', code: 'taken', problem, remedy: remedyFor(folder) }];
  }
  const ofKit = 'Make the trees say the same there, or let a substitute say it in both';
  const remedy = folder.startsWith('kits/') ? `${ofKit}; or take another name with --kit` : remedyFor(folder);
  return found.map(({ path, ours, theirs }): Issue => {
    const problem = `the import would write ${theirs ?? 'nothing there'}`;
    return {
      file,
      field: path,
      value: ours === undefined ? 'missing' : unquote(ours),
      code: 'taken',
      problem,
      remedy,
    };
  });
}

/** Notes of a kit that is there stay: they are those of the cluster that it was adopted from. */
export function isKeptNotes(nxTree: NxTree, path: string): boolean {
  return isNotes(path) && nxTree.exists(path);
}

/** What a person reads where the notes that the import would write are not those that stay. */
export function keptNotesLines(nxTree: NxTree, files: ReadonlyMap<string, string>): readonly string[] {
  const kept = [...files].filter(([path, text]) => isKeptNotes(nxTree, path) && nxTree.read(path, 'utf-8') !== text);
  if (kept.length === 0) return [];
  return ['Notes that stay as they are; what this tree says is not in them:', ...kept.map(([path]) => `  ${path}`)];
}
