import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFileSync } from '@sovereign-fleet/renderer/whole-file';
import { version } from 'typescript/package.json';
import { cacheFolderIn } from './cache-folder';
import { workspaceOfCode } from './installed';

/** Answers of this process, by a hash of what they follow from; Nx's daemon may live for days. */
const known = new Map<string, { readonly answer: unknown }>();
const mostKnown = 10_000;

/** Of a larger answer, each edit of a fleet would leave another one. */
const largestCharacters = 256 * 1024;

const day = 24 * 60 * 60 * 1000;
const folder = join(cacheFolderIn(workspaceOfCode()), 'compiled');

/**
 * What follows from texts alone, as JSON: from memory, from the disk, or worked out and kept. `given` is all that it
 * follows from, beside our code and TypeScript's version. What throws is not kept, nor is undefined, and on the disk
 * what nobody asked for in 30 days.
 */
export function keptByText<Answer>(given: readonly string[], work: () => Answer): Answer {
  const hash = createHash('sha256')
    .update(JSON.stringify([version, stateOfCode(), ...given]))
    .digest('hex');
  const found = known.get(hash) ?? readKept(hash);
  if (found === undefined) return keep(hash, work());
  remember(hash, found.answer);
  return found.answer as Answer; // of the same work on the same texts
}

let code: string | undefined;

/** What reads people's files: after a change of it, nothing that it said before counts. */
function stateOfCode(): string {
  if (code !== undefined) return code;
  const hash = createHash('sha256');
  for (const room of ['../loading', '../specs'].map((name) => join(__dirname, name))) {
    const names = readdirSync(room).filter((name) => /(?<!\.test|\.d)\.[jt]s$/.test(name));
    for (const name of names.sort()) hash.update(`${name}\0`).update(readFileSync(join(room, name)));
  }
  return (code = hash.digest('base64'));
}

function fileOf(hash: string): string {
  return join(folder, `${hash}.json`);
}

function remember(hash: string, answer: unknown): void {
  known.set(hash, { answer });
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
}

/** What cannot be read is worked out again. */
function readKept(hash: string): { readonly answer: unknown } | undefined {
  try {
    const answer: unknown = JSON.parse(readFileSync(fileOf(hash), 'utf8')); // our own text
    if (ageOf(fileOf(hash)) > day) utimesSync(fileOf(hash), new Date(), new Date());
    return { answer };
  } catch {
    return undefined;
  }
}

/** A folder that cannot be written costs time alone. */
function keep<Answer>(hash: string, answer: Answer): Answer {
  if (answer === undefined) return answer;
  remember(hash, answer);
  try {
    const text = JSON.stringify(answer);
    if (text.length > largestCharacters) return answer;
    removeUnused();
    writePrivateFileSync(fileOf(hash), text);
  } catch {
    // nothing is lost
  }
  return answer;
}

let isSwept = false;

/** Once in a process, and where something is new: other commands stay quick. */
function removeUnused(): void {
  if (isSwept) return;
  isSwept = true;
  for (const name of namesIn(folder)) {
    if (ageOf(join(folder, name)) > 30 * day) rmSync(join(folder, name), { force: true });
  }
}

function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return []; // nothing was kept yet
  }
}

/** How long a file has not been used; 0 if it is gone, since another process may remove it. */
function ageOf(file: string): number {
  const there = statSync(file, { throwIfNoEntry: false });
  return there === undefined ? 0 : Date.now() - there.mtimeMs;
}
