import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolderIn } from '@sovereign-fleet/workspace/project';
import { writePrivateFileSync } from '@sovereign-fleet/renderer/whole-file';

/** What was worked out from files, kept between commands as long as the files stay. */
export interface KeptAnswers<Answer> {
  /** The answer that is kept for this state, or a new one. */
  readonly answerFor: (key: string, state: string, work: () => Answer) => Answer;
  /** Keeps the answers that were asked for, where one of them is new. */
  readonly save: () => void;
}

/** What a file holds. */
interface Kept<Answer> {
  /** The code that gave the answers. */
  readonly code: string;
  readonly answers: Readonly<Record<string, Known<Answer>>>;
}

interface Known<Answer> {
  readonly state: string;
  readonly answer: Answer;
}

/** The answers of this name in a workspace. Nx asks for all Sovereigns at each command. */
export function keptAnswers<Answer>(root: string, name: string): KeptAnswers<Answer> {
  const file = join(cacheFolderIn(root), `${name}.json`);
  const code = stateOfCode();
  const kept = readKept<Answer>(file);
  const known = kept?.code === code ? kept.answers : {};
  const asked: Record<string, Known<Answer>> = {};
  let isNew = false;
  return {
    answerFor: (key, state, work) => {
      const found = Object.hasOwn(known, key) ? known[key] : undefined;
      const isKept = found?.state === state;
      const answer = isKept ? found.answer : work();
      isNew ||= !isKept;
      asked[key] = { state, answer };
      return answer;
    },
    save: () => {
      if (isNew) writeKept(file, { code, answers: asked });
    },
  };
}

/** The time of the last change of a file in any way, which nobody can set, and its number on the disk. */
export function fileState(path: string): string {
  const { ino, size, ctimeMs } = statSync(path);
  return [ino, size, ctimeMs].join(' ');
}

/** What reads the files: after a change of it, nothing that it said before counts. */
function stateOfCode(): string {
  const folders = [__dirname, dirname(require.resolve('@sovereign-fleet/workspace/project'))];
  const states = folders.flatMap((folder) => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => /\.[jt]s$/.test(name)).map((name) => `${name} ${fileState(join(folder, name))}`);
  });
  return createHash('sha256').update(states.join('\n')).digest('base64');
}

/** What cannot be read is worked out again. */
function readKept<Answer>(file: string): Kept<Answer> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept<Answer>; // our own text
  } catch {
    return undefined;
  }
}

/** A folder that cannot be written costs time alone. */
function writeKept<Answer>(file: string, kept: Kept<Answer>): void {
  try {
    writePrivateFileSync(file, JSON.stringify(kept));
  } catch {
    return;
  }
}
