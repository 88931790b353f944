import { segmentMatch, type SegmentMatch } from './segment-pattern';

/** A part of a pattern: `**` for any number of folders, or what one name has to be. */
type Part = '**' | SegmentMatch;

interface PathPattern {
  readonly parts: readonly Part[];
  /** Whether it has no slash in the middle, and may begin in any folder. */
  readonly isAlone: boolean;
  /** Whether it means folders alone. */
  readonly ofFolders: boolean;
}

/**
 * Tells of a path whether a line of a `.gitignore` means it, as go-git reads them: a file, or a folder with everything
 * in it. A path that ends with a slash is one of a folder. The time is at most that of one look at each name for each
 * part of the line.
 */
export function pathMatch(line: string): (path: string) => boolean {
  const pattern = read(line);
  if (pattern === undefined) return () => false;
  const [only] = pattern.parts;
  if (pattern.isAlone && only !== undefined && only !== '**') return anyName(only, pattern.ofFolders);
  return (path) => matchesFrom(pattern, path.split('/'));
}

/** Undefined where it matches nothing. */
function read(line: string): PathPattern | undefined {
  const trimmed = line.endsWith('\\ ') ? line : line.replace(/ +$/, '');
  const bare = trimmed.replace(/\/$/, '');
  const pieces = bare.split('/');
  const isAlone = pieces.length === 1;
  const parts: Part[] = [];
  for (const piece of pieces) {
    if (piece === '') continue;
    const part = piece === '**' && !isAlone ? piece : segmentMatch(piece);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts.length === 0 ? undefined : { parts, isAlone, ofFolders: bare !== trimmed };
}

/** One name for a file or a folder anywhere: nearly all lines are such, and each path is asked about each of them. */
function anyName(matches: SegmentMatch, ofFolders: boolean): (path: string) => boolean {
  return (path) => {
    const names = path.split('/');
    if (ofFolders) names.pop();
    return names.some(matches);
  };
}

function matchesFrom({ parts, ofFolders }: PathPattern, names: readonly string[]): boolean {
  /** How many names may be taken so far. */
  let taken: ReadonlySet<number> = new Set([0]);
  for (const [index, part] of parts.entries()) {
    if (part === '**' && index === parts.length - 1) return hasMore(taken, names);
    taken = part === '**' ? withFolders(taken, names) : withName(taken, names, part);
    if (taken.size === 0) return false;
  }
  const longest = ofFolders ? names.length - 1 : names.length;
  return [...taken].some((count) => count <= longest);
}

/** `**` at the end is all in a folder, and not the folder. */
function hasMore(taken: ReadonlySet<number>, names: readonly string[]): boolean {
  return [...taken].some((count) => names.slice(count).join('/') !== '');
}

function withFolders(taken: ReadonlySet<number>, names: readonly string[]): ReadonlySet<number> {
  const all = new Set(taken);
  // A set is walked with what is added to it meanwhile.
  for (const count of all) if (count < names.length - 1 && names[count] !== '') all.add(count + 1);
  return all;
}

function withName(taken: ReadonlySet<number>, names: readonly string[], matches: SegmentMatch): ReadonlySet<number> {
  const found = [...taken].filter((count) => count < names.length && matches(names[count] ?? ''));
  return new Set(found.map((count) => count + 1));
}
