// For tests: a repository for the contract, and what people do to it.
import type { Forge } from '../forge/forge';
import { ForgeError } from '../forge/forge-error';
import type { Sha } from '../forge/git-object';
import { folder } from './example-acme';

type Files = Readonly<Record<string, string | null>>;

/** What people do to the repository, beside the Forge. */
interface People {
  /** A commit on a branch, made where it is not there yet: files by path from the root, `null` where one goes. */
  commit(branch: string, files: Files): Promise<Sha>;
  /** By a merge commit, where it is not said how. */
  merge(number: number, method?: 'merge' | 'squash'): Promise<void>;
  close(number: number): Promise<void>;
  dropReviewer(number: number, reviewer: string): Promise<void>;
  /** To a branch that is there. */
  retarget(number: number, base: string): Promise<void>;
  removeLabel(number: number, label: string): Promise<void>;
}

interface ContractWorld {
  readonly forge: Forge;
  readonly people: People;
  /** Lets an hour go by in the repository, and says what time it is then. */
  readonly anHourLater: () => Date;
}

/** Gives a repository whose base branch has these files. */
export type Start = (files: Readonly<Record<string, string>>) => Promise<ContractWorld>;

export const startFiles = { 'README.md': 'Fleet', [`${folder}/a.yaml`]: '1', [`${folder}/d/b.yaml`]: '2' };

/** How a call fails, or that it does not. */
export async function failureCodeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no error';
  } catch (error) {
    return error instanceof ForgeError ? error.code : `no ForgeError: ${String(error)}`;
  }
}

export function mustBeThere<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it must be there');
  return value;
}
