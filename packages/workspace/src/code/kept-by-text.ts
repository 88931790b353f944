import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFileSync } from '@sovereign-fleet/renderer/whole-file';
import { version } from 'typescript/package.json';
import { cacheFolderIn } from './cache-folder';
import { workspaceOfCode } from './installed';

/** Answers of this process, by a hash of what they follow from. */
const known = new Map<string, { readonly answer: unknown }>();

/**
 * What follows from texts alone, as JSON: from memory, from the disk, or worked out and kept. `given` is all that it
 * follows from, beside our code and TypeScript's version. What throws is not kept, nor is undefined.
 */
export function keptByText<Answer>(given: readonly string[], work: () => Answer): Answer {
  const hash = createHash('sha256')
    .update(JSON.stringify([version, stateOfCode(), ...given]))
    .digest('hex');
  const found = known.get(hash) ?? readKept(hash);
  if (found === undefined) return keep(hash, work());
  known.set(hash, found);
  return found.answer as Answer; // of the same work on the same texts
}

let code: string | undefined;

/** What reads people's files: after a change of it, nothing that it said before counts. */
function stateOfCode(): string {
  if (code !== undefined) return code;
  const hash = createHash('sha256');
  const folders = ['../loading', '../specs'].map((name) => join(__dirname, name));
  for (const folder of folders) {
    const names = readdirSync(folder).filter((name) => /(?<!\.test|\.d)\.[jt]s$/.test(name));
    for (const name of names.sort()) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  }
  return (code = hash.digest('base64'));
}

function fileOf(hash: string): string {
  return join(cacheFolderIn(workspaceOfCode()), 'compiled', `${hash}.json`);
}

/** What cannot be read is worked out again. */
function readKept(hash: string): { readonly answer: unknown } | undefined {
  try {
    return { answer: JSON.parse(readFileSync(fileOf(hash), 'utf8')) }; // our own text
  } catch {
    return undefined;
  }
}

/** A folder that cannot be written costs time alone. */
function keep<Answer>(hash: string, answer: Answer): Answer {
  if (answer === undefined) return answer;
  known.set(hash, { answer });
  try {
    writePrivateFileSync(fileOf(hash), JSON.stringify(answer));
  } catch {
    // nothing is lost
  }
  return answer;
}
