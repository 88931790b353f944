import { realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { kitFile, kitOfFile } from '@sovereign-fleet/bootstrap-kit/layout';
import type { Issue } from '@sovereign-fleet/domain';
import { type Place, topLevelAwait } from './import-graph';

/** A file that a person wrote, below a root on disk. */
interface WrittenFile {
  readonly root: string;
  /** From the root, with `/` between its parts. */
  readonly source: string;
  readonly texts: Lines;
}

/** Where a line of a module came from. */
interface Lines {
  readonly lineIn: (path: string, line: number, column: number) => number;
}

/** What was thrown in a process of its own. */
interface Thrown {
  readonly message: string;
  /** With lines of modules; '' for what is no Error. */
  readonly stack: string;
}

/** What was thrown while a file was loaded, with the line that a person has to mend. */
export function issueOfLoadError(thrown: Thrown, { root, source, texts }: WrittenFile): Issue {
  const waiting = topLevelAwait(root, source);
  if (waiting !== undefined) {
    const at = { file: source, field: 'await', value: `${waiting.file}, line ${waiting.line}` };
    const problem = 'it is outside of any function, and what is loaded cannot wait';
    return { ...at, problem, remedy: 'Write down what it waits for, as plain data' };
  }
  const at = { file: source, field: 'error', value: firstLine(thrown, root) };
  const place = placeOf(thrown, { root, texts });
  const remedy = place === undefined ? 'Mend the file' : `Mend ${place.file}, line ${place.line}`;
  const kit = place === undefined ? undefined : kitOfFile(place.file);
  // Each spec imports its kit: a fault there is one Issue, of the kit.
  const file = kit === undefined ? source : kitFile(kit);
  return { ...at, file, problem: 'the file cannot be loaded', remedy };
}

/** What was thrown, on one line and without where the workspace is. */
function firstLine(thrown: Thrown, root: string): string {
  const first =
    plainText(thrown)
      .split('\n')
      .find((line) => line.trim() !== '') ?? 'nothing';
  return first.replaceAll(`${root}${sep}`, '').trim();
}

function plainText({ message }: Thrown): string {
  // eslint-disable-next-line no-control-regex -- an escape code of a terminal is a control character
  return message.replace(/\u001b\[[0-9;]*m/g, '');
}

/** Where the error came from: the place that the compiler names, else the topmost call in a file that people write. */
function placeOf(thrown: Thrown, { root, texts }: Pick<WrittenFile, 'root' | 'texts'>): Place | undefined {
  const [, named, line] = /\[([^[\]\n]+):(\d+):\d+\]\s*$/m.exec(plainText(thrown)) ?? [];
  const written = named === undefined ? undefined : placeAt(named, Number(line), root);
  if (written !== undefined) return written;
  const frames = thrown.stack.split('\n').map((text) => /^\s+at (?:.*\()?([^()]+):(\d+):(\d+)\)?$/.exec(text));
  for (const [, path = '', lineOfModule, column] of frames.filter((frame) => frame !== null)) {
    const place = placeAt(path, texts.lineIn(path, Number(lineOfModule), Number(column)), root);
    if (place !== undefined) return place;
  }
  return undefined;
}

function placeAt(path: string, line: number, root: string): Place | undefined {
  if (!isAbsolute(path)) return undefined;
  const file = relative(realpathSync(root), path).split(sep).join('/');
  return file.startsWith('../') || isOurs.test(file) ? undefined : { file, line };
}

/** Code that people do not write: what is installed, and ours. */
const isOurs = /(^|\/)node_modules\/|^(generators|tools|packages)\//;
