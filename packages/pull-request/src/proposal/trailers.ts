import { fqdnOfFolder, isDnsLabel } from '@sovereign-fleet/domain';
import type { BranchName } from '../forge/forge';
import { sovereignOf } from '../forge/branch-name';
import type { Commit, Sha } from '../forge/git-object';

/**
 * What a commit of ours says of itself, in the trailers of its message (git-interpret-trailers). The fleet repository
 * is all the memory that there is, and this is what it remembers by.
 */
export interface Mark {
  readonly sovereign: string;
  /** The Sovereign's folder: `clusters/acme.example.com`. */
  readonly folder: string;
  /** The tree that it proposes; undefined where it removes the Sovereign. */
  readonly subtree: Sha | undefined;
  /** The tree that was in the base then; undefined where there was none. */
  readonly baseSubtree: Sha | undefined;
  /** The base's commit then. */
  readonly base: Sha;
  /** The commit's whole tree. An amended commit has another one, and is not ours. */
  readonly root: Sha;
  readonly campaign: string | undefined;
  readonly generator: string;
  /** A person's commit that the branch goes on from, where it was taken over. */
  readonly takenOver?: Sha;
  /** How much it changes beside the base, where there is anything to compare with, which commits of older versions do not say. */
  readonly changes?: ChangeCounts | undefined;
}

export interface ChangeCounts {
  readonly files: number;
  /** Regions of the Sovereign in which one of them counts. */
  readonly regions: number;
}

const isSha = (text: string) => /^[0-9a-f]{40}$/.test(text);
const isShaOrNone = (text: string) => text === 'none' || isSha(text);

/** The trailers in their order, and what each value must be when it is written and when it is read. */
const rows = {
  'Fleet-Sovereign': isDnsLabel,
  'Fleet-Folder': (text: string) => fqdnOfFolder(text) !== undefined,
  'Fleet-Subtree': isShaOrNone,
  'Fleet-Base-Subtree': isShaOrNone,
  'Fleet-Base': isSha,
  'Fleet-Root-Tree': isSha,
  'Fleet-Campaign': isDnsLabel, // `none` is one, too
  'Fleet-Generator': (text: string) => /^[0-9A-Za-z][0-9A-Za-z.+-]{0,63}$/.test(text),
} as const;

/** Only where the branch was taken over. */
const takenOver = 'Fleet-Taken-Over';
/** For people alone; a commit without it, or with another text behind it, is ours too. */
const changed = 'Fleet-Changed';

type Trailer = keyof typeof rows;
const names = Object.keys(rows) as readonly Trailer[]; // the rows are written above

/** A commit's message: one line of subject, then the trailers. Throws where a value is not what it must be. */
export function commitMessage(subject: string, mark: Mark): string {
  const values: Readonly<Record<Trailer, string>> = {
    'Fleet-Sovereign': mark.sovereign,
    'Fleet-Folder': mark.folder,
    'Fleet-Subtree': mark.subtree ?? 'none',
    'Fleet-Base-Subtree': mark.baseSubtree ?? 'none',
    'Fleet-Base': mark.base,
    'Fleet-Root-Tree': mark.root,
    'Fleet-Campaign': mark.campaign ?? 'none',
    'Fleet-Generator': mark.generator,
  };
  const wrong = names.find((name) => !rows[name](values[name]));
  if (wrong !== undefined) throw new Error(`${wrong} cannot be ${JSON.stringify(values[wrong])}`);
  const lines = names.map((name) => `${name}: ${values[name]}`);
  if (mark.takenOver !== undefined) lines.push(`${takenOver}: ${mark.takenOver}`);
  if (mark.changes !== undefined)
    lines.push(`${changed}: ${mark.changes.files} files, ${mark.changes.regions} regions`);
  return `${subject}\n\n${lines.join('\n')}\n`;
}

/** The mark of a commit of ours on a branch; undefined where anybody else made it, or changed it since. */
export function markOf(commit: Pick<Commit, 'message' | 'tree'>, branch: BranchName): Mark | undefined {
  const mark = markOfAny(commit);
  return mark?.sovereign === sovereignOf(branch) ? mark : undefined;
}

/** The same, of whatever Sovereign it is, where the branch is not known anymore. */
export function markOfAny({ message, tree }: Pick<Commit, 'message' | 'tree'>): Mark | undefined {
  const values = trailersOf(message);
  const mark = values === undefined ? undefined : markFrom(values);
  return mark?.root === tree ? mark : undefined;
}

/** The trailers of the last paragraph, where all of it is trailers and each of ours is there once. */
function trailersOf(message: string): ReadonlyMap<string, string> | undefined {
  const last =
    message
      .replaceAll('\r\n', '\n')
      .trimEnd()
      .split(/\n{2,}/)
      .at(-1) ?? '';
  const pairs = last.split('\n').map((line) => /^([A-Za-z][A-Za-z-]*): (.+)$/.exec(line));
  if (pairs.some((pair) => pair === null)) return undefined;
  const found = pairs.map((pair): [string, string] => [pair?.[1] ?? '', pair?.[2] ?? '']);
  const timesOf = (name: string) => found.filter(([key]) => key === name).length;
  const isOnce = names.every((name) => timesOf(name) === 1) && timesOf(takenOver) <= 1;
  return isOnce ? new Map(found) : undefined;
}

function markFrom(values: ReadonlyMap<string, string>): Mark | undefined {
  const of = (name: Trailer) => values.get(name) ?? '';
  const from = values.get(takenOver);
  if (!names.every((name) => rows[name](of(name))) || (from !== undefined && !isSha(from))) return undefined;
  return {
    sovereign: of('Fleet-Sovereign'),
    folder: of('Fleet-Folder'),
    subtree: shaOrNone(of('Fleet-Subtree')),
    baseSubtree: shaOrNone(of('Fleet-Base-Subtree')),
    base: of('Fleet-Base') as Sha, // these two have the pattern
    root: of('Fleet-Root-Tree') as Sha,
    campaign: of('Fleet-Campaign') === 'none' ? undefined : of('Fleet-Campaign'),
    generator: of('Fleet-Generator'),
    ...(from === undefined ? {} : { takenOver: from as Sha }),
    ...changesIn(values.get(changed)),
  };
}

function changesIn(text = ''): Pick<Mark, 'changes'> {
  const [, files, regions] = /^(\d{1,6}) files, (\d{1,4}) regions$/.exec(text) ?? [];
  return files === undefined ? {} : { changes: { files: Number(files), regions: Number(regions) } };
}

function shaOrNone(text: string): Sha | undefined {
  return text === 'none' ? undefined : (text as Sha); // it has the pattern
}
