import { fqdnOfFolder, isDnsLabel } from '@sovereign-fleet/domain';
import { sovereignOf, type BranchName } from '../forge/branch-name';
import type { Commit, Sha } from '../forge/git-object';

/**
 * What a commit of ours says about itself, in the trailers of its message (git-interpret-trailers). We have no other
 * memory of earlier runs.
 */
export interface Mark {
  readonly sovereign: string;
  /** The Sovereign's folder: `clusters/acme.example.com`. */
  readonly folder: string;
  /** The tree that it proposes; undefined if it removes the Sovereign. */
  readonly subtree: Sha | undefined;
  /** The Sovereign's tree in the base at that time; undefined if there was none. */
  readonly baseSubtree: Sha | undefined;
  /** The base's commit at that time. */
  readonly base: Sha;
  /** The commit's whole tree. If somebody amends the commit, the tree differs, and the commit is not ours any more. */
  readonly root: Sha;
  readonly campaign: string | undefined;
  readonly generator: string;
  /** If the branch was taken over: the person's commit that it goes on from. */
  readonly takenOver?: Sha | undefined;
  /** How much it changes in the base. Commits of older versions do not say it, nor those of a new Sovereign. */
  readonly changes?: ChangeCounts | undefined;
}

export interface ChangeCounts {
  readonly files: number;
  /** Regions of the Sovereign that they affect. */
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

/** Only if the branch was taken over. */
const takenOver = 'Fleet-Taken-Over';
/** Only for people: a commit without it, or with another value, is ours too. */
const changed = 'Fleet-Changed';

type Trailer = keyof typeof rows;
const names = Object.keys(rows) as readonly Trailer[]; // the rows are written above

/** A commit's message: one line of subject, then the trailers. Throws if a value is not what it must be. */
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

/** The mark of a commit of ours on a branch; undefined if somebody else made it, or changed it since. */
export function markOf(commit: Pick<Commit, 'message' | 'tree'>, branch: BranchName): Mark | undefined {
  const mark = markOfAny(commit);
  return mark?.sovereign === sovereignOf(branch) ? mark : undefined;
}

/** The mark of a commit of ours, of any Sovereign: for commits whose branch is not known. */
export function markOfAny({ message, tree }: Pick<Commit, 'message' | 'tree'>): Mark | undefined {
  const values = trailersOf(message);
  const mark = values === undefined ? undefined : markFrom(values);
  return mark?.root === tree ? mark : undefined;
}

/** The trailers of the last paragraph, if it has nothing but trailers, and each of ours once. */
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
  const eachOnce = names.every((name) => timesOf(name) === 1) && timesOf(takenOver) <= 1;
  return eachOnce ? new Map(found) : undefined;
}

function markFrom(values: ReadonlyMap<string, string>): Mark | undefined {
  const valueOf = (name: Trailer) => values.get(name) ?? '';
  const from = values.get(takenOver);
  if (!names.every((name) => rows[name](valueOf(name))) || (from !== undefined && !isSha(from))) return undefined;
  return {
    sovereign: valueOf('Fleet-Sovereign'),
    folder: valueOf('Fleet-Folder'),
    subtree: shaOrNone(valueOf('Fleet-Subtree')),
    baseSubtree: shaOrNone(valueOf('Fleet-Base-Subtree')),
    base: valueOf('Fleet-Base') as Sha, // these have the pattern
    root: valueOf('Fleet-Root-Tree') as Sha,
    campaign: valueOf('Fleet-Campaign') === 'none' ? undefined : valueOf('Fleet-Campaign'),
    generator: valueOf('Fleet-Generator'),
    takenOver: from as Sha | undefined,
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
