import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kitFile, kitOfFile } from '@sovereign-fleet/bootstrap-kit/layout';
import type { Issue } from '@sovereign-fleet/domain';
import { importCycle, type Place, topLevelAwait } from './import-graph';

/** A file that a person wrote, below a root on disk. */
export interface WrittenFile {
  readonly root: string;
  /** From the root, with `/` between its parts. */
  readonly source: string;
}

/** What was thrown while a file was loaded, with the line that a person has to mend. */
export function issueOfLoadError(error: unknown, { root, source }: WrittenFile): Issue {
  const waiting = topLevelAwait(root, source);
  if (waiting !== undefined) {
    const at = { file: source, field: 'await', value: `${waiting.file}, line ${waiting.line}` };
    const problem = 'it is outside of any function, and what is loaded cannot wait';
    return { ...at, problem, remedy: 'Write down what it waits for, as plain data' };
  }
  const at = { file: source, field: 'error', value: firstLine(error, root) };
  const place = placeOfMissing(error, root) ?? placeOf(error, root);
  const cycle = importCycle(root, source);
  if (cycle !== undefined) {
    const problem = `the file cannot be loaded, and files import each other: ${cycle.join(' → ')}`;
    return { ...at, problem, remedy: 'Move what they share into a file that imports none of them' };
  }
  const remedy = place === undefined ? 'Mend the file' : `Mend ${place.file}, line ${place.line}`;
  const kit = place === undefined ? undefined : kitOfFile(place.file);
  // Each spec imports its kit: a fault there is one Issue, of the kit.
  const file = kit === undefined ? source : kitFile(kit);
  return { ...at, file, problem: 'the file cannot be loaded', remedy };
}

/** What was thrown, on one line and without where the workspace is. */
function firstLine(error: unknown, root: string): string {
  const first =
    plainText(error)
      .split('\n')
      .find((line) => line.trim() !== '') ?? 'nothing';
  return first
    .replace(/^\s+x\s+/, '')
    .replaceAll(`${root}${sep}`, '')
    .trim();
}

function plainText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  // eslint-disable-next-line no-control-regex -- an escape code of a terminal is a control character
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}

/** Where a module is imported that there is not: of that statement the compiler keeps no line. */
function placeOfMissing(error: unknown, root: string): Place | undefined {
  if (!(error instanceof Error) || !('requireStack' in error) || !Array.isArray(error.requireStack)) return undefined;
  const specifier = /^Cannot find module '(.+)'$/m.exec(error.message)?.[1];
  const [importer] = error.requireStack as readonly unknown[]; // Node fills it with paths
  if (specifier === undefined || typeof importer !== 'string' || !existsSync(importer)) return undefined;
  const lines = readFileSync(importer, 'utf8').split('\n');
  const index = lines.findIndex((text) => text.includes(`'${specifier}'`) || text.includes(`"${specifier}"`));
  return index < 0 ? undefined : placeAt(importer, String(index + 1), root);
}

/** Where the error came from: the place that the compiler names, else the topmost call in a file that people write. */
function placeOf(error: unknown, root: string): Place | undefined {
  const compiler = /\[([^[\]\n]+):(\d+):\d+\]\s*$/m.exec(plainText(error));
  const stack = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  const frames = stack.map((line) => /^\s+at (?:.*\()?([^()]+):(\d+):\d+\)?$/.exec(line));
  const places = [compiler, ...frames].map((match) => placeAt(match?.[1], match?.[2], root));
  return places.find((place) => place !== undefined);
}

function placeAt(path: string | undefined, line: string | undefined, root: string): Place | undefined {
  if (path === undefined || line === undefined) return undefined;
  const absolute = path.startsWith('file://') ? fileURLToPath(path) : path;
  if (!isAbsolute(absolute)) return undefined;
  const file = relative(realpathSync(root), absolute).split(sep).join('/');
  return file.startsWith('../') || isOurs.test(file) ? undefined : { file, line: Number(line) };
}

/** Code that people do not write: what is installed, and ours. */
const isOurs = /(^|\/)node_modules\/|^(generators|tools|packages)\//;
